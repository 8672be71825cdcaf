package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BytesTest {

  @Property
  void theFirstEscapeOrBreakIsFoundAsALoopFindsIt(
      @ForAll("bytes") byte[] text, @ForAll @IntRange(max = 9) int from) {
    int start = Math.min(from, text.length);
    int expected = -1;
    for (int i = text.length - 1; i >= start; i--) {
      expected = text[i] == '\n' || text[i] == 0x1b ? i : expected;
    }
    assertThat(Bytes.escapeOrBreak(text, start, text.length)).isEqualTo(expected);
  }

  @Test
  void theEndOfTheRangeIsNotPassed() {
    byte[] text = "01234567\n".getBytes(UTF_8);

    assertThat(Bytes.escapeOrBreak(text, 0, 8)).isEqualTo(-1);
    assertThat(Bytes.escapeOrBreak(text, 0, 9)).isEqualTo(8);
    assertThat(Bytes.startsWith(text, 0, 3, "0123")).isFalse();
    assertThat(Bytes.startsWith(text, 0, 4, "0123")).isTrue();
    assertThat(Bytes.contains(text, 0, 7, "567")).isFalse();
    assertThat(Bytes.contains(text, 0, 8, "567")).isTrue();
    assertThat(Bytes.contains(text, 6, 8, "567")).isFalse();
    assertThat(Bytes.indexOf(text, 0, 8, '\n')).isEqualTo(-1);
    assertThat(Bytes.digitsEnd(text, 2, 4)).isEqualTo(4);
    assertThat(Bytes.wordEnd(text, 2, 4)).isEqualTo(4);
    assertThat(Bytes.blanksEnd(text, 2, 4)).isEqualTo(2);
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes()
        .injectDuplicates(0.1)
        .array(byte[].class)
        .ofMaxSize(40)
        .map(
            bytes -> {
              // Neighbours of the two bytes looked for, and the borrow of a zero before them.
              byte[] text = bytes.clone();
              for (int i = 0; i < text.length; i++) {
                text[i] = text[i] > 60 ? (byte) (text[i] % 3 + '\n') : text[i];
              }
              return text;
            });
  }
}
