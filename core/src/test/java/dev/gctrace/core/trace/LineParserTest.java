package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a record begins and ends, and what is none. */
final class LineParserTest {

  private static final String LINE =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu,"
          + " 309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static final GcEvent EVENT =
      new GcEvent(
          Format.GO_1_18,
          15,
          248_448,
          0,
          new ClockMillis(0.061, OptionalDouble.empty(), OptionalDouble.empty(), 280, 0.041),
          new CpuMillis(0.12, OptionalDouble.empty(), OptionalDouble.empty(), 0, 89, 2.9, 0.082),
          309,
          309,
          260,
          OptionalLong.of(234),
          OptionalLong.of(0),
          OptionalLong.of(0),
          2,
          false,
          false);

  @Test
  void readsEveryFieldOfALineOfToday() {
    assertThat(parse(LINE).orElseThrow())
        .isEqualTo(new LineParser.Parsed(EVENT, null, 0, LINE.length()));
  }

  @Test
  void findsTheRecordBehindAnyPrefix() {
    for (String prefix :
        List.of(
            "\t\t",
            "// ",
            "2026-01-05T10:11:12.123456789Z stderr F ",
            "Feb 26 13:58:33.201 ",
            "Stderr when execute [/usr/local/bin/pilot-discovery request GET /debug/syncz ]: ",
            "BenchmarkSort1E3-16                               \t",
            "[pod/orders-7d9f6c5b8-abcde/app] ",
            "gc 14 @247.533s 0%: 0.073+195+0.040 ms clock, 0.14+0/10/97+0.08",
            "输出",
            "shutting down")) {
      LineParser.Parsed last = null;
      for (LineParser.Parsed parsed : parseAll(prefix + LINE)) {
        last = parsed;
      }
      assertThat(last.event()).as(prefix).isEqualTo(EVENT);
      assertThat(last.from()).isEqualTo(prefix.getBytes(UTF_8).length);
    }
  }

  @Test
  void endsWhereTheRecordEndsWhateverStandsBehind() {
    for (String behind :
        List.of("\",", "\r", "`", "{\"level\":\"info\"}", "2026/11/21 07:15:41", "x")) {
      assertThat(parse(LINE + behind).orElseThrow())
          .as(behind)
          .isEqualTo(new LineParser.Parsed(EVENT, null, 0, LINE.length()));
      assertThat(parse(LINE + " (forced)" + behind).orElseThrow().to())
          .as(behind)
          .isEqualTo(LINE.length() + " (forced)".length());
    }
  }

  @Test
  void readsNothingOutsideTheRange() {
    byte[] bytes = ("gc 9 @1.000s 0%: " + LINE + " (forced)").getBytes(UTF_8);
    int from = "gc 9 @1.000s 0%: ".length();
    int to = from + LINE.length();
    assertThat(LineParser.parse(bytes, from, to))
        .contains(new LineParser.Parsed(EVENT, null, from, to));
    assertThat(LineParser.parse(bytes, from, to - 1).orElseThrow().malformed())
        .isEqualTo(new Malformed(LINE.length() - 1, "' P' or an item like ' MB stacks, '", " "));
    assertThat(LineParser.parse(bytes, from, from)).isEmpty();
    assertThat(LineParser.parse(bytes, from, from + 6)).isEmpty();
  }

  @Test
  void readsBothRecordsOfALineWithTheColumnsOfTheLine() {
    String line = "gc 5 @1.200s 0%: 0.0gc 1 @0.010s 1%: 0.1x";
    assertThat(parseAll(line))
        .containsExactly(
            new LineParser.Parsed(null, new Malformed(21, "'+'", "gc 1 @0.010s 1%: 0.1x"), 0, 20),
            new LineParser.Parsed(null, new Malformed(41, "'+'", "x"), 20, 40));
    assertThat(parseAll("gc 5 @1.200s 0%: 0.0" + LINE))
        .extracting(LineParser.Parsed::event)
        .containsExactly(null, EVENT);
    assertThat(parseAll(LINE + LINE + " (forced)" + LINE))
        .extracting(LineParser.Parsed::from)
        .containsExactly(0, LINE.length(), 2 * LINE.length() + 9);
  }

