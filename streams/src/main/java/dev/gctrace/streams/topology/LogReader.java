package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.LineParser;
import dev.gctrace.core.trace.LineScanner;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.LogDecoder;
import dev.gctrace.logs.LogFormat;
import dev.gctrace.logs.LogLine;
import dev.gctrace.logs.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Takes records of any format apart, leaves out what cannot be of the runtime, and sends the rest
 * on under the name of its container. Keeps nothing from one record to the next: the rest of a torn
 * line may be read elsewhere.
 */
final class LogReader implements Processor<byte[], byte[], byte[], byte[]> {

  /** Longest line that is sent on whole; of a longer one the records in it are. */
  static final int MAX_LINE_BYTES = 1024;

  /** What is sent on of a long line from the begin of a record. */
  private static final int MAX_RECORD_BYTES = 512;

  /** The name under which lines are judged that no container is told of. */
  static final String UNNAMED = "unknown";

  /** Keys whose meaning is at hand. */
  private static final int MAX_KEYS = 1_000;

  private static final int MAX_KEY_BYTES = 1_024;

  /** Longest record that is carried along with a line that may turn out not to be readable. */
  private static final int MAX_CARRIED_BYTES = 64 << 10;

  private static final Duration COUNTING = Duration.ofSeconds(1);

  private final Counters counters;
  private final LogDecoder decoder = LogDecoder.ofPieces(this::line);
  private final Map<LogFormat, Long> counted = new EnumMap<>(LogFormat.class);
  private final Map<String, ContainerId> keys = new Lately<>(MAX_KEYS);
  private ProcessorContext<byte[], byte[]> context;
  private Record<byte[], byte[]> message;
  private long records;

  LogReader(Counters counters) {
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    context.schedule(COUNTING, PunctuationType.WALL_CLOCK_TIME, now -> countFormats());
  }

  @Override
  public void close() {
    countFormats();
  }

  @Override
  public void process(Record<byte[], byte[]> next) {
    counters.record();
    if (next.value() == null) {
      return;
    }
    message = next;
    decoder.record(
        next.value(), 0, next.value().length, ++records, who(next.key()), Optional.empty());
    decoder.end();
    message = null;
  }

  private ContainerId who(byte[] key) {
    if (key == null) {
      return ContainerId.NONE;
    }
    String text = new String(key, StandardCharsets.UTF_8);
    return key.length > MAX_KEY_BYTES
        ? ContainerId.ofKey(text)
        : keys.computeIfAbsent(text, ContainerId::ofKey);
  }

  private void line(LogLine line, Part part) {
    byte[] text = line.text();
    int from = line.from();
    int to = line.to();
    boolean record = LineScanner.canHoldRecord(text, from, to);
    if (!record && !TornRest.canBe(text, from, to) && !(part == Part.END && from == to)) {
      return;
    }
    Optional<LineParser.Parsed> parsed =
        record ? LineParser.parse(text, from, to) : Optional.empty();
    if (to - from <= MAX_LINE_BYTES) {
      send(line, part, from, to, parsed.isPresent() && parsed.get().event() == null);
      return;
    }
    if (parsed.isEmpty()) {
      send(line, part, from, from + MAX_RECORD_BYTES, false);
    }
    while (parsed.isPresent()) {
      LineParser.Parsed found = parsed.get();
      int end = Math.min(to, found.from() + MAX_RECORD_BYTES);
      send(line, part, found.from(), end, found.event() == null);
      int next = Math.max(found.to(), found.from() + 1);
      parsed = LineParser.parse(text, from, to, next);
    }
  }

  private void send(LogLine line, Part part, int from, int to, boolean carried) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    boolean carry = carried && message.value().length <= MAX_CARRIED_BYTES;
    Source source =
        new Source(
            at.partition(),
            at.offset(),
            carry ? message.key() : null,
            carry ? message.value() : null);
    Piece piece =
        new Piece(
            part,
            line.stream(),
            line.who().instance(),
            line.when(),
            source,
            Arrays.copyOfRange(line.text(), from, to));
    Optional<String> name = line.who().name();
    if (name.isEmpty()) {
      counters.unnamed();
    }
    context.forward(
        new Record<>(
            name.orElse(UNNAMED).getBytes(StandardCharsets.UTF_8),
            piece.toBytes(),
            Math.max(0, message.timestamp())),
        GctraceTopology.PIECES);
  }

  private void countFormats() {
    decoder
        .formats()
        .records()
        .forEach(
            (format, count) -> {
              long before = counted.getOrDefault(format, 0L);
              if (count > before) {
                counters.format(format, count - before);
                counted.put(format, count);
              }
            });
  }
}
