package dev.gctrace.cli.watch;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.analysis.OrderWatch;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.cli.analysis.Work;
import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.MemoryNow;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.EarlyCycle;
import dev.gctrace.logs.TraceReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A log that is read by a thread of its own, which waits for nobody but its source. What was read
 * so far can be asked for at any time by {@link #ask}.
 */
final class Watching {

  private final Object lock = new Object();
  private final Analysis analysis;
  private final OrderWatch order;
  private final TraceReader reader;
  private final LogFeed feed;
  private final LogSource source;
  private final InputStream in;
  private final CommonOptions options;
  private final MemoryNow memoryNow;
  private final Consumer<String> problems;
  private final Runnable ended;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private boolean caughtUp;
  private boolean reachedFailOn;
  private Work work;

  /**
   * A watching that has not begun.
   *
   * @param name name of the log
   * @param who who wrote it, as far as its path tells
   * @param in its bytes
   * @param options what is known of the containers, and when to stop
   * @param memoryNow what the container uses when all is read that there is when it begins
   * @param filter which containers to read
   * @param face told of what is read, by the thread that reads
   * @param problems told why the log cannot be read any further
   * @param ended called when there is no more to read
   */
  Watching(
      String name,
      ContainerId who,
      InputStream in,
      CommonOptions options,
      MemoryNow memoryNow,
      ContainerFilter filter,
      AnalysisListener face,
      Consumer<String> problems,
      Runnable ended) {
    this.in = in;
    this.options = options;
    this.memoryNow = memoryNow;
    this.problems = problems;
    this.ended = ended;
    this.source = new LogSource(name, who, List.of());
    this.analysis =
        new Analysis(options::settings, options.measurements(), filter, new Guard(face));
    this.order = new OrderWatch(analysis.input(name), () -> face.newestFirst(name));
    this.reader = new TraceReader(order, who);
    this.feed = new LogFeed(in, problems, bytes -> {}, false);
  }

  /**
   * What can be asked of a log while it is read.
   *
   * @param analysis what was read so far
   * @param intake how much, and how it came
   * @param newestFirst whether it came newest first
   * @param reachedFailOn whether the severity of {@code --fail-on} was reached
   */
  record State(Analysis analysis, Intake intake, boolean newestFirst, boolean reachedFailOn) {}

  /** Begins to read. */
  void start() {
    work = Work.begin("gctrace-reader", this::read, ended);
  }

  /** Asks for something, between one piece of the log and the next. */
  <T> T ask(Function<State, T> question) {
    synchronized (lock) {
      return question.apply(
          new State(
              analysis,
              new Intake(
                  reader.counts(),
                  reader.formats(),
                  analysis.repeated(),
                  analysis.leftOut(),
                  analysis.malformed(),
                  feed.sawBinary()),
              order.isNewestFirst(),
              reachedFailOn));
    }
  }

  /** Reads no more, when what has come is taken. For any thread. */
  void stop() {
    synchronized (lock) {
      stopped.set(true);
    }
  }

  /** Throws what the reading failed of, if it did. */
  void check() {
    work.check();
  }

  private void read() {
    feed.read(source, options.canFail() ? this::takeByLine : this::take);
    synchronized (lock) {
      if (!stopped.get()) {
        reader.end();
        measure();
      }
    }
  }

  private void take(byte[] bytes, int from, int to) {
    synchronized (lock) {
      if (!stopped.get()) {
        reader.feed(bytes, from, to);
        measureWhenCaughtUp();
      }
    }
  }

  /** What the container uses now belongs to the end of what it has written until now. */
  private void measureWhenCaughtUp() {
    try {
      if (!caughtUp && in.available() == 0) {
        measure();
      }
    } catch (IOException e) {
      // Reading on tells what is wrong.
    }
  }

  private void measure() {
    if (!caughtUp) {
      caughtUp = true;
      memoryNow.settle(analysis, options.measurements()).ifPresent(problems);
    }
  }

  /** So that nothing behind the line to stop at is read. */
  private void takeByLine(byte[] bytes, int from, int to) {
    synchronized (lock) {
      int start = from;
      while (start < to && !stopped.get()) {
        int end = start;
        while (end < to && bytes[end] != '\n') {
          end++;
        }
        end = Math.min(to, end + 1);
        reader.feed(bytes, start, end);
        start = end;
      }
      measureWhenCaughtUp();
    }
  }

  /** Hands on to the face until it is time to stop. */
  private final class Guard implements AnalysisListener {
    private final AnalysisListener face;

    Guard(AnalysisListener face) {
      this.face = face;
    }

    @Override
    public void cycle(ProcessTrace process, Cycle cycle) {
      face.cycle(process, cycle);
      if (options.failsOn(cycle.forecast().severity())) {
        reachedFailOn = true;
        stopped.set(true);
        ended.run();
      }
    }

    @Override
    public void early(ProcessTrace process, EarlyCycle cycle) {
      face.early(process, cycle);
    }

    @Override
    public void death(ContainerTrace container, DeathEvent death) {
      face.death(container, death);
    }

    @Override
    public void newestFirst(String input) {
      face.newestFirst(input);
    }

    @Override
    public boolean wantsText() {
      return face.wantsText();
    }

    @Override
    public void text(String label, byte[] buffer, int from, int to) {
      face.text(label, buffer, from, to);
    }
  }
}
