package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceAssembler;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.core.trace.TraceHandler;
import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.LogLine;
import dev.gctrace.logs.Part;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the pieces of a container's torn lines together, in whatever order they came: by the time at
 * which they were written where the writer told it, else as they came.
 */
final class TornLines {

  private TornLines() {}

  /**
   * A line that could be made of pieces.
   *
   * @param event the record of the runtime; null when it is none
   * @param malformed why it is none; null when there is an event
   * @param pieces what it was made of; of a torn line its first part
   */
  record Joined(TraceEvent event, Malformed malformed, List<Waiting> pieces) {}

  /**
   * What came of the pieces.
   *
   * @param joined the lines that could be made, in their order
   * @param left the pieces that go on waiting
   */
  record Outcome(List<Joined> joined, List<Waiting> left) {}

  /** A line with the pieces that it was joined of. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Line(byte[] text, List<Waiting> pieces) {}

  /**
   * Puts together what can be.
   *
   * @param waiting the pieces, in the order in which they came
   * @param before the collection read last; null when there was none
   * @param over whether no more pieces will come: then nothing is left, and what cannot be read is
   *     malformed
   */
  static Outcome join(List<Waiting> waiting, GcEvent before, boolean over) {
    List<Line> lines = lines(waiting, over);
    Collector collector = new Collector();
    TraceAssembler<Integer> assembler = new TraceAssembler<>(collector);
    if (before != null) {
      byte[] text = TraceText.of(before).getBytes(UTF_8);
      assembler.line(text, 0, text.length, -1);
      collector.found.clear();
    }
    for (int i = 0; i < lines.size(); i++) {
      collector.current = i;
      byte[] text = lines.get(i).text();
      assembler.line(text, 0, text.length, i);
    }
    if (over) {
      collector.current = lines.size();
      assembler.end();
    }
    return outcome(waiting, lines, collector.found, over);
  }

  private static Outcome outcome(
      List<Waiting> waiting, List<Line> lines, List<Found> found, boolean over) {
    Set<Integer> used = new TreeSet<>();
    List<Joined> joined = new ArrayList<>();
    for (Found f : found) {
      if (f.origin() >= 0 && (over || f.event() != null)) {
        joined.add(new Joined(f.event(), f.malformed(), lines.get(f.origin()).pieces()));
        int end = Math.min(f.current(), lines.size() - 1);
        for (int i = f.origin(); i <= end; i++) {
          if (i == f.origin() || i < f.current() || !beginsRecord(lines.get(i).text())) {
            used.add(i);
          }
        }
      }
    }
    List<Waiting> left = new ArrayList<>();
    if (!over) {
      left.addAll(waiting);
      used.forEach(i -> left.removeAll(lines.get(i).pieces()));
    }
    return new Outcome(joined, left);
  }

  /** Whether a line begins with a record of the runtime. */
  static boolean beginsRecord(byte[] text) {
    return LineParser.parse(text, 0, text.length).map(parsed -> parsed.from() == 0).orElse(false);
  }

  /**
   * The lines that the pieces make; one that its writer has not ended is one only when it is over.
   */
  private static List<Line> lines(List<Waiting> waiting, boolean over) {
    List<Waiting> sorted = new ArrayList<>(waiting);
    if (sorted.stream().allMatch(TornLines::hasExactTime)) {
      sorted.sort(Comparator.comparing(TornLines::time));
    }
    List<Line> lines = new ArrayList<>();
    Map<LogLine.Stream, List<Waiting>> open = new EnumMap<>(LogLine.Stream.class);
    for (Waiting next : sorted) {
      LogLine.Stream stream = next.piece().stream();
      List<Waiting> begun = open.get(stream);
      if (begun != null
          && (next.piece().part() == Part.WHOLE || beginsRecord(next.piece().text()))) {
        lines.add(line(open.remove(stream)));
        begun = null;
      }
      if (next.piece().part() == Part.MORE) {
        open.computeIfAbsent(stream, unused -> new ArrayList<>()).add(next);
      } else if (begun != null) {
        begun.add(next);
        lines.add(line(open.remove(stream)));
      } else {
        lines.add(line(List.of(next)));
      }
    }
    if (over) {
      open.values().forEach(pieces -> lines.add(line(pieces)));
    }
    return lines;
  }

  private static Line line(List<Waiting> pieces) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    pieces.forEach(waiting -> text.writeBytes(waiting.piece().text()));
    return new Line(text.toByteArray(), List.copyOf(pieces));
  }

  private static boolean hasExactTime(Waiting waiting) {
    Optional<LineTime> time = waiting.piece().time();
    return time.isPresent() && time.get().quality() == LineTime.Quality.INNER;
  }

  private static Instant time(Waiting waiting) {
    return waiting.piece().time().orElseThrow().instant();
  }

  private record Found(TraceEvent event, Malformed malformed, int origin, int current) {}

  private static final class Collector implements TraceHandler<Integer> {
    private final List<Found> found = new ArrayList<>();
    private int current;

    @Override
    public void event(TraceEvent event, Integer origin) {
      found.add(new Found(event, null, origin, current));
    }

    @Override
    public void malformed(Malformed malformed, Integer origin) {
      found.add(new Found(null, malformed, origin, current));
    }

    @Override
    public void unrelated(byte[] buffer, int from, int to, Integer origin) {
      // Nobody asks for the program's own text.
    }
  }
}
