package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a record holds, it is survived, and a record of CRI around it is read. */
class AnyRecordTest {

  private static final List<String> FRAGMENTS =
      List.of(
          "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock",
          "gc ",
          "gc15(2): ",
          "scav 1",
          "2026-01-05T10:11:12.123456789Z ",
          "2026-01-05T10:11:12 ",
          "Jan  5 10:11:12 ",
          "Mon 2026-01-05 10:11:12 UTC ",
          "1767607872.123456 ",
          "[  248.448002] ",
          "CreateTime:1767607872123\t",
          "stderr F ",
          "stdout P ",
          "stderr F:",
          "[pod/a/b] ",
          "[pod/a",
          "ns/a[b]: ",
          "a-1 | ",
          "a b ",
          "ns/a/b:",
          "<133>",
          "<133>1 ",
          "- - - ",
          "[a b=\"\\\"]\"]",
          "node app[7]: ",
          "app[web.1]: ",
          "{pod=\"a\"} ",
          "{pod=\"a",
          "{} ",
          "a=b,c=d ",
          "{\"log\":\"",
          "\\u001b[",
          "\",\"stream\":\"stderr\"}",
          "[{\"a\":",
          "\u001b[31m",
          "\u001b]0;",
          "\u0007",
          "\ufeff",
          "\r",
          "\n",
          "\0",
          " ");

  @Property(tries = 300)
  void anyBytesAreHandedOut(@ForAll @Size(max = 20) List<byte[]> records) {
    survives(records);
  }

  @Property(tries = 300)
  void anyPiecesOfPrefixesAreHandedOut(@ForAll("pieces") List<String> records) {
    survives(records.stream().map(r -> r.getBytes(StandardCharsets.UTF_8)).toList());
  }

  @Property(tries = 300)
  void aSoundRecordAmongUnsoundOnesIsRead(@ForAll("pieces") List<String> records) {
    String sound = "[pod/sound/x] 2026-01-05T10:11:12.5Z stdout F gc 15 @248.448s 0%: 1";
    List<String> shown = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(line -> shown.add(Lines.show(line)));
    for (String record : records) {
      give(decoder, record.getBytes(StandardCharsets.UTF_8));
    }
    give(decoder, sound.getBytes(StandardCharsets.UTF_8));
    decoder.end();

    assertThat(shown)
        .contains("sound/x | 2026-01-05T10:11:12.500Z inner | stdout | gc 15 @248.448s 0%: 1");
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.of(FRAGMENTS), Arbitraries.strings().ofMaxLength(3), cutFragment());
    return piece.list().ofMaxSize(8).map(parts -> String.join("", parts)).list().ofMaxSize(8);
  }

  private static Arbitrary<String> cutFragment() {
    return Arbitraries.of(FRAGMENTS)
        .flatMap(
            text ->
                Arbitraries.integers().between(0, text.length()).map(i -> text.substring(0, i)));
  }

  private static void survives(List<byte[]> records) {
    LogDecoder decoder =
        new LogDecoder(
            line -> {
              assertThat(line.from()).isBetween(0, line.to());
              assertThat(line.to()).isLessThanOrEqualTo(line.text().length);
            });
    for (byte[] record : records) {
      byte[] before = record.clone();
      give(decoder, record);
      assertThat(record).isEqualTo(before);
    }
    decoder.end();
  }

  /** Gives a record that stands in the middle of a buffer, so that looking beyond it is noticed. */
  private static void give(LogDecoder decoder, byte[] record) {
    byte[] buffer = new byte[record.length + 2];
    Arrays.fill(buffer, (byte) '"');
    System.arraycopy(record, 0, buffer, 1, record.length);
    decoder.record(buffer, 1, record.length + 1, 1);
  }
}
