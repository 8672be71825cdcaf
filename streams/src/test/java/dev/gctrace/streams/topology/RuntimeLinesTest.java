package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeLinesTest {

  private static final String GC =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, "
          + "309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GC,
        "gc 15 @248.448s 0%: 0.061+2026/01/05 10:11:12 GET /orders",
        "280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB, 234 MB goal, 2 P",
        " MB globals, 2 P",
        "{\"level\":\"info\",\"msg\":\"" + GC + "\"}"
      })
  void whatCanBeOfTheRuntimeIsTakenWhole(String line) {
    assertThat(taken(line)).containsExactly(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /orders 200", "{\"level\":\"info\",\"msg\":\"served\"}"})
  void otherTextIsNot(String line) {
    assertThat(taken(line)).isEmpty();
  }

  @Test
  void ofALongLineEveryRecordInItIsTaken() {
    String line = "x".repeat(16_384) + GC + "y".repeat(3000) + GC.replace("gc 15", "gc 16");

    assertThat(taken(line))
        .hasSize(2)
        .satisfies(
            records -> {
              assertThat(records.get(0)).startsWith(GC).hasSize(512);
              assertThat(records.get(1)).isEqualTo(GC.replace("gc 15", "gc 16"));
            });
  }

  @Test
  void onlyAWholeRecordTellsThatAContainerPrintsThem() {
    assertThat(holdsRecord(GC)).isTrue();
    assertThat(holdsRecord("gc 15 @248.448s 0%: 0.061+")).isFalse();
    assertThat(holdsRecord("GET /orders 200")).isFalse();
  }

  private static boolean holdsRecord(String line) {
    byte[] text = line.getBytes(UTF_8);
    return RuntimeLines.holdsRecord(text, 0, text.length);
  }

  private static List<String> taken(String line) {
    byte[] text = line.getBytes(UTF_8);
    List<String> taken = new ArrayList<>();
    RuntimeLines.each(
        text, 0, text.length, (from, to) -> taken.add(new String(text, from, to - from, UTF_8)));
    return taken;
  }
}
