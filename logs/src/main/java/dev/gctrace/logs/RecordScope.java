package dev.gctrace.logs;

import dev.gctrace.core.trace.LineScanner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an object has told so far, and the objects around it: one log line, or what the lines in a
 * batch have in common.
 */
final class RecordScope {

  /** Rank of what was not told. */
  private static final int ABSENT = Integer.MAX_VALUE;

  /** The first paths of a time that the runtime's own prefix may have given in text. */
  private static final int TIMES_IN_TEXT = 2;

  /** Added to the rank of a number under one of them. */
  private static final int NUMBER_FOR_TEXT = 100;

  private static final int MAX_VALUE_BYTES = 1024;

  /** A value, and the rank of the path that it stood under. */
  private record Told(String value, int rank) {}

  private final RecordScope around;
  private final Map<RecordField, Told> told = new EnumMap<>(RecordField.class);
  private long seen;
  private boolean others;
  private byte[] line;
  private int lineRank;
  private boolean lineHoldsMark;
  private byte[] elsewhere;
  private Instant time;
  private int timeRank = ABSENT;
  private boolean timeIsRuntimes;
  private List<RecordLine> held = List.of();

  /** Who wrote it by the object alone, until it tells more; null while that was not asked. */
  private ContainerId who;

  RecordScope(RecordScope around) {
    this.around = around;
  }

  /** The object around the list that this one is in; null when there is none. */
  RecordScope around() {
    return around;
  }

  /** A member that shapes are known by is there. */
  void see(long memberBit) {
    seen |= memberBit;
    who = null;
  }

  /** A member of the object itself is there, whatever it is. */
  void seeOwn(String name) {
    others = others || !RecordShape.isOfDocker(name);
  }

  /** Under what its lines count: what the outermost object is, which may be a batch. */
  LogFormat format() {
    RecordShape shape = shape();
    LogFormat own = shape == null ? LogFormat.SHIPPED : shape.format();
    LogFormat outer = around == null ? LogFormat.SHIPPED : around.format();
    return outer == LogFormat.SHIPPED ? own : outer;
  }

  /** Whether it is the record of a shipper, by its members or because it is in one's batch. */
  boolean isShippers() {
    return shape() != null
        || (around != null && around.isShippers())
        || (told.containsKey(RecordField.SOURCE_PATH) && who().pod() != null);
  }

  private RecordShape shape() {
    return RecordShape.of(seen, others);
  }

  /** Takes the text at a place. */
  void text(CandidatePaths place, int penalty, byte[] text, int from, int to) {
    for (CandidatePaths.Candidate candidate : place.candidates()) {
      int rank = 2 * (candidate.rank() + penalty);
      if (candidate.field() == RecordField.LINE) {
        line(rank, text, from, to);
      } else if (to - from <= MAX_VALUE_BYTES) {
        value(candidate.field(), rank, Bytes.string(text, from, to), true);
      }
    }
  }

  /** Takes the number at a place. */
  void number(CandidatePaths place, int penalty, String number) {
    for (CandidatePaths.Candidate candidate : place.candidates()) {
      if (candidate.field() != RecordField.LINE) {
        value(candidate.field(), 2 * (candidate.rank() + penalty) + 1, number, false);
      }
    }
  }

  private void value(RecordField field, int rank, String value, boolean isText) {
    if (field == RecordField.TIME) {
      time(rank, value, isText);
    } else if (!value.isEmpty() && isOf(field, value)) {
      Told before = told.get(field);
      if (before == null || rank <= before.rank()) {
        tell(field, new Told(value, rank));
      }
    }
  }

  private void tell(RecordField field, Told value) {
    told.put(field, value);
    who = null;
  }

  private static boolean isOf(RecordField field, String value) {
    return field != RecordField.STREAM || RecordStream.named(value) != LogLine.Stream.UNKNOWN;
  }

  private void time(int rank, String value, boolean isText) {
    boolean textExpected = rank / 2 < TIMES_IN_TEXT;
    int rankOfThis = textExpected && !isText ? rank + NUMBER_FOR_TEXT : rank;
    if (rankOfThis <= timeRank) {
      RecordTime.of(value).ifPresent(instant -> time(instant, rankOfThis, textExpected && isText));
    }
  }

