package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.ContainerFacts.State;
import dev.gctrace.kubernetes.pod.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The log of a container while it is written, over restarts, rotated files and broken connections:
 * the container's lines, each with its time, each once. It ends when the container has ended and is
 * not started again, or its pod is gone.
 *
 * <p>A connection on which nothing came for long is given up and opened again: a quiet container
 * and a connection that is dead on one side look the same.
 *
 * <p>For use by one thread; {@link #close} by any.
 */
public final class FollowedLog extends InputStream {

  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Api api;
  private final Watchdog watchdog;
  private final Pause pause;
  private final LogListener listener;
  private final LogBuffer ready = new LogBuffer();

  /** What the listener is told when all bytes from before have been taken. */
  private final Deque<Runnable> toTell = new ArrayDeque<>();

  private final Resumption resumption = new Resumption();
  private final StampedLines lines = new StampedLines(new Sink());
  private final byte[] chunk = new byte[1 << 16];
  private ContainerFacts container;
  private final Duration lookEvery;
  private Duration rest = FIRST_REST;
  private long lookedAt = System.nanoTime();
  private boolean progress;
  private boolean toldEnd;
  private boolean over;

  /** Whether there is nothing to open: the container does not run. */
  private boolean waits;

  /** Whether to rest before the next request, once what was read has been taken. */
  private boolean restsFirst;

  private volatile boolean closed;
  private volatile InputStream raw;

  FollowedLog(
      Cluster cluster,
      Api api,
      Watchdog watchdog,
      Pause pause,
      Duration lookEvery,
      ContainerFacts container,
      LogListener listener) {
    this.cluster = cluster;
    this.api = api;
    this.watchdog = watchdog;
    this.pause = pause;
    this.lookEvery = lookEvery;
    this.container = container;
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (ready.isEmpty() && !closed) {
      if (!toTell.isEmpty()) {
        toTell.poll().run();
      } else if (over) {
        break;
      } else {
        advance();
      }
    }
    return ready.isEmpty() || closed ? -1 : ready.take(target, from, length);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    InputStream open = raw;
    if (open != null) {
      open.close();
    }
  }

  private void advance() throws IOException {
    if (raw == null) {
      if (restsFirst) {
        restsFirst = false;
        restAWhile();
      }
      if (waits) {
        after();
      } else {
        open();
      }
      return;
    }
    int count;
    try {
      count = raw.read(chunk, 0, chunk.length);
    } catch (IOException e) {
      count = -1;
      if (!closed) {
        note(name() + ": the connection broke; the log is opened again");
      }
    }
    if (count >= 0) {
      lookNowAndThen();
      lines.feed(chunk, 0, count);
      return;
    }
    closeRaw();
    if (!closed) {
      after();
    }
  }

  private void open() throws IOException {
    resumption.open();
    try {
      raw =
          watchdog.watched(
              api.openLasting(
                  LogRequest.all(container.who()).since(resumption.since()).followed().path(),
                  watchdog.silence()));
    } catch (ClusterProblem e) {
      if (e.kind() != Kind.NOT_READY && e.kind() != Kind.FAILED && e.kind() != Kind.UNREACHABLE) {
        if (e.kind() == Kind.NOT_FOUND) {
          gone();
          return;
        }
        throw e;
      }
      if (e.kind() != Kind.NOT_READY) {
        note(e.getMessage());
      }
      after();
      return;
    }
    lookAgain();
  }

  /** A container can be resized while it runs, and nothing in its log says so. */
  private void lookNowAndThen() {
    long now = System.nanoTime();
    if (now - lookedAt < lookEvery.toNanos()) {
      return;
    }
    lookedAt = now;
    try {
      Optional<ContainerFacts> seen = look();
      if (seen.isPresent() && !seen.get().isAnotherRunThan(container)) {
        keep(seen.get());
      }
    } catch (ClusterProblem e) {
      // The log comes all the same; what is wrong shows when it ends.
      return;
    }
    // Nothing from before is left to be read: what comes now was printed under the new limit.
    toTell.forEach(Runnable::run);
    toTell.clear();
  }

  /** A restart just before the log was opened: what is open is the log of the next run. */
  private void lookAgain() throws IOException {
    Optional<ContainerFacts> now = look();
    if (now.isPresent() && now.get().isAnotherRunThan(container)) {
      closeRaw();
      next(now.get());
    } else if (now.isPresent()) {
      keep(now.get());
    }
  }

  /** The log ended, or cannot be had: because the container did, or because the connection did. */
  private void after() throws IOException {
    Optional<ContainerFacts> now = now();
    if (now.isEmpty()) {
      return;
    }
    if (now.get().isAnotherRunThan(container)) {
      next(now.get());
    } else if (now.get().run().state() == State.RUNNING) {
      lines.cut();
      keep(now.get());
      waits = false;
      restsFirst = true;
    } else {
      notRunning(now.get());
    }
  }

  private void notRunning(ContainerFacts now) throws IOException {
    Optional<Ended> end =
        now.ended().or(() -> isBetweenRuns(now) ? now.lastEnd() : Optional.empty());
    keep(now);
    if (end.isPresent() && !toldEnd) {
      rest(false);
      toldEnd = true;
      tellEnd(end.get());
      rest = FIRST_REST;
    }
    over |= now.run().state() == State.ENDED && !now.run().again();
    waits = true;
    restsFirst = true;
  }

  /** In a crash loop the run that ended stands as the last one, its count not yet raised. */
  private static boolean isBetweenRuns(ContainerFacts now) {
    return now.run().state() == State.WAITING && now.lastEnd().isPresent();
  }

  /** The container was started again: the rest of the old log, then the new one. */
  private void next(ContainerFacts now) throws IOException {
    boolean samePod = now.podUid().equals(container.podUid());
    int missed = now.restarts() - container.restarts() - 1;
    lines.cut();
    if (samePod && missed > 0) {
      note(
          name()
              + ": "
              + missed
              + (missed == 1 ? " run" : " runs")
              + " in between cannot be read: only the last one is kept");
      resumption.forget();
    }
    if (samePod && (!toldEnd || missed > 0)) {
      rest(true);
      now.lastEnd().ifPresent(this::tellEnd);
    }
    resumption.forget();
    toldEnd = false;
    waits = false;
    rest = FIRST_REST;
    keep(now);
  }

  /** What of the log of a run that has ended was not read yet. */
  private void rest(boolean previous) throws IOException {
    lines.cut();
    resumption.open();
    LogRequest all = LogRequest.all(container.who()).since(resumption.since());
    try (InputStream stored = api.open((previous ? all.ofPrevious() : all).path())) {
      for (int count = stored.read(chunk); count >= 0; count = stored.read(chunk)) {
        lines.feed(chunk, 0, count);
      }
      lines.end();
    } catch (ClusterProblem e) {
      note("the end of the log is not to be had: " + e.getMessage());
    } catch (IOException e) {
      lines.end();
      note(name() + ": the connection broke at the end of the log");
    }
  }

  /** The container as it is now; empty when it is gone, or cannot be looked at for the moment. */
  private Optional<ContainerFacts> now() throws IOException {
    try {
      Optional<ContainerFacts> now = look();
      if (now.isEmpty()) {
        gone();
      }
      return now;
    } catch (ClusterProblem e) {
      if (e.kind() == Kind.FAILED || e.kind() == Kind.UNREACHABLE) {
        note(e.getMessage());
        restsFirst = true;
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The container as it is now; empty when it is gone. */
  private Optional<ContainerFacts> look() throws ClusterProblem {
    String name = container.who().container();
    try {
      return cluster
          .containersOf(container.who().namespace(), container.who().pod(), problem -> {})
          .stream()
          .filter(facts -> name.equals(facts.who().container()))
          .findFirst();
    } catch (ClusterProblem e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void gone() throws IOException {
    closeRaw();
    lines.end();
    over = true;
    note(name() + ": the pod is gone, and its log with it");
  }

  private void keep(ContainerFacts now) {
    boolean changed = now.isAnotherRunThan(container) || !now.limit().equals(container.limit());
    container = now;
    if (changed) {
      toTell.add(() -> listener.changed(now));
    }
  }

  private void tellEnd(Ended end) {
    ContainerFacts was = container;
    toTell.add(
        () -> {
          byte[] lines = listener.ended(was, end).getBytes(StandardCharsets.UTF_8);
          ready.add(lines, 0, lines.length);
        });
  }

  private void note(String text) {
    toTell.add(() -> listener.note(text));
  }

  private void restAWhile() throws ClusterProblem {
    rest = progress ? FIRST_REST : rest;
    progress = false;
    try {
      pause.of(rest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterProblem(Kind.FAILED, "interrupted");
    }
    Duration twice = rest.multipliedBy(2);
    rest = twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
  }

  private void closeRaw() throws IOException {
    InputStream open = raw;
    raw = null;
    if (open != null) {
      open.close();
    }
  }

  private String name() {
    return container.who().name().orElse("-");
  }

  private final class Sink implements StampedLines.Sink {
    @Override
    public boolean wants(Instant time, byte[] bytes, int from, int to) {
      return resumption.isNew(time, bytes, from, to);
    }

    @Override
    public void bytes(byte[] bytes, int from, int to) {
      progress = true;
      ready.add(bytes, from, to);
    }

    @Override
    public void odd(String line) {
      note(name() + ": instead of a log line the node wrote: " + line);
    }
  }
}
