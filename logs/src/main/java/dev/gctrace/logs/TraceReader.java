package dev.gctrace.logs;

import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineScanner;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceAssembler;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.core.trace.TraceHandler;
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
  private final LineScanner scanner = new LineScanner(this::record, this::everyLine);
  private int waiting;
  private boolean ours;
  private long gcLines;
  private long repaired;
  private long malformed;
  private long runtimeLines;
  private long unrelated;

  /** A reader that tells the sink what it finds. */
  public TraceReader(TraceSink sink) {
    this.sink = sink;
  }

  /** Takes the next bytes of the input; it may be cut anywhere. They are not kept. */
  public void feed(byte[] chunk, int from, int to) {
    scanner.feed(chunk, from, to);
  }

  /** The input has ended. */
  public void end() {
    scanner.end();
    decoder.end();
    assemblers.values().forEach(TraceAssembler::end);
  }

  /** What was read so far. */
  public InputCounts counts() {
    return new InputCounts(
        scanner.bytes(),
        scanner.lines(),
        gcLines,
        repaired,
        malformed,
        runtimeLines,
        unrelated + scanner.passedOver());
  }

  /** Whether the input so far ends in the middle of a line. */
  public boolean endsInLine() {
    return scanner.endsInLine();
  }

  /** A line without a mark of the runtime can still be the rest of a record, or be asked for. */
  private boolean everyLine() {
    return waiting > 0 || decoder.waiting() || sink.wantsUnrelated();
  }

  private void record(byte[] text, int from, int to, long number) {
    ours = false;
    decoder.record(text, from, to, number);
    unrelated += ours ? 0 : 1;
  }

  private void line(LogLine logLine) {
    TraceAssembler<Origin> assembler =
        assemblers.computeIfAbsent(logLine.who(), who -> new TraceAssembler<>(new Handler(who)));
    boolean waited = assembler.waiting();
    assembler.line(
        logLine.text(), logLine.from(), logLine.to(), new Origin(logLine.record(), logLine.when()));
    if (assembler.waiting() != waited) {
      waiting += waited ? -1 : 1;
      ours = true;
    }
  }

  private final class Handler implements TraceHandler<Origin> {
    private final ContainerId who;

    Handler(ContainerId who) {
      this.who = who;
    }

    @Override
    public void event(TraceEvent event, Origin origin) {
      ours = true;
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
      ours = true;
      malformed++;
      sink.malformed(who, record, origin);
    }

    @Override
    public void unrelated(byte[] buffer, int from, int to, Origin origin) {
      if (sink.wantsUnrelated()) {
        sink.unrelated(who, buffer, from, to, origin);
      }
    }
  }
}
