package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.TornLines.ForeignLines;
import dev.gctrace.core.trace.TornLines.Line;
import dev.gctrace.core.trace.TornLines.Told;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;

/** Real records, torn in all ways among all kinds of text. */
class TornLinesPropertyTest {

  private static final int RECORDS = 10;

  /** Ways to log, by the texts that lines begin with. */
  private static final String[][] PLAIN = {
    {"{\"level\":\"info\",\"msg\":\"done\",\"seq\":%d}"},
    {"2026/11/21 10:11:%02d worker=1 GET /"},
    {"I1121 11:18:47.46%04d       1 handler.go:197] cache miss"},
    {"queue is empty %d", "GET /healthz %d", "ok %d", "still waiting %d"},
  };

  /**
   * Ways to log that begin as an inner piece of a record may, or with digits that may be a
   * record's.
   */
  private static final String[][] NASTY = {
    {"%d requests done", "%d items"},
    {"%d"},
    {"0.31 ms for x %d", "12 ms for y %d", "4.7 ms %d", "0 ms %d"},
    {"10.%d.0.1 - - GET", "192.168.1.%d - - PUT"},
    {
      "+5 items %d",
      "0.31 s to go %d",
      " MB %d",
      "->3 %d",
      "gc 7 of 12 %d",
      "s done %d",
      "%%: x %d",
      "",
      "gc ran %d",
      "/2 %d",
      "12+7 things %d",
      " (forced)",
      "7",
      "0.052+1.2+0.003 ms clock?",
      "16 MB read",
      "%d->%d",
      " ms cpu, ",
      " MB goal, ",
      "gc ",
      "\0",
    },
  };

  private static final List<List<String>> PROCESSES = processes();

  private static List<List<String>> processes() {
    try {
      Path folder = Path.of(TornLinesPropertyTest.class.getResource("torn/recorded").toURI());
      return TornRecording.all(folder).stream()
          .map(r -> r.lines().stream().map(TornRecording.Line::text).toList())
          .filter(texts -> texts.size() > 2 * RECORDS)
          .toList();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The records of a process and the stream that they came in. */
  private record Stream(List<String> records, List<Line> lines) {

    static Stream of(Random random, double tear, String[][] styles) {
      String[] style = styles[random.nextInt(styles.length)];
      ForeignLines others =
          r ->
              String.format(
                  Locale.ROOT, style[r.nextInt(style.length)], r.nextInt(100), r.nextInt(100));
      List<String> process = PROCESSES.get(random.nextInt(PROCESSES.size()));
      int first = random.nextInt(process.size() - RECORDS);
      List<String> records = process.subList(first, first + RECORDS);
      TornLines torn = new TornLines(random);
      for (int i = 0; i < RECORDS; i++) {
        for (int n = random.nextInt(4); n > 0; n--) {
          torn.foreign(others.next(random));
        }
        torn.record(records.get(i), i, tear, others);
      }
      return new Stream(records, torn.lines());
    }

    Set<TraceEvent> truth() {
      Set<TraceEvent> truth = new HashSet<>();
      for (String record : records) {
        truth.add(event(record, true));
        truth.add(event(record, false));
      }
      return truth;
    }
  }

  private static TraceEvent event(String record, boolean repaired) {
    byte[] text = record.getBytes(ISO_8859_1);
    GcEvent event = (GcEvent) LineParser.parse(text, 0, text.length).orElseThrow().event();
    return repaired ? event.asRepaired() : event;
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void amongCommonLogsNoRecordIsWrongAndTheTextAroundRepairedOnesIsIntact(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.5) double tear) {
    Stream stream = Stream.of(new Random(seed), tear, PLAIN);
    Told told = Told.of(stream.lines());
    Set<TraceEvent> truth = stream.truth();
    assertThat(truth).containsAll(told.events);
    assertThat(told.inOrder).isTrue();
    for (int i = 0; i < stream.lines().size(); i++) {
      Line line = stream.lines().get(i);
      String record = line.record() < 0 ? null : stream.records().get(line.record());
      if (record == null || told.events.contains(event(record, true))) {
        assertThat(told.foreign.get(i)).hasToString(line.foreign());
      }
    }
  }

  @Property(seed = "20261121", tries = 200, shrinking = ShrinkingMode.OFF)
  void textThatLooksLikePiecesMakesNoFurtherRecordAndStaysInOrder(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.9) double tear) {
    Stream stream = Stream.of(new Random(seed), tear, NASTY);
    Told told = Told.of(stream.lines());
    assertThat(told.events).hasSizeLessThanOrEqualTo(RECORDS);
    assertThat(told.inOrder).isTrue();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void anyLinesMayBeLostOrDoubledAndNothingIsThrown(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.9) double tear) {
    Random random = new Random(seed);
    Stream stream = Stream.of(random, tear, random.nextBoolean() ? PLAIN : NASTY);
    List<Line> lines = new ArrayList<>(stream.lines());
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      int at = random.nextInt(lines.size());
      if (random.nextBoolean()) {
        lines.remove(at);
      } else {
        lines.add(random.nextInt(lines.size()), lines.get(at));
      }
    }
    Told told = Told.of(lines);
    assertThat(told.inOrder).isTrue();
  }

  @Property(seed = "20261122", tries = 100, shrinking = ShrinkingMode.OFF)
  void aLostLineNeverMakesAWrongRecordOfAJsonLog(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.9) double tear) {
    Random random = new Random(seed);
    Stream stream = Stream.of(random, tear, new String[][] {PLAIN[0]});
    List<Line> lines = new ArrayList<>(stream.lines());
    lines.remove(random.nextInt(lines.size()));
    assertThat(stream.truth()).containsAll(Told.of(lines).events);
  }
}
