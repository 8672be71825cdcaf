package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResumptionTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> odd = new ArrayList<>();
  private final Resumption resumption = new Resumption();
  private final StampedLines lines =
      new StampedLines(
          new StampedLines.Sink() {
            @Override
            public boolean wants(Instant time, byte[] bytes, int from, int to) {
              return resumption.isNew(time, bytes, from, to);
            }

            @Override
            public void bytes(byte[] bytes, int from, int to) {
              out.write(bytes, from, to - from);
            }

            @Override
            public void odd(String line) {
              odd.add(line);
            }
          });

  /** A log of a few seconds, some lines alike, cut anywhere and asked for again: each line once. */
  @Property(tries = 500)
  void howeverOftenALogIsCutEachLineComesOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
    Random random = new Random(seed);
    List<String> log = log(random, count);
    int written = 0;
    while (written < count) {
      written = Math.min(count, written + 1 + random.nextInt(20));
      resumption.open();
      byte[] answer = answer(log.subList(0, written));
      int end = random.nextInt(answer.length + 1);
      for (int at = 0; at < end; ) {
        int to = Math.min(end, at + 1 + random.nextInt(200));
        lines.feed(answer, at, to);
        at = to;
      }
      lines.cut();
    }
    resumption.open();
    byte[] answer = answer(log);
    lines.feed(answer, 0, answer.length);
    lines.end();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("", log));
    out.reset();
    resumption.forget();
  }

  @Test
  void aServerThatIgnoresTheTimeAskedForDoublesNothing() {
    feed("2026-01-05T10:11:11.5Z a\n2026-01-05T10:11:12.5Z b\n");
    resumption.open();
    feed("2026-01-05T10:11:11.5Z a\n2026-01-05T10:11:12.5Z b\n2026-01-05T10:11:12.6Z c\n");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "2026-01-05T10:11:11.5Z a\n2026-01-05T10:11:12.5Z b\n2026-01-05T10:11:12.6Z c\n");
    assertThat(resumption.dropped()).isEqualTo(2);
  }

  @Test
  void moreLinesInASecondThanAreRememberedAreToldApartByTheirTimeAlone() {
    StringBuilder second = new StringBuilder();
    for (int i = 0; i < Resumption.MAX_LINES + 10; i++) {
      second.append("2026-01-05T10:11:12.").append(String.format("%09d", i)).append("Z x\n");
    }
    feed(second.toString());
    int before = out.size();
    resumption.open();
    feed(second + "2026-01-05T10:11:12.999999999Z y\n");

    assertThat(out.size() - before).isEqualTo("2026-01-05T10:11:12.999999999Z y\n".length());
  }

  @Test
  void aLineLongerThanIsWaitedForComesWholeAndOnce() {
    String line = "2026-01-05T10:11:12.5Z " + "x".repeat(3 * StampedLines.MAX_HEAD) + "\n";
    feed(line);
    resumption.open();
    feed(line);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(line);
  }

  @Test
  void aLineWithoutATimeIsNotTheContainers() {
    feed("failed to create fsnotify watcher: too many open files\n\n");

    assertThat(out.size()).isZero();
    assertThat(odd).containsExactly("failed to create fsnotify watcher: too many open files");
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    lines.feed(bytes, 0, bytes.length);
  }

  private byte[] answer(List<String> log) {
    StringBuilder answer = new StringBuilder();
    for (String line : log) {
      Instant time = Instant.parse(line.substring(0, line.indexOf(' ')));
      if (resumption.since().isEmpty()
          || time.getEpochSecond() >= resumption.since().get().getEpochSecond()) {
        answer.append(line);
      }
    }
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> log(Random random, int count) {
    List<String> log = new ArrayList<>();
    Instant time = Instant.parse("2026-01-05T10:11:12Z");
    for (int i = 0; i < count; i++) {
      time = time.plusMillis(random.nextInt(3) == 0 ? random.nextInt(1500) : 0);
      log.add(time + " " + "ab".charAt(random.nextInt(2)) + "\n");
    }
    return log;
  }
}