  @Test
  void takesAWordThatEndsInGcForARecordOnlyWithThePercentage() {
    assertThat(parse("loggc 12 @5")).isEmpty();
    assertThat(parse("loggc 12 @5.000s 3")).isEmpty();
    assertThat(parse("loggc 12 @5.s 3%")).isEmpty();
    assertThat(parse("loggc 12 @5.000s %")).isEmpty();
    assertThat(parse("log_gc 12 @5")).isEmpty();
    assertThat(parse("loggc 12 @5.000s 3%").orElseThrow().from()).isEqualTo(3);
    assertThat(parse("12 Pgc 12 @5").orElseThrow().from()).isEqualTo(4);
    assertThat(parse("0.0gc 12 @5").orElseThrow().from()).isEqualTo(3);
    assertThat(parse("log gc 12 @5").orElseThrow().from()).isEqualTo(4);
    assertThat(parse("日gc 12 @5").orElseThrow().from()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "g",
        "gc",
        "gc ",
        "gc 1",
        "gc 15",
        "gc 15 ",
        "gc 15 @x",
        "gc # @1",
        "gc @1.000s 0%: ",
        "gc finished",
        "gc 输出： ",
        "GC 15 @248.448s",
        "gc:15 @248.448s",
        "gc  15 @248.448s",
        "gc15 @248.448s",
        "gc1(1) ",
        "gc1(1):x",
        "gc1(): ",
        "gc(1): ",
        "gc1[1]: ",
        "15 @248.448s",
        "15@248.448s 0%: ",
        " @248.448s 0%: ",
        "x15 @248.448s 0%: ",
        "15 @248s 0%: ",
        "15 @.448s 0%: ",
        "GC forced by the administrator",
        "GC forced: yes",
        "GC forced.",
        "GC forced 7",
        "the GC forced",
        "{\"msg\":\"GC forced\"}",
        "2009/11/10 23:00:00 GC forced",
        "scvg",
        "scvg1",
        "scvg1:",
        "scvg1: x",
        "scvg1:8 MB released",
        "myscvg1: 8 MB released",
        "my_scvg1: 8 MB released",
        "forced unscvg1: 8 MB released",
        "scav 8 KiB",
        "scav KiB work",
        "scav 8 9 10 KiB work",
        "scav 8  KiB work",
        "escav 8 KiB work",
        "pacer: ",
        "pacer: ready",
        "pacer: 5% of it",
        "pacer: -% CPU (",
        "spacer: 5% CPU (",
        "SCHED 0ms: gomaxprocs=2 idleprocs=0 threads=5",
        "checkfinalizers: queue: 0 finalizers + 0 cleanups",
        "scan: total 558+32414+0=32972 objs, 1607+0=1607 spans",
        "init internal/bytealg @0.004 ms, 0 ms clock, 0 bytes, 0 allocs",
      })
  void leavesWhatIsNoRecordAlone(String line) {
    assertThat(parse(line)).isEmpty();
  }

  @Test
  void findsGcForcedWhereALineBegins() {
    for (String line :
        List.of(
            "GC forced",
            "GC forced ",
            "GC forced\r",
            "GC forced\",",
            "GC forced`",
            "\tGC forced",
            "2026-01-05T10:11:12.123456789Z stderr F GC forced")) {
      int begin = line.indexOf('G');
      assertThat(parse(line))
          .as(line)
          .contains(new LineParser.Parsed(new GcForced(), null, begin, begin + 9));
    }
    // The line break is a write of its own: the record of another writer can come before it.
    for (String behind :
        List.of("2026/11/21 07:15:41 x", "{\"level\"", "[GIN] x", "time=1 x", "I01 x")) {
      assertThat(parse("GC forced" + behind)).as(behind).isPresent();
    }
  }

  @Test
  void readsPacerAndScavengerLinesInsideALine() {
    assertThat(parse("2 Pscvg1: 8 MB released").orElseThrow().from()).isEqualTo(3);
    assertThat(parse("app forced scvg: 8 MB released").orElseThrow().from()).isEqualTo(4);
    assertThat(parse("deforced scvg: 8 MB released").orElseThrow().from()).isEqualTo(9);
    assertThat(parse("x pacer: 5% CPU (").orElseThrow().from()).isEqualTo(2);
  }

  private static Optional<LineParser.Parsed> parse(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return LineParser.parse(bytes, 0, bytes.length);
  }

  private static List<LineParser.Parsed> parseAll(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    List<LineParser.Parsed> all = new ArrayList<>();
    Optional<LineParser.Parsed> next = LineParser.parse(bytes, 0, bytes.length);
    while (next.isPresent()) {
      all.add(next.get());
      next = LineParser.parse(bytes, 0, bytes.length, next.get().to());
    }
    return all;
  }
}