  private void time(Instant instant, int rank, boolean isRuntimes) {
    time = instant;
    timeRank = rank;
    timeIsRuntimes = isRuntimes;
  }

  /** Takes the program's text; one that holds a record of the runtime is better than any other. */
  private void line(int rank, byte[] text, int from, int to) {
    boolean holdsMark = LineScanner.canHoldRecord(text, from, to);
    boolean isBetter =
        line == null
            || (holdsMark && !lineHoldsMark)
            || (holdsMark == lineHoldsMark && rank <= lineRank && from < to);
    if (isBetter) {
      line = Arrays.copyOfRange(text, from, to);
      lineHoldsMark = holdsMark;
      lineRank = rank;
    }
  }

  /** Takes a text that stands where no line is known to stand. */
  void elsewhere(byte[] text, int from, int to) {
    if (isPath(text, from, to)) {
      if (!told.containsKey(RecordField.SOURCE_PATH) && to - from <= MAX_VALUE_BYTES) {
        tell(RecordField.SOURCE_PATH, new Told(Bytes.string(text, from, to), ABSENT));
      }
    } else if (!holdsMark() && LineScanner.canHoldRecord(text, from, to)) {
      elsewhere = Arrays.copyOfRange(text, from, to);
    }
  }

  private static boolean isPath(byte[] text, int from, int to) {
    return Bytes.startsWith(text, from, to, "/var/log/containers/")
        || Bytes.startsWith(text, from, to, "/var/log/pods/");
  }

  /** Whether the line holds a record of the runtime, or one stands elsewhere in the object. */
  boolean holdsMark() {
    return lineHoldsMark || elsewhere != null;
  }

  /** Whether the record of the runtime stands where no line is known to stand. */
  boolean isOfUnknownShape() {
    return !lineHoldsMark && elsewhere != null;
  }

  /** The line with all that is known of it; empty when the object holds none. */
  Optional<RecordLine> toLine() {
    byte[] text = isOfUnknownShape() ? elsewhere : line;
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(new RecordLine(text, who(), when(), stream(), part(text)));
  }

  /** The API's error that stands in place of a log; empty when it is none. */
  Optional<String> apiError() {
    boolean isStatus =
        "Status".equals(get(RecordField.API_KIND)) && "Failure".equals(get(RecordField.API_STATUS));
    return isStatus
        ? Optional.of(line == null ? "" : new String(line, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Who wrote it, by what this object and those around it tell; those around it count first. */
  ContainerId who() {
    if (who == null) {
      who = RecordIdentity.of(this::get, shape());
    }
    return around == null ? who : around.who().within(who);
  }

  /** When it was written, by this object or else by those around it. */
  Optional<LineTime> when() {
    if (time == null) {
      return around == null ? Optional.empty() : around.when();
    }
    // A shipper that has both the stream and a time in text has them from the runtime's own prefix.
    boolean isRuntimes = timeIsRuntimes && get(RecordField.STREAM) != null;
    return Optional.of(
        new LineTime(time, isRuntimes ? LineTime.Quality.INNER : LineTime.Quality.STRUCTURED));
  }

  /** On which stream, by this object or else by those around it. */
  LogLine.Stream stream() {
    LogLine.Stream own = RecordStream.of(this::get);
    return own == LogLine.Stream.UNKNOWN && around != null ? around.stream() : own;
  }

  private Part part(byte[] text) {
    String tag = get(RecordField.PART_TAG);
    if (tag != null) {
      return tag.startsWith("P") ? Part.MORE : Part.END;
    }
    if ("true".equals(get(RecordField.PARTIAL))) {
      return "true".equals(get(RecordField.PARTIAL_LAST)) ? Part.END : Part.MORE;
    }
    if (shape() == RecordShape.DOCKER_JSON) {
      return text.length > 0 && text[text.length - 1] == '\n' ? Part.END : Part.MORE;
    }
    return Part.WHOLE;
  }

  private String get(RecordField field) {
    Told value = told.get(field);
    return value == null ? null : value.value();
  }

  /** Keeps a line until the object tells who wrote it. */
  void hold(RecordLine waiting) {
    if (held.isEmpty()) {
      held = new ArrayList<>();
    }
    held.add(waiting);
  }

  /** The lines kept so far; they are kept no longer. */
  List<RecordLine> release() {
    List<RecordLine> lines = held;
    held = List.of();
    return lines;
  }
}
