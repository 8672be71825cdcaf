package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where a record begins and ends, and what is said of one that is broken. */
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
