package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.ContainerFacts.State;
import dev.gctrace.kubernetes.pod.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
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

  private final ContainerLook look;
  private final Api api;
  private final Watchdog watchdog;
  private final LogBuffer ready = new LogBuffer();
  private final Announcements announcements;
  private final GrowingRest rest;
  private final OnceLines lines;
  private ContainerFacts container;
  private boolean toldEnd;
  private boolean over;

  /** Whether there is nothing to open: the container does not run. */
  private boolean waits;

  /** Whether to rest before the next request, once what was read has been taken. */
  private boolean restsFirst;

  private volatile boolean closed;
  private volatile InputStream raw;

  FollowedLog(
      ContainerLook look,
      Api api,
      Watchdog watchdog,
      Pause pause,
      ContainerFacts container,
      LogListener listener) {
    this.look = look;
    this.api = api;
    this.watchdog = watchdog;
    this.rest = new GrowingRest(pause);
    this.container = container;
    this.announcements = new Announcements(listener, ready);
    this.lines =
        new OnceLines(
            ready,
            rest::shorten,
            odd -> announcements.note(name() + ": instead of a log line the node wrote: " + odd));
  }

  /**
   * Who is to be told of the container's pod, where this log does not watch it itself.
   *
   * @return takes what a watch tells; for use by any thread
   */
  public PodListener pod() {
    return look;
  }

  /** The log was read up to a time before; the lines of that second come again. */
  void resume(Instant time) {
    lines.resume(time);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (ready.isEmpty() && !closed) {
      if (!announcements.isEmpty()) {
        announcements.tellNext();
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
    look.close();
    InputStream open = raw;
    if (open != null) {
      open.close();
    }
  }

  private void advance() throws IOException {
    if (raw == null) {
      if (restsFirst) {
        restsFirst = false;
        rest.take();
      }
      if (waits) {
        after();
      } else {
        open();
      }
      return;
    }
    boolean more = false;
    try {
      more = lines.take(raw, this::takeNews);
    } catch (IOException e) {
      if (!closed) {
        announcements.note(name() + ": the connection broke; the log is opened again");
      }
    }
    if (more) {
      return;
    }
    closeRaw();
    if (!closed) {
      after();
    }
  }

  private void open() throws IOException {
    LogRequest wanted = lines.resumed(LogRequest.all(container.who())).followed();
    try {
      raw = watchdog.watched(api.openLasting(wanted.path(), watchdog.silence()));
    } catch (ClusterProblem e) {
      if (e.kind() != Kind.NOT_READY && e.kind() != Kind.FAILED && e.kind() != Kind.UNREACHABLE) {
        if (e.kind() == Kind.NOT_FOUND) {
          gone();
          return;
        }
        throw e;
      }
      if (e.kind() != Kind.NOT_READY) {
        announcements.note(e.getMessage());
      }
      after();
      return;
    }
    lookAgain();
  }

  /** A container can be resized while it runs, and nothing in its log says so. */
  private void takeNews() {
    Optional<ContainerFacts> news = look.news(container);
    if (news.isEmpty()) {
      return;
    }
    if (news.get().isAnotherRunThan(container)) {
      news.get().startedAt().ifPresent(lines::endBefore);
    } else {
      keep(news.get());
      // Nothing from before is left to be read: what comes now was printed under the new limit.
      announcements.tellAll();
    }
  }

  /** A restart just before the log was opened: what is open is the log of the next run. */
  private void lookAgain() throws IOException {
    Optional<ContainerFacts> now = look.now();
    if (now.isPresent() && now.get().isAnotherRunThan(container)) {
      closeRaw();
      next(now.get());
    } else if (now.isPresent()) {
      keep(now.get());
    }
  }

  /** The log ended, or cannot be had: because the container did, or because the connection did. */
  private void after() throws IOException {
    lines.endBefore(null);
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
    // In a crash loop the run that ended stands as the last one, its count not yet raised.
    Optional<Ended> between = now.run().state() == State.WAITING ? now.lastEnd() : Optional.empty();
    Optional<Ended> end = now.ended().or(() -> between);
    keep(now);
    if (end.isPresent() && !toldEnd) {
      readRest(false);
      toldEnd = true;
      announcements.ended(container, end.get());
      rest.shorten();
    }
    over |= now.run().state() == State.ENDED && !now.run().again();
    waits = true;
    restsFirst = true;
  }

  /** The container was started again: the rest of the old log, then the new one. */
  private void next(ContainerFacts now) throws IOException {
    boolean samePod = now.podUid().equals(container.podUid());
    int missed = now.restarts() - container.restarts() - 1;
    lines.cut();
    if (samePod && missed > 0) {
      announcements.note(
          name()
              + ": "
              + missed
              + (missed == 1 ? " run" : " runs")
              + " in between cannot be read: only the last one is kept");
      lines.forget();
    }
    if (samePod && (!toldEnd || missed > 0)) {
      readRest(true);
      now.lastEnd().ifPresent(end -> announcements.ended(container, end));
    } else if (!samePod) {
      tellLastSeen();
    }
    lines.forget();
    toldEnd = false;
    waits = false;
    rest.shorten();
    keep(now);
  }

  /** What of the log of a run that has ended was not read yet. */
  private void readRest(boolean previous) throws IOException {
    lines.cut();
    LogRequest all = lines.resumed(LogRequest.all(container.who()));
    try (InputStream stored = api.open((previous ? all.ofPrevious() : all).path())) {
      lines.takeAll(stored);
    } catch (ClusterProblem e) {
      announcements.note("the end of the log is not to be had: " + e.getMessage());
    } catch (IOException e) {
      lines.end();
      announcements.note(name() + ": the connection broke at the end of the log");
    }
  }

  /** The container as it is now; empty when it is gone, or cannot be looked at for the moment. */
  private Optional<ContainerFacts> now() throws IOException {
    try {
      Optional<ContainerFacts> now = look.now();
      if (now.isEmpty()) {
        gone();
      }
      return now;
    } catch (ClusterProblem e) {
      if (e.kind() == Kind.FAILED || e.kind() == Kind.UNREACHABLE) {
        announcements.note(e.getMessage());
        restsFirst = true;
        return Optional.empty();
      }
      throw e;
    }
  }

  private void gone() throws IOException {
    closeRaw();
    lines.end();
    over = true;
    tellLastSeen();
    announcements.note(name() + ": the pod is gone, and its log with it");
  }

  /** The log of a pod that was deleted is gone; how it ended was seen, if anybody watched. */
  private void tellLastSeen() {
    if (!toldEnd) {
      look.last(container)
          .flatMap(ContainerFacts::ended)
          .ifPresent(end -> announcements.ended(container, end));
    }
  }

  private void keep(ContainerFacts now) {
    boolean changed = now.isAnotherRunThan(container) || !now.limit().equals(container.limit());
    container = now;
    if (changed) {
      announcements.changed(now);
    }
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
}
