package dev.gctrace.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimedLinesTest {

  private static final String TIME = "2026-01-05T10:06:58.100000000Z ";
  private static final String GC = "gc 1 @0.1s";

  @Test
  void eachLineComesWithItsTimeAndTheLastOneWithoutABreakToo() throws IOException {
    assertThat(read(TIME + "one\n" + TIME + "\n2026-01-05T10:06:59+00:00 two"))
        .containsExactly(
            "2026-01-05T10:06:58.100Z one",
            "2026-01-05T10:06:58.100Z ",
            "2026-01-05T10:06:59Z two");
  }

  @Test
  void aLineWithoutATimeIsPassedOver() throws IOException {
    assertThat(read("failed to watch\n" + TIME + "one\n"))
        .containsExactly("2026-01-05T10:06:58.100Z one");
  }

  /** A record of the runtime anywhere in a line of any length stands whole in a part of it. */
  @Property(tries = 200)
  void aRecordInALongLineStandsWholeInOneOfItsParts(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 140_000) Integer> before,
      @ForAll boolean ends)
      throws IOException {
    StringBuilder log = new StringBuilder();
    for (int length : before) {
      log.append(TIME).append("x".repeat(length)).append(GC).append('\n');
    }
    if (!ends) {
      log.setLength(log.length() - 1);
    }

    List<String> lines = read(log.toString());

    assertThat(lines.stream().filter(line -> line.contains(GC)).count())
        .isGreaterThanOrEqualTo(before.size());
    assertThat(lines).allMatch(line -> line.startsWith("2026-01-05T10:06:58.100Z "));
    assertThat(lines)
        .allMatch(line -> line.length() <= TimedLines.MAX_BYTES + 30)
        .hasSizeLessThanOrEqualTo(4 * before.size());
  }

  private static List<String> read(String log) throws IOException {
    List<String> lines = new ArrayList<>();
    InputStream dripping =
        new ByteArrayInputStream(log.getBytes(US_ASCII)) {
          @Override
          public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 8_000));
          }
        };
    try (TimedLines timed = new TimedLines(dripping)) {
      while (timed.next()) {
        lines.add(
            timed.time()
                + " "
                + new String(timed.buffer(), timed.from(), timed.to() - timed.from(), US_ASCII));
      }
    }
    return lines;
  }
}
