package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A line of each generation before Go 1.5, every field read off by hand. */
final class EarlyGcLinesTest {

  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void readsGo10() {
    // public-lines/001.log, Go 1.0.3
    assertThat(
            parse(
                "gc44(2): 1+3+0 ms 11 -> 5 MB 166207 -> 10307 (7525263-7514956) objects 485 handoff"))
        .isEqualTo(
            new EarlyGcEvent(
                Format.GO_1_0,
                44,
                2,
                List.of(1000L, 3000L, 0L),
                11,
                OptionalLong.of(5),
                NONE,
                10307,
                7525263,
                7514956,
                NONE,
                false));
  }

  @Test
  void readsGo10WithPointerLookups() {
    // As mgc0.c of the first Go 1 prints it.
    assertThat(
            parse(
                "gc7(4): 2+1+0 ms 9 -> 4 MB 900 -> 400 (5000-4600) objects 12 pointer lookups"
                    + " (3 size, 4 addr) 56 handoff"))
        .isEqualTo(
            new EarlyGcEvent(
                Format.GO_1_0,
                7,
                4,
                List.of(2000L, 1000L, 0L),
                9,
                OptionalLong.of(4),
                NONE,
                400,
                5000,
                4600,
                NONE,
                false));
  }

  @Test
  void readsGo11And12() {
    // public-lines/003.log, Go 1.2
    assertThat(
            parse(
                "gc61(2): 7+0+0 ms, 15 -> 7 MB 180185 -> 13044 (9633229-9620185) objects, 2(11)"
                    + " handoff, 10(1493) steal, 22/15/2 yields"))
        .isEqualTo(
            new EarlyGcEvent(
                Format.GO_1_1,
                61,
                2,
                List.of(7000L, 0L, 0L),
                15,
                OptionalLong.of(7),
                NONE,
                13044,
                9633229,
                9620185,
                NONE,
                false));
  }

  @Test
  void readsGo13WhoseSecondSizeIsNotLive() {
    // public-lines/009.log
    assertThat(
            parse(
                "gc50(2): 2548+3+3182+1 us, 2 -> 4 MB, 21788 (620957-599169) objects, 623/192/0"
                    + " sweeps, 0(0) handoff, 7(228) steal, 16/1/0 yields"))
        .isEqualTo(
            new EarlyGcEvent(
                Format.GO_1_3,
                50,
                2,
                List.of(2548L, 3L, 3182L, 1L),
                4,
                NONE,
                OptionalLong.of(2),
                21788,
                620957,
                599169,
                NONE,
                false));
  }

  @Test
  void readsGo14WithGoroutines() {
    // golang/go issue 12228, Go 1.4.2
    assertThat(
            parse(
                "gc329(8): 0+0+7000+0 us, 30 -> 60 MB, 634524 (315691677-315057153) objects, 8"
                    + " goroutines, 50830/4478/0 sweeps, 24(1000) handoff, 16(47) steal, 276/7/0"
                    + " yields"))
        .isEqualTo(
            new EarlyGcEvent(
                Format.GO_1_4,
                329,
                8,
                List.of(0L, 0L, 7000L, 0L),
                60,
                NONE,
                OptionalLong.of(30),
                634524,
                315691677,
                315057153,
                OptionalLong.of(8),
                false));
  }

  private static TraceEvent parse(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    LineParser.Parsed parsed = LineParser.parse(bytes, 0, bytes.length).orElseThrow();
    assertThat(parsed.malformed()).isNull();
    return parsed.event();
  }
}
