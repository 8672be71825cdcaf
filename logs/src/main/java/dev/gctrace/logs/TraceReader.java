package dev.gctrace.logs;

import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineScanner;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceAssembler;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.core.trace.TraceHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one input from its bytes to the events of each container in it.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded, whatever the input holds.
 */
public final class TraceReader {

  /** Containers whose torn records are put together at a time. */
  static final int MAX_CONTAINERS = 16_384;

  /**
   * Lines at the begin of an input that are looked at, whatever they hold: an error of the API in
   * place of a log, the begin of a record that goes over lines.
   */
  static final int FIRST_LINES = 32;

  private final TraceSink sink;
  private final LogDecoder decoder;
  private final Map<ContainerId, TraceAssembler<Origin>> assemblers = new ByLastUse();
  private final LineScanner scanner = new LineScanner(this::record, this::everyLine);

  /** Most lines come from the container that the line before came from. */
  private ContainerId lastWho;

  private TraceAssembler<Origin> lastAssembler;
  private int firstLines = FIRST_LINES;
  private int waiting;
  private boolean ours;
  private boolean handedOut;
  private long gcLines;
  private long repaired;
  private long malformed;
  private long runtimeLines;
  private long unrelated;

  /** Number of the last line that counts as unrelated so far: a long one comes in parts. */
  private long lastUnrelated;

  /** Number of the last line that counts otherwise. */
  private long lastCounted;

  /** A reader of an input that tells for itself who wrote its lines. */
  public TraceReader(TraceSink sink) {
    this(sink, ContainerId.NONE);
  }

  /**
   * A reader of the log of a container, or of a file whose path names one.
   *
   * @param sink takes what is found
   * @param source who wrote what does not tell for itself who wrote it
   */
  public TraceReader(TraceSink sink, ContainerId source) {
    this.sink = sink;
    decoder = new LogDecoder(this::line, source);
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
        unrelated + scanner.passedOver(),
        scanner.oversized());
  }

  /** How the lines were wrapped that were looked at so far. */
  public FormatCounts formats() {
    return decoder.formats();
  }

  /** Whether the input so far ends in the middle of a line. */
  public boolean endsInLine() {
    return scanner.endsInLine();
  }

  /** A line without a mark of the runtime can still be the rest of a record, or be asked for. */
  private boolean everyLine() {
    return firstLines > 0 || waiting > 0 || decoder.waiting() || sink.wantsUnrelated();
  }

  private void record(byte[] text, int from, int to, long number) {
    firstLines -= firstLines > 0 ? 1 : 0;
    ours = false;
    handedOut = false;
    decoder.record(text, from, to, number);
    boolean isPiece = !handedOut && decoder.waiting();
    count(number, ours || isPiece);
  }

  /** A line that is too long for one part is one line still, and not unrelated if a part is not. */
  private void count(long number, boolean otherwise) {
    if (otherwise) {
      unrelated -= number == lastUnrelated ? 1 : 0;
      lastUnrelated = 0;
      lastCounted = number;
    } else if (number != lastUnrelated && number != lastCounted) {
      unrelated++;
      lastUnrelated = number;
    }
  }

  private void line(LogLine logLine) {
    handedOut = true;
    TraceAssembler<Origin> assembler = assemblerOf(logLine.who());
    boolean waited = assembler.waiting();
    assembler.line(
        logLine.text(), logLine.from(), logLine.to(), new Origin(logLine.record(), logLine.when()));
    if (assembler.waiting() != waited) {
      waiting += waited ? -1 : 1;
      ours = true;
    }
  }

  private TraceAssembler<Origin> assemblerOf(ContainerId who) {
    if (!who.equals(lastWho)) {
      lastAssembler =
          assemblers.computeIfAbsent(who, name -> new TraceAssembler<>(new Handler(name)));
      lastWho = who;
    }
    return lastAssembler;
  }

  /** Assemblers in the order of their last line; the one that was silent longest makes room. */
  private final class ByLastUse extends LinkedHashMap<ContainerId, TraceAssembler<Origin>> {
    private static final long serialVersionUID = 1;

    ByLastUse() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ContainerId, TraceAssembler<Origin>> eldest) {
      if (size() <= MAX_CONTAINERS) {
        return false;
      }
      TraceAssembler<Origin> assembler = eldest.getValue();
      waiting -= assembler.waiting() ? 1 : 0;
      assembler.end();
      return true;
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
