package dev.gctrace.cli.analysis;

import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.logs.FormatCounts;
import dev.gctrace.logs.InputCounts;
import dev.gctrace.logs.TraceReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads logs to their end into an {@link Analysis}, and keeps what is to be said about them.
 *
 * <p>Not for use by more than one thread at a time, but for {@link #stop}.
 */
public final class Reading {

  private final Analysis analysis;
  private final LogFeed feed;
  private final List<String> notes = new ArrayList<>();
  private InputCounts counts = InputCounts.NONE;
  private FormatCounts formats = FormatCounts.NONE;
  private OpenLog log;
  private boolean stopped;

  /**
   * A reading that has not begun.
   *
   * @param analysis where the events go
   * @param feed where the bytes come from
   */
  public Reading(Analysis analysis, LogFeed feed) {
    this.analysis = analysis;
    this.feed = feed;
  }

  /**
   * Reads one log.
   *
   * @param source the log
   */
  public void read(LogSource source) {
    synchronized (this) {
      if (stopped) {
        return;
      }
      log = new OpenLog(source, new NewestFirst(analysis.input(source.name())));
    }
    feed.read(source, this::take);
    end();
  }

  /** Takes what was read so far for all there is. For any thread. */
  public synchronized void stop() {
    stopped = true;
    end();
  }

  private synchronized void take(byte[] bytes, int from, int to) {
    if (!stopped) {
      log.reader.feed(bytes, from, to);
    }
  }

  private synchronized void end() {
    if (log != null) {
      notes.addAll(log.end(stopped));
      counts = counts.plus(log.reader.counts());
      formats = formats.plus(log.reader.formats());
      log = null;
    }
  }

  /** The log that is being read. */
  private static final class OpenLog {
    private final String name;
    private final NewestFirst sink;
    private final Relay relay;
    private final TraceReader reader;

    OpenLog(LogSource source, NewestFirst sink) {
      this.name = source.name();
      this.sink = sink;
      relay = new Relay(sink);
      reader = new TraceReader(relay, source.who());
    }

    /** Hands on what was held back, and tells what is to be known. */
    List<String> end(boolean early) {
      boolean cut = !early && reader.endsInLine();
      long malformedBefore = reader.counts().malformed();
      reader.end();
      relay.end();
      sink.end();
      List<String> notes = new ArrayList<>();
      if (cut && reader.counts().malformed() > malformedBefore) {
        notes.add(name + ": cut in the middle of a gctrace line, which is left out");
      }
      if (sink.turned()) {
        notes.add(name + ": written newest first; read from its end");
      }
      if (sink.tooLong()) {
        notes.add(name + ": written newest first, and too long: pipe it through tac");
      }
      return notes;
    }
  }

  /**
   * What was read.
   *
   * @return a sum over all logs
   */
  public synchronized Intake intake() {
    return new Intake(
        counts,
        formats,
        analysis.repeated(),
        analysis.leftOut(),
        analysis.malformed(),
        feed.sawBinary());
  }

  /**
   * What a user has to know about the logs.
   *
   * @return a line each
   */
  public synchronized List<String> notes() {
    return List.copyOf(notes);
  }
}
