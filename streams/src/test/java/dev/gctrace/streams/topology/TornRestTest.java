package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TornRestTest {

  /** The writes of the runtime that make a line, as strace shows them. */
  private static final List<String> WRITES =
      List.of(
          "gc ",
          "15",
          " @",
          "248.448",
          "s ",
          "3",
          "%",
          ": ",
          "0.061",
          "+",
          "280",
          "+",
          "0.041",
          " ms clock, ",
          "0.12",
          "+",
          "0",
          "/",
          "89",
          "/",
          "2.9",
          "+",
          "0.082",
          " ms cpu, ",
          "309",
          "->",
          "309",
          "->",
          "260",
          " MB, ",
          "234",
          " MB goal, ",
          "1",
          " MB stacks, ",
          "2",
          " MB globals, ",
          "2",
          " P",
          " (forced)");

  private static boolean canBe(String line) {
    byte[] text = line.getBytes(UTF_8);
    return TornRest.canBe(text, 0, text.length);
  }

  private static String from(int write, int to) {
    return String.join("", WRITES.subList(write, to));
  }

  @Test
  void everyRestOfALinePasses() {
    for (int write = 1; write < WRITES.size(); write++) {
      assertThat(canBe(from(write, WRITES.size()))).as(from(write, WRITES.size())).isTrue();
    }
  }

  @Test
  void everyWriteAlonePasses() {
    for (String write : WRITES.subList(1, WRITES.size())) {
      assertThat(canBe(write)).as(write).isTrue();
    }
  }

  @Test
  void nearlyEveryPieceWithTextOfAnotherBehindItPasses() {
    List<String> lost = new ArrayList<>();
    int all = 0;
    for (String foreign :
        List.of(
            "2026/11/21 07:10:46 listening",
            "2026-11-21T07:10:46Z INFO listening",
            "{\"level\":\"info\"}",
            "I1121 07:10:46 listening",
            "time=2026-11-21T07:10:46Z level=INFO",
            "INFO listening")) {
      for (int write = 1; write < WRITES.size(); write++) {
        for (int end = write + 1; end <= WRITES.size(); end++) {
          all++;
          if (!canBe(from(write, end) + foreign)) {
            lost.add(from(write, end) + foreign);
          }
        }
      }
    }
    // 6 kinds of text behind 38 * 39 / 2 = 741 pieces.
    assertThat(all).isEqualTo(6 * 741);
    assertThat(lost).hasSizeLessThan(all / 40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026/11/21 07:10:46 listening on :8080",
        "2026-11-21T07:10:46.123Z INFO listening",
        "2026-11-21 07:10:46,123 INFO listening",
        "07:10:46.123 INFO listening",
        "192.168.0.17 - - [21/Nov/2026:07:10:46 +0000] \"GET / HTTP/1.1\" 200 17",
        "21/11/2026 07:10 listening",
        "1732190400.123 INFO listening",
        "200 OK",
        "15, 16 and 17",
        "starting server",
        "Processing order 17",
        "+ exec app",
        "panics are bad",
        "(reading config)",
        "INFO listening",
        "{\"level\":\"info\"}"
      })
  void linesOfOtherProgramsDoNot(String line) {
    assertThat(canBe(line)).isFalse();
  }
}
