package dev.gctrace.logs;

import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceAssembler;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.core.trace.TraceHandler;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads one input from its bytes to the events of each container in it.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded, whatever the input holds.
 */
public final class TraceReader {

  private final TraceSink sink;
  private final LogDecoder decoder = new LogDecoder(this::line);
  private final Map<ContainerId, TraceAssembler<Origin>> assemblers = new HashMap<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long bytes;
  private long lines;
  private long gcLines;
  private long repaired;
  private long malformed;
  private long runtimeLines;
  private long unrelated;

  /** A reader that tells the sink what it finds. */
  public TraceReader(TraceSink sink) {
    this.sink = sink;
  }

  /** Takes the next bytes of the input; it may be cut anywhere. */
  public void feed(byte[] chunk, int from, int to) {
    bytes += to - from;
    for (int i = from; i < to; i++) {
      if (chunk[i] == '\n') {
        endOfLine();
      } else {
        line.write(chunk[i]);
      }
    }
  }

  /** The input has ended. */
  public void end() {
    if (line.size() > 0) {
      endOfLine();
    }
    decoder.end();
    assemblers.values().forEach(TraceAssembler::end);
  }

  /** What was read so far. */
  public InputCounts counts() {
    return new InputCounts(bytes, lines, gcLines, repaired, malformed, runtimeLines, unrelated);
  }

  private void endOfLine() {
    byte[] text = line.toByteArray();
    line.reset();
    lines++;
    decoder.record(text, 0, text.length);
  }

  private void line(LogLine logLine) {
    assemblers
        .computeIfAbsent(logLine.who(), who -> new TraceAssembler<>(new Handler(who)))
        .line(
            logLine.text(),
            logLine.from(),
            logLine.to(),
            new Origin(logLine.record(), logLine.when()));
  }

  private final class Handler implements TraceHandler<Origin> {
    private final ContainerId who;

    Handler(ContainerId who) {
      this.who = who;
    }

    @Override
    public void event(TraceEvent event, Origin origin) {
      if (event instanceof GcEvent gc) {
        gcLines++;
        repaired += gc.repaired() ? 1 : 0;
      } else if (event instanceof EarlyGcEvent early) {
        gcLines++;
        repaired += early.repaired() ? 1 : 0;
      } else {
        runtimeLines++;
      }
      sink.event(who, event, origin);
    }

    @Override
    public void malformed(Malformed record, Origin origin) {
      malformed++;
      sink.malformed(who, record, origin);
    }

    @Override
    public void unrelated(byte[] buffer, int from, int to, Origin origin) {
      unrelated++;
      if (sink.wantsUnrelated()) {
        sink.unrelated(who, buffer, from, to, origin);
      }
    }
  }
}
