package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.LineParser;
import dev.gctrace.core.trace.LineScanner;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.LogDecoder;
import dev.gctrace.logs.LogFormat;
import dev.gctrace.logs.LogLine;
import dev.gctrace.logs.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Bytes of lines that are sent on at a time. */
  private static final int MAX_TEXT_BYTES = 32 << 10;

  /** What a record may come to that is sent along to each of the containers it holds lines of. */
  private static final int MAX_CARRIED_BYTES = 1 << 20;

  /** Longest name of a start that is sent on as it is. */
  private static final int MAX_INSTANCE_CHARS = 20;

  private static final Duration COUNTING = Duration.ofSeconds(1);

  private final String topic;
  private final int largest;
  private final Counters counters;
  private final List<Found> found = new ArrayList<>();
  private final LogDecoder decoder = LogDecoder.ofPieces(this::line);
  private final Map<LogFormat, Long> counted = new EnumMap<>(LogFormat.class);
  private final Map<String, ContainerId> keys = new Lately<>(MAX_KEYS);
  private ProcessorContext<byte[], byte[]> context;
  private long records;

  LogReader(String topic, int largest, Counters counters) {
    this.topic = topic;
    this.largest = largest;
    this.counters = counters;
  }

  /**
   * A line of the record that is read.
   *
   * @param container its name
   * @param malformed why it is not a record of the runtime by itself; null when it is one, or is no
   *     such thing
   */
  private record Found(String container, Piece piece, Malformed malformed) {

    /** Whether it may turn out not to be readable. */
    boolean isSuspect() {
      return malformed != null || piece.part() != Part.WHOLE;
    }
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
    decoder.record(
        next.value(), 0, next.value().length, ++records, who(next.key()), Optional.empty());
    decoder.end();
    if (!found.isEmpty()) {
      sendOn(next);
      found.clear();
    }
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
      found(line, part, from, to, parsed.map(LineParser.Parsed::malformed).orElse(null));
      return;
    }
    if (parsed.isEmpty()) {
      found(line, part, from, from + MAX_RECORD_BYTES, null);
    }
    while (parsed.isPresent()) {
      LineParser.Parsed begin = parsed.get();
      int end = Math.min(to, begin.from() + MAX_RECORD_BYTES);
      found(line, part, begin.from(), end, begin.malformed());
      int next = Math.max(begin.to(), begin.from() + 1);
      parsed = LineParser.parse(text, from, to, next);
    }
  }

  private void found(LogLine line, Part part, int from, int to, Malformed malformed) {
    Optional<String> name = line.who().name();
    if (name.isEmpty()) {
      counters.unnamed();
    }
    Piece piece =
        new Piece(
            part,
            line.stream(),
            brief(line.who().instance()),
            line.when(),
            Arrays.copyOfRange(line.text(), from, to));
    found.add(new Found(name.orElse(UNNAMED), piece, malformed));
  }

  /** What tells a start from another one takes little room in the state of its container. */
  private static String brief(String instance) {
    if (instance == null || instance.length() <= MAX_INSTANCE_CHARS) {
      return instance == null ? "" : instance;
    }
    long hash = 1;
    for (int i = 0; i < instance.length(); i++) {
      hash = 31 * hash + instance.charAt(i);
    }
    return HexFormat.of().toHexDigits(hash);
  }

  /**
   * Sends on what was found in a record, and the record with it where that may be needed. One that
   * would have to go to very many containers goes to the dead letters at once.
   */
  private void sendOn(Record<byte[], byte[]> message) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    Source source = new Source(at.partition(), at.offset());
    List<List<Found>> parts = parts();
    long suspects = parts.stream().filter(LogReader::isSuspect).count();
    long time = RecordTime.of(message.timestamp(), context.currentSystemTimeMs());
    Original original =
        suspects == 0
            ? null
            : Original.of(message.key(), message.value(), time, message.headers(), largest);
    boolean carried = suspects <= 1 || suspects * message.value().length <= MAX_CARRIED_BYTES;
    boolean told = !carried && tell(original, source);
    for (List<Found> part : parts) {
      Pieces pieces =
          new Pieces(
              source,
              told,
              carried && isSuspect(part) ? original : null,
              part.stream().map(Found::piece).toList());
      context.forward(
          new Record<>(
              part.get(0).container().getBytes(StandardCharsets.UTF_8), pieces.toBytes(), time),
          GctraceTopology.PIECES);
    }
  }

  private static boolean isSuspect(List<Found> part) {
    return part.stream().anyMatch(Found::isSuspect);
  }

  /** What was found, by container, in parts that are not too long. */
  private List<List<Found>> parts() {
    if (found.size() == 1) {
      return List.of(List.of(found.get(0)));
    }
    List<List<Found>> parts = new ArrayList<>();
    Map<String, List<Found>> open = new HashMap<>();
    Map<String, Integer> bytes = new HashMap<>();
    for (Found next : found) {
      int length = next.piece().text().length;
      List<Found> part = open.get(next.container());
      if (part == null
          || part.size() == Pieces.MAX_LINES
          || bytes.get(next.container()) + length > MAX_TEXT_BYTES) {
        part = new ArrayList<>();
        parts.add(part);
        open.put(next.container(), part);
        bytes.put(next.container(), 0);
      }
      part.add(next);
      bytes.merge(next.container(), length, Integer::sum);
    }
    return parts;
  }

  /** Sends the record to the dead letters; whether there is a reason to. */
  private boolean tell(Original original, Source source) {
    Optional<Malformed> first =
        found.stream().map(Found::malformed).filter(Objects::nonNull).findFirst();
    first.ifPresent(
        malformed -> {
          counters.deadLetter(DeadLetter.Reason.MALFORMED_LINE);
          context.forward(
              DeadLetter.of(
                  original,
                  DeadLetter.Reason.MALFORMED_LINE,
                  DeadLetter.words(malformed),
                  topic,
                  source),
              GctraceTopology.DEAD_RECORDS);
        });
    return first.isPresent();
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
