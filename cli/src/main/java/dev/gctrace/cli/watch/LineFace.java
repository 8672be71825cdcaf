package dev.gctrace.cli.watch;

import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.cli.console.Style;
import dev.gctrace.core.report.Verdict;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.EarlyCycle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What is watched as lines of text: a row for each collection, alerts set off from them.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class LineFace implements AnalysisListener {

  /** Rows after which the heading is repeated. */
  private static final int ROWS_A_HEADING = 40;

  /** Characters of a line of the program's own that are passed on. */
  private static final int MAX_TEXT_BYTES = 4096;

  private final Style style;
  private final CycleRow row;
  private final Outbox outbox;
  private final boolean alertsOnly;
  private final boolean pass;

  /** Weak: processes that the analysis lets go are let go here. */
  private final Map<ProcessTrace, AlertState> states = new WeakHashMap<>();

  private int rows;
  private boolean newestFirst;

  /**
   * A face.
   *
   * @param style how text looks
   * @param outbox where the lines go
   * @param alertsOnly whether to leave the rows out
   * @param pass whether to pass on what the programs write themselves
   */
  LineFace(Style style, Outbox outbox, boolean alertsOnly, boolean pass) {
    this.style = style;
    this.row = new CycleRow(style);
    this.outbox = outbox;
    this.alertsOnly = alertsOnly;
    this.pass = pass;
  }

  @Override
  public void cycle(ProcessTrace process, Cycle cycle) {
    AlertState state = state(process);
    row(CycleFigures.of(cycle), cycle.who());
    state
        .next(cycle.forecast().severity())
        .ifPresent(alert -> alert(process, cycle.event().cycle(), alert));
  }

  @Override
  public void early(ProcessTrace process, EarlyCycle cycle) {
    state(process);
    row(CycleFigures.of(cycle), cycle.who());
  }

  @Override
  public void death(ContainerTrace container, DeathEvent death) {
    alertLine(
        style.strong(style.shown(container.label())) + ": " + style.shown(death.text()), true);
  }

  @Override
  public void newestFirst(String input) {
    newestFirst = true;
    alertLine(
        style.strong(style.shown(input))
            + ": written newest first, and what is watched cannot be turned round: restarts and"
            + " alerts told of it are none. gctrace analyze reads it from its end.",
        true);
  }

  @Override
  public boolean wantsText() {
    return pass;
  }

  @Override
  public void text(String label, byte[] buffer, int from, int to) {
    int end = Math.min(to, from + MAX_TEXT_BYTES);
    String text = new String(buffer, from, end - from, StandardCharsets.UTF_8);
    put(style.faint(style.shown(text) + (end < to ? style.shown("…") : "")), Outbox.Weight.LINE);
  }

  private AlertState state(ProcessTrace process) {
    AlertState state = states.get(process);
    if (state == null) {
      state = new AlertState();
      states.put(process, state);
      begun(process);
    }
    return state;
  }

  private void row(CycleFigures cycle, ContainerId who) {
    if (alertsOnly) {
      return;
    }
    Optional<String> name = who.name();
    if (rows++ % ROWS_A_HEADING == 0) {
      put(row.heading(cycle, name.isPresent()), Outbox.Weight.LINE);
    }
    put(row.of(cycle, name), Outbox.Weight.LINE);
  }

  private void begun(ProcessTrace process) {
    ProcessTrace before = process.container().before(process);
    if (before == null || newestFirst) {
      return;
    }
    Verdict verdict = before.report().verdict();
    alertLine(
        style.strong(style.shown(process.container().label()))
            + ": process "
            + process.number()
            + " begins; process "
            + before.number()
            + ": "
            + style.shown(verdict.sentence()),
        true);
  }

  private void alert(ProcessTrace process, long cycle, Alert alert) {
    String head =
        style.severity(alert.severity(), alert.severity().name())
            + " "
            + style.strong(style.shown(process.container().label()))
            + ", cycle "
            + cycle
            + ": ";
    alertLine(
        switch (alert.kind()) {
          case RAISED, ESCALATED -> head + style.shown(process.report().verdict().sentence());
          case EASED -> head + "eased, no longer critical";
          case RESOLVED -> head + "resolved";
        },
        alert.kind() != Alert.Kind.RESOLVED);
  }

  private void alertLine(String line, boolean bad) {
    String mark = style.unicode() ? (bad ? "▲ " : "▼ ") : (bad ? "!! " : "-- ");
    put(mark + line, Outbox.Weight.ALERT);
  }

  private void put(String line, Outbox.Weight weight) {
    outbox.put((line.stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8), weight);
  }
}
