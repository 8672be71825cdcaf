package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileTextTest {

  private static final String GC = "gc 15 @248.448s 0%: 0.061+280";

  @Test
  void aHugeLineIsHandedOutWithoutBeingCopied() {
    byte[] text = new byte[16 << 20];
    Arrays.fill(text, (byte) 'x');
    text[text.length / 2] = Ansi.ESC;
    byte[] prefix = "[pod/a/b] ".getBytes(UTF_8);
    System.arraycopy(prefix, 0, text, 0, prefix.length);
    List<LogLine> lines = new ArrayList<>();
    new LogDecoder(lines::add).record(text, 0, text.length, 1);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).text()).isSameAs(text);
    assertThat(lines.get(0).from()).isEqualTo(prefix.length);
    assertThat(lines.get(0).to()).isEqualTo(text.length);
    assertThat(lines.get(0).who().pod()).isEqualTo("a");
  }

  /** {@code > LOG} under a writer that goes on where it was. */
  @Test
  void zerosBeforeARecordAreTakenOff() {
    String zeros = "\0".repeat(5000);

    assertThat(
            decode(
                zeros + "[pod/a/b] " + GC,
                zeros + "{\"pod\":\"a\",\"container\":\"b\",\"message\":\"" + GC + "\"}",
                zeros + GC))
        .containsExactly("a/b | " + GC, "a/b | " + GC, "nobody | " + GC);
  }

  @Test
  void zerosAndBytesThatAreNotUtf8AreLeftInTheText() {
    String text = "\0\0\u00ff\u00fe\u0080 " + GC + "\u00c3\0";

    assertThat(decode(text)).containsExactly("nobody | " + text);
    assertThat(decode("[pod/a/b] " + text)).containsExactly("a/b | " + text);
  }

  @Test
  void aNameThatIsNotUtf8IsMadeSafe() {
    assertThat(decode("2026-01-05T10:11:12Z n\u00ff\0e " + GC))
        .containsExactly("n\ufffd\ufffde | " + GC);
  }

  @Test
  void aPrefixLongerThanAnyIsText() {
    String long1 = "a".repeat(2000) + " b " + GC;
    String long2 = "2026-01-05T10:11:12Z {a=\"" + "x".repeat(2000) + "\"} " + GC;
    String long3 = "<133>1 - - - - - [a b=\"" + "x".repeat(2000) + "\"] " + GC;

    assertThat(decode(long1, long2, long3))
        .containsExactly("nobody | " + long1, "nobody | " + long2, "nobody | " + long3);
  }

  @Test
  void manyTimesInARowEndSomewhere() {
    String times = "2026-01-05T10:11:12Z ".repeat(40) + GC;

    assertThat(decode(times)).containsExactly("nobody | " + times);
  }

  private static List<String> decode(String... records) {
    List<String> shown = new ArrayList<>();
    LogDecoder decoder =
        new LogDecoder(
            line ->
                shown.add(
                    line.who().name().orElse("nobody")
                        + " | "
                        + new String(
                            line.text(), line.from(), line.to() - line.from(), ISO_8859_1)));
    for (int i = 0; i < records.length; i++) {
      byte[] text = records[i].getBytes(ISO_8859_1);
      decoder.record(text, 0, text.length, i + 1);
    }
    decoder.end();
    return shown;
  }
}
