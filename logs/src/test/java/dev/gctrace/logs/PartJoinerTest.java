package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Cut lines, as CRI files have them. */
class PartJoinerTest {

  private static final String TIME = "2026-01-05T10:11:12.123456789Z ";

  private final List<String> lines = new ArrayList<>();
  private final List<Long> records = new ArrayList<>();
  private final LogDecoder decoder =
      new LogDecoder(
          line -> {
            lines.add(Lines.text(line));
            records.add(line.record());
          });
  private long record;

  @Test
  void piecesAreJoinedUpToTheLast() {
    give("stderr P gc 15 @248.4");
    assertThat(decoder.waiting()).isTrue();
    give("stderr P 48s 0%: 0.0");
    give("stderr F 61+280");
    assertThat(decoder.waiting()).isFalse();
    give("stderr F alone");

    assertThat(lines).containsExactly("gc 15 @248.448s 0%: 0.061+280", "alone");
    assertThat(records).containsExactly(1L, 4L);
    assertThat(decoder.formats().joined()).isEqualTo(1);
    assertThat(decoder.formats().unended()).isZero();
  }

  @Test
  void anEmptyLastPieceEndsTheLine() {
    give("stderr P a");
    give("stderr F ");

    assertThat(lines).containsExactly("a");
  }

  @Test
  void theStreamsOfAContainerAreJoinedApart() {
    give("stderr P gc 15 ");
    give("stdout P hel");
    give("stderr F @248.448s");
    give("stdout F lo");

    assertThat(lines).containsExactly("gc 15 @248.448s", "hello");
    assertThat(records).containsExactly(1L, 2L);
  }

  @Test
  void containersAreJoinedApart() {
    raw("[pod/a/x] " + TIME + "stderr P 1");
    raw("[pod/b/x] " + TIME + "stderr P 2");
    raw("[pod/a/x] " + TIME + "stderr F 3");
    raw("[pod/b/x] " + TIME + "stderr F 4");

    assertThat(lines).containsExactly("13", "24");
  }

  @Test
  void theEndOfTheInputEndsLines() {
    give("stderr P gc 15 ");
    give("stdout P hel");
    decoder.end();

    assertThat(lines).containsExactly("gc 15 ", "hel");
    assertThat(decoder.waiting()).isFalse();
    assertThat(decoder.formats().unended()).isEqualTo(2);
    assertThat(decoder.formats().joined()).isZero();
  }

  @Test
  void aRecordThatBeginsEndsTheLineOfAProgramThatWasKilled() {
    give("stderr P gc 15 @248.448s 0%: 0.061");
    give("stderr P gc 1");
    give("stderr F  @0.001s");

    assertThat(lines).containsExactly("gc 15 @248.448s 0%: 0.061", "gc 1 @0.001s");
    assertThat(records).containsExactly(1L, 2L);
    assertThat(decoder.formats().unended()).isEqualTo(1);
  }

  @Test
  void aLineEndsWhenNothingCameForLong() {
    give("stderr P gc 15 ");
    for (int i = 0; i < PartJoiner.MAX_AGE; i++) {
      give("stdout F x");
    }
    assertThat(lines.contains("gc 15 ")).isFalse();
    assertThat(decoder.waiting()).isTrue();
    give("stdout F x");

    assertThat(lines.indexOf("gc 15 ")).isEqualTo(PartJoiner.MAX_AGE);
    assertThat(decoder.waiting()).isFalse();
  }

  @Test
  void aPieceKeepsItsLineFromEnding() {
    give("stderr P a");
    for (int i = 0; i < PartJoiner.MAX_AGE - 1; i++) {
      give("stdout F x");
    }
    give("stderr P b");
    for (int i = 0; i < PartJoiner.MAX_AGE - 1; i++) {
      give("stdout F x");
    }
    give("stderr F c");

    assertThat(lines.get(lines.size() - 1)).isEqualTo("abc");
  }

