package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogHeaderTest {

  private static final String START = "<133>1 2026-01-05T10:11:12.123456+00:00 node-a orders 4242 ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- - ",
        "ID47 - ",
        "- [a b=\"c\"] ",
        "- [a b=\"c\" d=\"e\"][f] ",
        "- [a b=\"]\"] ",
        "- [a b=\"\\\"]\"] ",
        "- [a b=\"\\\\\"] ",
        "- - \ufeff"
      })
  void theHeaderEndsBehindTheData(String rest) {
    assertThat(message(START + rest + "hello")).isEqualTo("hello");
  }

  @Test
  void aHeaderMayHaveNoMessage() {
    assertThat(message(START + "- -")).isEmpty();
    assertThat(message(START + "- [a]")).isEmpty();
    assertThat(message(START + "- - ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<133>",
        "<133>1",
        "<133>2 - - - - - - x",
        "<1234>1 - - - - - - x",
        "<>1 - - - - - - x",
        "133>1 - - - - - - x",
        "<133>1 - - - - - ",
        "<133>1 - -  - - - - x",
        "<133>1 - - - - - x y",
        "<133>1 - - - - - [a x",
        "<133>1 - - - - - [a b=\"] x",
        "<133>1 - - - - - [a]x",
        "<133>1 - - - - - -x"
      })
  void whatIsNotAHeaderIsNotTakenForOne(String text) {
    assertThat(end(text)).isEqualTo(-1);
  }

  private static String message(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int end = SyslogHeader.end(bytes, 0, bytes.length);
    return new String(bytes, end, bytes.length - end, UTF_8);
  }

  private static int end(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return SyslogHeader.end(bytes, 0, bytes.length);
  }
}
