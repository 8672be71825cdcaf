package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** A word compared eight bytes at a time is the word compared byte by byte. */
final class LiteralTest {

  @Property(tries = 5_000, seed = "22")
  void standsWhereTheTextStands(
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 18) String word,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 24) String text,
      @ForAll @IntRange(max = 24) int at,
      @ForAll @IntRange(max = 24) int to) {
    int end = Math.min(to, text.length());
    int begin = Math.min(at, end);
    String range = text.substring(begin, end);
    byte[] bytes = text.getBytes(UTF_8);
    Literal literal = Literal.of(word);
    assertThat(literal.isAt(bytes, begin, end)).isEqualTo(range.startsWith(word));
    int matching = literal.matching(bytes, begin, end);
    assertThat(range).startsWith(word.substring(0, matching));
    assertThat(
            matching == word.length()
                || matching == range.length()
                || range.charAt(matching) != word.charAt(matching))
        .isTrue();
  }

  @Test
  void comparesEveryByteOfEveryLength() {
    String all = "\u00e9 ms clock, 0123456789";
    for (int length = 1; length <= all.length(); length++) {
      byte[] bytes = all.substring(0, length).getBytes(UTF_8);
      Literal literal = Literal.of(all.substring(0, length));
      assertThat(literal.length()).isEqualTo(bytes.length);
      assertThat(literal.isAt(bytes, 0, bytes.length)).isTrue();
      byte[] longer = (all.substring(0, length) + "\0\0\0\0\0\0\0\0").getBytes(UTF_8);
      assertThat(literal.isAt(longer, 0, longer.length)).isTrue();
      assertThat(literal.isAt(longer, 0, bytes.length - 1)).isFalse();
      for (int i = 0; i < bytes.length; i++) {
        longer[i] ^= (byte) 0x80;
        assertThat(literal.isAt(longer, 0, longer.length)).as(length + ", " + i).isFalse();
        longer[i] ^= (byte) 0x80;
      }
    }
  }

  @Test
  void tellsWhatIsMissingOfIt() {
    assertThat(Literal.of(" ms clock, ").expectation(0)).isEqualTo("' ms clock, '");
    assertThat(Literal.of(" ms clock, ").expectation(1)).isEqualTo("the rest of ' ms clock, '");
  }
}
