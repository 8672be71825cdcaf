package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineScannerTest {

  private static final String GC =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu,"
          + " 309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  /** What a scanner hands out: number and text of a line. */
  private record Line(long number, String text) {}

  private static List<Line> scan(byte[] input, boolean everyLine, int... cuts) {
    List<Line> lines = new ArrayList<>();
    LineScanner scanner = scannerInto(lines, everyLine);
    int from = 0;
    for (int cut : cuts) {
      feedACopy(scanner, input, from, cut);
      from = cut;
    }
    feedACopy(scanner, input, from, input.length);
    scanner.end();
    return lines;
  }

  private static LineScanner scannerInto(List<Line> lines, boolean everyLine) {
    return new LineScanner(
        (text, from, to, number) ->
            lines.add(new Line(number, new String(text, from, to - from, ISO_8859_1))),
        () -> everyLine);
  }

  /** Feeds bytes in a buffer of their own and spoils it afterwards: nothing may be kept. */
  private static void feedACopy(LineScanner scanner, byte[] input, int from, int to) {
    byte[] piece = Arrays.copyOfRange(input, from, to);
    scanner.feed(piece, 0, piece.length);
    Arrays.fill(piece, (byte) '#');
  }

  @Test
  void linesThatCanHoldARecordAreHandedOutWithTheirNumber() {
    String input = "one\ntwo with \"gc\" in it\n" + GC + "\n\nfive " + GC + "\nsix\n";

    assertThat(scan(input.getBytes(ISO_8859_1), false))
        .containsExactly(new Line(3, GC), new Line(5, "five " + GC));
  }

  @Test
  void everyLineIsHandedOutWhenAskedFor() {
    assertThat(scan("one\n\nthree".getBytes(ISO_8859_1), true))
        .containsExactly(new Line(1, "one"), new Line(2, ""), new Line(3, "three"));
  }

  @Test
  void theAnswerMayChangeFromLineToLine() {
    List<Line> lines = new ArrayList<>();
    LineScanner scanner =
        new LineScanner(
            (text, from, to, number) ->
                lines.add(new Line(number, new String(text, from, to - from, ISO_8859_1))),
            () -> !lines.isEmpty() && lines.size() < 3);
    byte[] input = ("one\n" + GC + "\nthree\nfour\nfive\n").getBytes(ISO_8859_1);

    scanner.feed(input, 0, input.length);

    assertThat(lines).containsExactly(new Line(2, GC), new Line(3, "three"), new Line(4, "four"));
    assertThat(scanner.lines()).isEqualTo(5);
    assertThat(scanner.passedOver()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gc 7 @0.1s",
        "gc #1 @0.1s",
        "gc ",
        "x gc",
        "2 Pgc 1 @0.004s 5%: ",
        "\tgc5(1): 5+1+470+0 us, 30 -> 30 MB",
        "{\"log\":\"gc 15 @248.448s 0%: 0.061\"}",
        "GC forced",
        "scvg1: GC forced",
        "scvg-1: inuse: 2, idle: 0, sys: 3, released: 0, consumed: 3 (MB)",
        "forced scvg: 1005 MB released",
        "scav 1 KiB work, 2 KiB total, 3% util",
        "pacer: assist ratio=+1.232155e+000 (scan 1 MB in 70->71 MB) workers=2+0",
        "fatal error: runtime: out of memory",
        "{\"msg\":\"fatal error: concurrent map writes\"}",
        "runtime: out of memory: cannot allocate 8192-byte block (9 in use)",
        "runtime/cgo: pthread_create failed: Resource temporarily unavailable",
        "panic: runtime error: index out of range",
        "SIGQUIT: quit",
        "SIGSEGV: segmentation violation",
        "Memory cgroup out of memory: Killed process 4242 (orders)",
        "Out of memory: Killed process 4242 (orders)"
      })
  void aLineThatCanBeOursIsNeverPassedOver(String line) {
    for (int shift = 0; shift < 9; shift++) {
      String input = "x".repeat(shift) + "\n" + line + "\n" + "y".repeat(50) + "\n" + line + "\n";
      assertThat(scan(input.getBytes(ISO_8859_1), false))
          .as("shifted by %s", shift)
          .containsExactly(new Line(2, line), new Line(4, line));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "panic: boom",
        "fatal error: all goroutines are asleep - deadlock!",
        "Killed",
        "SIGABRT: abort",
        "pacer: 35% CPU (25 exp.) for 123+4+5 B work"
      })
  void wordsThatBeginALineAreStillFoundWhereCollectionsBeginOne(String line) {
    for (int shift = 0; shift < 70; shift++) {
      String input = GC + "\n" + "x".repeat(shift) + "\n" + line + "\n" + "y".repeat(80) + "\n";
      assertThat(scan(input.getBytes(ISO_8859_1), false))
          .as("shifted by %s", shift)
          .containsExactly(new Line(1, GC), new Line(3, line));
    }
  }

  @Test
  void wordsInsideALineAreFoundOnceACollectionStoodInsideOne() {
    String wrapped = "{\"log\":\"" + GC + "\"}";
    String death = "{\"log\":\"fatal error: runtime: out of memory\"}";
    String input = GC + "\n" + death + "\n" + wrapped + "\n" + death + "\n";

    assertThat(scan(input.getBytes(ISO_8859_1), false))
        .containsExactly(new Line(1, GC), new Line(3, wrapped), new Line(4, death));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"level\":\"info\",\"msg\":\"GetBulkDmsFiles: done\",\"time\":\"2024-02-25T16:06:08Z\"}",
        "gcc -o main main.c",
        "description: sc 12",
        "time: 10:11, error: none"
      })
  void aLineThatCannotBeOursIsPassedOver(String line) {
    assertThat(scan((line + "\n").getBytes(ISO_8859_1), false)).isEmpty();
  }

  @Property
  void anyCutOfTheInputGivesTheSameLines(
      @ForAll("text") String text, @ForAll boolean everyLine, @ForAll long seed) {
    byte[] input = text.getBytes(ISO_8859_1);
    int[] cuts = new Random(seed).ints(input.length / 3, 0, input.length + 1).sorted().toArray();

    assertThat(scan(input, everyLine, cuts)).isEqualTo(scan(input, everyLine));
  }

  @Property
  void everyLineWithTheLettersOfARecordIsHandedOutAndAllAreCounted(@ForAll("text") String text) {
    byte[] input = text.getBytes(ISO_8859_1);
    List<Line> lines = new ArrayList<>();
    LineScanner scanner = scannerInto(lines, false);
    scanner.feed(input, 0, input.length);
    scanner.end();

    String[] split = text.split("\n", -1);
    int expected = split[split.length - 1].isEmpty() ? split.length - 1 : split.length;
    assertThat(scanner.lines()).isEqualTo(expected);
    assertThat(scanner.passedOver() + lines.size()).isEqualTo(expected);
    assertThat(scanner.bytes()).isEqualTo(input.length);
    for (int i = 0; i < expected; i++) {
      if (split[i].contains("gc ") || split[i].contains("GC forced")) {
        assertThat(lines).contains(new Line(i + 1, split[i]));
      }
    }
  }

  @Property
  void whatIsHandedOutIsWhatASlowReaderFinds(@ForAll("text") String text) {
    byte[] input = text.getBytes(ISO_8859_1);

    assertThat(scan(input, false).stream().map(Line::text))
        .containsExactlyElementsOf(new SlowMarks().lines(text));
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.of(
            "\n",
            "\n",
            "gc ",
            "g",
            "c",
            "G",
            "C",
            " ",
            "GC forced",
            GC,
            ": ",
            "panic",
            "Killed",
            "SIGABRT",
            "scvg",
            "s",
            "v",
            "\u0000",
            "\u0001",
            "\u00ff",
            "\u008a",
            "0",
            "some longer text of a program")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Test
  void aLineThatIsTooLongComesInPartsUnderOneNumber() {
    List<Line> lines = new ArrayList<>();
    LineScanner scanner = scannerInto(lines, false);
    byte[] mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) 'x');
    byte[] record = GC.getBytes(ISO_8859_1);
    byte[] next = ("\n" + GC + "\n").getBytes(ISO_8859_1);

    for (int i = 0; i < 20; i++) {
      scanner.feed(mebibyte, 0, mebibyte.length);
    }
    scanner.feed(record, 0, record.length);
    scanner.feed(next, 0, next.length);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).number()).isEqualTo(1);
    assertThat(lines.get(0).text()).hasSize((4 << 20) + GC.length()).endsWith(GC);
    assertThat(lines.get(1)).isEqualTo(new Line(2, GC));
    assertThat(scanner.oversized()).isEqualTo(1);
    assertThat(scanner.lines()).isEqualTo(2);
  }

  @Test
  void theEndOfTheInputInsideALineIsKnown() {
    LineScanner scanner = scannerInto(new ArrayList<>(), false);
    byte[] input = "one\ntw".getBytes(ISO_8859_1);

    scanner.feed(input, 0, 4);
    assertThat(scanner.endsInLine()).isFalse();
    scanner.feed(input, 4, 6);
    assertThat(scanner.endsInLine()).isTrue();
    scanner.end();
    assertThat(scanner.lines()).isEqualTo(2);
  }
}
