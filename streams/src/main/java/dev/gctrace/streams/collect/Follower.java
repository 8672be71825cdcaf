package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.FollowedLog;
import dev.gctrace.kubernetes.LogListener;
import dev.gctrace.kubernetes.TimedLines;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.LogPosition;
import dev.gctrace.streams.topology.RuntimeLines;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * Sends the lines of a container's log that can be of the runtime, in a thread of its own. It reads
 * no faster than Kafka takes: the connection to the node waits meanwhile, and nothing is dropped.
 */
final class Follower implements LogListener {

  /** Small: what is deep is in other threads, and there may be hundreds of these. */
  private static final long STACK_BYTES = 256 << 10;

  private final String name;
  private final String topic;
  private final Outlet outlet;
  private final CollectCounters counters;
  private final Observer observer;
  private final FollowedLog log;
  private final Thread thread;
  private final AtomicInteger unacknowledged = new AtomicInteger();
  private volatile LogPosition acknowledged;
  private volatile LogPosition read;
  private volatile ContainerFacts container;

  /** Told what happens, by the thread of the log. */
  interface Observer {

    /** A run has ended, and all of its log was sent. */
    void ended(String name, Ended end);

    /** Something that a person may want to know. */
    void note(String text);

    /** The log has ended for good, or cannot be read. */
    void over(Follower follower, Optional<IOException> problem);
  }

  /**
   * Prepares it.
   *
   * @param container whose log
   * @param resume how far it was sent before
   * @param open opens the log, which tells the listener it is given
   */
  Follower(
      ContainerFacts container,
      Optional<LogPosition> resume,
      Function<LogListener, FollowedLog> open,
      String topic,
      Outlet outlet,
      CollectCounters counters,
      Observer observer) {
    this.name = MemoryBook.name(container);
    this.container = resume.map(container::inRunAt).orElse(container);
    this.read = resume.orElse(null);
    this.acknowledged = read;
    this.topic = topic;
    this.outlet = outlet;
    this.counters = counters;
    this.observer = observer;
    this.log = open.apply(this);
    this.thread = new Thread(null, this::run, "gctrace-log " + name, STACK_BYTES);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  String name() {
    return name;
  }

  /** The container in the run whose log was read last. */
  ContainerFacts container() {
    return container;
  }

  /** The log, which is told of its pod. */
  FollowedLog log() {
    return log;
  }

  /** How far the log was sent and taken; empty when nothing was read yet. */
  Optional<LogPosition> position() {
    LogPosition all = read;
    return Optional.ofNullable(unacknowledged.get() == 0 ? all : acknowledged);
  }

  /** Ends it; what was read is sent. */
  void stop() {
    try {
      log.close();
    } catch (IOException e) {
      // Nobody reads it any more.
      observer.note(name + ": " + e.getMessage());
    }
    thread.interrupt();
  }

  private void run() {
    Optional<IOException> problem = Optional.empty();
    try (TimedLines lines = new TimedLines(log)) {
      while (lines.next()) {
        take(lines);
      }
    } catch (KafkaException | IllegalStateException e) {
      problem = Optional.of(new IOException(e));
    } catch (IOException e) {
      problem = Optional.of(e);
    }
    observer.over(this, problem);
  }

  private void take(TimedLines line) {
    counters.lineRead();
    LogPosition before = read;
    LogPosition position =
        before != null
                && before.podUid().equals(container.podUid())
                && before.restarts() == container.restarts()
                && before.time().isAfter(line.time())
            ? before
            : LogPosition.in(container, line.time());
    byte[] text = line.buffer();
    RuntimeLines.each(
        text,
        line.from(),
        line.to(),
        (from, to) -> {
          unacknowledged.incrementAndGet();
          outlet.send(
              topic,
              name,
              LineJson.write(container, line.time(), text, from, to),
              line.time(),
              () -> {
                acknowledged = position;
                unacknowledged.decrementAndGet();
              });
          counters.lineSent();
        });
    read = position;
  }

  @Override
  public String ended(ContainerFacts was, Ended end) {
    observer.ended(name, end);
    return "";
  }

  @Override
  public void changed(ContainerFacts now) {
    container = now;
  }

  @Override
  public void note(String text) {
    observer.note(text);
  }
}
