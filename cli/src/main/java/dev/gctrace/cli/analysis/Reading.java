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
 * <p>Not for use by more than one thread at a time.
 */
public final class Reading {

  private final Analysis analysis;
  private final LogFeed feed;
  private final List<String> notes = new ArrayList<>();
  private InputCounts counts = InputCounts.NONE;
  private FormatCounts formats = FormatCounts.NONE;

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
    NewestFirst sink = new NewestFirst(analysis.input(source.name()));
    Relay relay = new Relay(sink);
    TraceReader reader = new TraceReader(relay, source.who());
    feed.read(source, reader::feed);
    boolean cut = reader.endsInLine();
    long malformedBefore = reader.counts().malformed();
    reader.end();
    relay.end();
    sink.end();
    if (cut && reader.counts().malformed() > malformedBefore) {
      notes.add(source.name() + ": cut in the middle of a gctrace line, which is left out");
    }
    if (sink.turned()) {
      notes.add(source.name() + ": written newest first; read from its end");
    }
    if (sink.tooLong()) {
      notes.add(source.name() + ": written newest first, and too long: pipe it through tac");
    }
    counts = counts.plus(reader.counts());
    formats = formats.plus(reader.formats());
  }

  /**
   * What was read.
   *
   * @return a sum over all logs
   */
  public Intake intake() {
    return new Intake(counts, formats, analysis.repeated(), analysis.malformed(), feed.sawBinary());
  }

  /**
   * What a user has to know about the logs.
   *
   * @return a line each
   */
  public List<String> notes() {
    return List.copyOf(notes);
  }
}