  @Test
  void aLineThatNeverEndsIsHandedOutInPartsOfBoundedLength() {
    String piece = "x".repeat(1000);
    for (int i = 0; i < 1000; i++) {
      give("stderr P " + piece);
    }
    give("stderr F y");

    assertThat(lines).allMatch(line -> line.length() <= PartJoiner.MAX_LINE_BYTES);
    assertThat(String.join("", lines)).isEqualTo(piece.repeat(1000) + "y");
    // 65 pieces of 1000 bytes fit into 65,536 bytes, so 15 full parts and one of 25 pieces.
    assertThat(lines).hasSize(16);
    assertThat(decoder.formats().unended()).isEqualTo(15);
  }

  @Test
  void aPieceOfTheLargestLengthFitsAndALongerOneIsALine() {
    give("stderr P " + "x".repeat(PartJoiner.MAX_LINE_BYTES));
    assertThat(lines).isEmpty();
    give("stderr P " + "y".repeat(PartJoiner.MAX_LINE_BYTES + 1));
    assertThat(lines).hasSize(2);
    assertThat(decoder.waiting()).isFalse();
  }

  @Test
  void whenTooManyLinesAreOpenTheOldestEnds() {
    for (int i = 0; i < PartJoiner.MAX_OPEN; i++) {
      raw("[pod/a" + i + "/x] " + TIME + "stderr P " + i);
    }
    assertThat(lines).isEmpty();
    raw("[pod/a0/x] " + TIME + "stderr P +");
    raw("[pod/b/x] " + TIME + "stderr P b");

    // The first has just had another piece, so that the second is the oldest.
    assertThat(lines).containsExactly("1");
    decoder.end();
    assertThat(lines).hasSize(PartJoiner.MAX_OPEN + 1).contains("0+", "b");
  }

  @Property
  void anyCutOfAnyLinesOfTwoStreamsJoinsToTheLines(
      @ForAll @Size(max = 20) List<@AlphaChars @StringLength(max = 30) String> texts,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> cuts) {
    List<String> out = new ArrayList<>();
    List<String> err = new ArrayList<>();
    LogDecoder joiner =
        new LogDecoder(
            line -> (line.stream() == LogLine.Stream.STDOUT ? out : err).add(Lines.text(line)));
    // The same lines on both streams, their pieces in turn.
    long number = 0;
    for (String piece : pieces(texts, cuts)) {
      for (String stream : List.of("stdout ", "stderr ")) {
        byte[] bytes = (TIME + stream + piece).getBytes(StandardCharsets.UTF_8);
        joiner.record(bytes, 0, bytes.length, ++number);
      }
    }
    assertThat(out).isEqualTo(texts);
    assertThat(err).isEqualTo(texts);
    assertThat(joiner.waiting()).isFalse();
  }

  @Test
  void piecesThatNobodyNamesBelongToTheSourceOfTheInput() {
    List<ContainerId> who = new ArrayList<>();
    ContainerId source = new ContainerId("shop", "orders", "app", "1");
    LogDecoder named = new LogDecoder(line -> who.add(line.who()), source);
    byte[] piece = (TIME + "stderr P a").getBytes(StandardCharsets.UTF_8);
    named.record(piece, 0, piece.length, 1);
    named.record(
        piece, 0, piece.length, 2, new ContainerId("shop", "b", "app", null), Optional.empty());
    named.end();

    assertThat(who).containsExactly(source, new ContainerId("shop", "b", "app", null));
  }

  private static List<String> pieces(List<String> texts, List<Integer> cuts) {
    List<String> pieces = new ArrayList<>();
    int cut = 0;
    for (String text : texts) {
      int at = 0;
      while (true) {
        int length = cuts.get(cut++ % cuts.size());
        if (at + length >= text.length()) {
          pieces.add("F " + text.substring(at));
          break;
        }
        pieces.add("P " + text.substring(at, at + length));
        at += length;
      }
    }
    return pieces;
  }

  private void give(String text) {
    raw(TIME + text);
  }

  private void raw(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    decoder.record(bytes, 0, bytes.length, ++record);
  }
}
