package dev.gctrace.cli.top;

import dev.gctrace.cli.analysis.Work;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Interruption;
import dev.gctrace.cli.console.LiveScreen;
import dev.gctrace.cli.console.Tty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Rounds again and again: when a container changes, and at least every ten seconds. */
final class Watch {

  private static final long ROUND_MILLIS = 10_000;

  /** Changes that come together are one round. */
  private static final long LEAST_MILLIS = 1_000;

  private final Console console;
  private final Sweep sweep;
  private final Pods pods;

  /** Whether a round is the last one: the severity to fail on was reached. */
  private final Predicate<Sweep.Round> last;

  Watch(Console console, Sweep sweep, Pods pods, Predicate<Sweep.Round> last) {
    this.console = console;
    this.sweep = sweep;
    this.pods = pods;
    this.last = last;
  }

  /** Shows a round. */
  @FunctionalInterface
  interface Face {
    void show(Sweep.Round round) throws IOException;
  }

  /** Shows them one below the other until one is the last; that one. */
  Sweep.Round inTurn(Face face) throws IOException {
    Sweep.Round round = sweep.read();
    face.show(round);
    while (!last.test(round) && rest()) {
      round = sweep.read();
      face.show(round);
    }
    return round;
  }

  /** Draws the latest in place, until one is the last or somebody has enough; the latest. */
  Sweep.Round inPlace(Tty tty, String where) throws IOException {
    LiveScreen screen = new LiveScreen(console, tty);
    LiveTop top = new LiveTop(where);
    // What cannot be read at all is told before there is a screen.
    Sweep.Round[] latest = {sweep.read()};
    top.show(latest[0], Instant.now());
    Interruption interruption = Interruption.of(screen::end, tty::release);
    Work work =
        Work.begin(
            "gctrace-rounds",
            () -> {
              try {
                while (!last.test(latest[0]) && rest()) {
                  latest[0] = sweep.read();
                  top.show(latest[0], Instant.now());
                  screen.changed();
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            screen::end);
    try {
      screen.show(top::press, (style, rows, stoodStill) -> top.lines(style, rows));
    } finally {
      interruption.over();
    }
    work.check();
    return latest[0];
  }

  /** The terminal to draw in place on; empty when there is none. */
  Optional<Tty> tty() {
    return console.screen().isDrawable() ? Tty.open() : Optional.empty();
  }

  private boolean rest() {
    return Pods.sleep(LEAST_MILLIS) && pods.await(ROUND_MILLIS - LEAST_MILLIS);
  }
}
