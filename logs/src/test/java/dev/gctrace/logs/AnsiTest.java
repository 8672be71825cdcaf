package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsiTest {

  /** CSI and OSC as ECMA-48 has them, and what a lone escape character may introduce. */
  private static final Pattern SEQUENCES =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]" // whole
              + "|\u001b\\[[0-?]*[ -/]*" // broken off
              + "|\u001b\\](?s:.*?)(?:\u0007|\u001b\\\\)"
              + "|\u001b\\]"
              + "|\u001b");

  /** In the texts {@code ^} is the escape character and {@code ~} the bell. */
  @ParameterizedTest
  @CsvSource({
    "a, a",
    "'', ''",
    "^[31mred^[0m, red",
    "^[38;5;196;1mred^[K, red",
    "^[?25lhidden, hidden",
    "a^[ qb, ab",
    "^]0;title~a, a",
    "^]8;;http://x^\\link^]8;;^\\, link",
    "a^, a",
    "a^[, a",
    "a^[3, a",
    "a^[3äb, aäb",
    "a^[3 ;mb, a;mb",
    "a^]b, ab",
    "a^]b^c, abc",
    "a^Mb, aMb",
    "[31m, [31m"
  })
  void sequencesAreTakenOutAndTheRestIsLeft(String text, String plain) {
    assertThat(strip(text.replace('^', '\u001b').replace('~', '\u0007'))).isEqualTo(plain);
  }

  @Property
  void anyTextIsStrippedAsTheRegularExpressionSays(@ForAll("texts") String text) {
    assertThat(strip(text)).isEqualTo(SEQUENCES.matcher(text).replaceAll(""));
  }

  @Property
  void noEscapeCharacterIsLeft(@ForAll byte[] text) {
    assertThat(Ansi.strip(text, 0, text.length)).doesNotContain(Ansi.ESC);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("\u001b\u001b\u001b[[]\\;01?m ~@a\u0007\u00e4")
        .ofMaxLength(12);
  }

  private static String strip(String text) {
    // Something around the text, so that looking beyond it is noticed.
    byte[] bytes = ("\u0007" + text + "m\u0007").getBytes(ISO_8859_1);
    return new String(Ansi.strip(bytes, 1, bytes.length - 2), ISO_8859_1);
  }
}
