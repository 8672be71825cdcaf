package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  @Test
  void labelsAreNamesAndQuotedValues() {
    String text = "{a=\"b\", c_1=\"d, e=\\\"f\\\" \\\\ }\"}   hello";

    assertThat(read(text))
        .containsExactly(new Labels.Label("a", "b"), new Labels.Label("c_1", "d, e=\"f\" \\ }"));
    assertThat(end(text)).isEqualTo(text.length() - "hello".length());
  }

  @Test
  void thereMayBeNone() {
    assertThat(end("{} hello")).isEqualTo(3);
    assertThat(read("{} hello")).isEmpty();
  }

  @Test
  void oneLabelTellsTheStream() {
    assertThat(stream("{a=\"b\", stream=\"stderr\"} ")).isEqualTo(LogLine.Stream.STDERR);
    assertThat(stream("{stream=\"stdout\"} ")).isEqualTo(LogLine.Stream.STDOUT);
    assertThat(stream("{stream=\"x\"} ")).isEqualTo(LogLine.Stream.UNKNOWN);
    assertThat(stream("{upstream=\"stderr\"} ")).isEqualTo(LogLine.Stream.UNKNOWN);
    assertThat(stream("{a=\"b\"} ")).isEqualTo(LogLine.Stream.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{}x",
        "{a} x",
        "{a=} x",
        "{a=b} x",
        "{a=\"b} x",
        "{a=\"b\\\"} x",
        "{a=\"b\"c=\"d\"} x",
        "{a=\"b\",c=\"d\"} x",
        "{=\"b\"} x",
        "{a=\"b\"",
        "{a=\"b\", ",
        "{\"a\":\"b\"} x"
      })
  void whatIsNotLabelsIsNotTakenForThem(String text) {
    assertThat(end(text)).isEqualTo(-1);
  }

  private static int end(String text) {
    return Labels.end(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
  }

  private static List<Labels.Label> read(String text) {
    return Labels.read(text.getBytes(UTF_8), 0, end(text));
  }

  private static LogLine.Stream stream(String text) {
    return Labels.stream(text.getBytes(UTF_8), 0, end(text));
  }
}
