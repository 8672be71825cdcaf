package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a record that is broken: the column, what was expected, and what stood there. */
final class MalformedLinesTest {

  private static final String LINE =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu,"
          + " 309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '"',
      value = {
        "gc 15 @|8|a number|end of line",
        "gc 15 @2|9|'.'|end of line",
        "gc 15 @248|11|'.'|end of line",
        "gc 15 @248.|12|a digit|end of line",
        "gc 15 @248.4481s|8|a number of at most 3 digits behind the point|248.4481s",
        "gc 15 @248.448|15|'s '|end of line",
        "gc 15 @248.448s|16|the rest of 's '|end of line",
        "gc 15 @248.448s x|17|a number|x",
        "gc 15 @248.448s 0|18|'%'|end of line",
        "gc 15 @248.448s 0%|19|': '|end of line",
        "gc 15 @248.448s 0% (|21|a name|end of line",
        "gc 15 @248.448s 0% (a )|22|')'| )",
        "gc 15 @248.448s 0% (a b|24|')'|end of line",
        "gc 15 @248.448s 0% (a b)|25|': '|end of line",
        "gc 15 @248.448s 0%: 1+2+3 ms cpu, |31|the rest of ' ms clock, '|pu, ",
        "gc 15 @248.448s 0%: 1+2 ms clock, |24|'+'| ms clock, ",
        "gc 15 @248.448s 0%: 1.2345+2|21|a number of at most 3 digits behind the point|1.2345+2",
        "gc 15 @248.448s 0%: 1.+2|23|a digit|+2",
        "gc 15 @248.448s 0%: -1+2|21|a number|-1+2",
        "gc 15 @248.448s 0%: 1e3+2|22|'+'|e3+2",
        "gc 4294967296 @2|4|a number up to 4294967295|4294967296 @2",
        "gc 1 @9223372036854775.000s |7|a number up to 9223372036854774|9223372036854775.000s ",
        "gc 1 @0.000s 2147483648%|14|a number up to 2147483647|2147483648%",
        "gc 1 @0.000s 0%: 1000000000000000000+|18|a number of at most 18 digits|1000000000000000000+",
        "gc 1 @0.000s 0%: 1000000000000.5+|18|a number of at most 12 digits before the point|1000000000000.5+",
        "gc1(2): 1+2 ms|12|'+'| ms",
        "gc1(2147483648): 1|5|a number up to 2147483647|2147483648): 1",
        "scvg1: 8 GB released|10|the rest of ' MB released'|GB released",
        "scvg1: 8 KiB released|11|the rest of ' KB released'|iB released",
        "scvg1: inuse: 1, idle: x|24|a number|x",
        "scav 8 KiB work; |16|', '|; ",
        "pacer: 5% CPU (x|16|a number|x",
        "pacer: assist ratio=+x|22|a digit|x",
      })
  void tellsColumnExpectationAndWhatStoodThere(
      String line, int column, String expected, String found) {
    assertThat(parse(line).orElseThrow().malformed())
        .isEqualTo(new Malformed(column, expected, found));
    assertThat(parse("日 " + line).orElseThrow().malformed().column()).isEqualTo(column + 4);
  }

  @Test
  void tellsEndlessNumbersAsMalformedWithAShortExcerpt() {
    Malformed malformed =
        parse("gc " + "9".repeat(400) + " @1.000s 0%: 0+0+0").orElseThrow().malformed();
    assertThat(malformed)
        .isEqualTo(new Malformed(4, "a number of at most 18 digits", "9".repeat(40)));
    // 2^64 + 1: one that would wrap to a small number.
    assertThat(
            parse(LINE.replace("309->309", "18446744073709551617->309")).orElseThrow().malformed())
        .isEqualTo(
            new Malformed(
                75, "a number of at most 18 digits", "18446744073709551617->309->260 MB, 234 M"));
    assertThat(parse(LINE.replace(" 2 P", " 2147483648 P")).orElseThrow().malformed())
        .isEqualTo(
            new Malformed(LINE.indexOf("2 P") + 1, "a number up to 2147483647", "2147483648 P"));
  }

  @Test
  void refusesAnItemThatStandsTwiceAndAGoalThatIsMissing() {
    assertThat(parse(LINE.replace("globals", "stacks")).orElseThrow().malformed())
        .isEqualTo(
            new Malformed(
                LINE.indexOf("globals") + 1, "an item that did not stand before", "stacks, 2 P"));
    assertThat(parse(LINE.replace("stacks", "globals")).orElseThrow().malformed().found())
        .isEqualTo("globals, 2 P");
    assertThat(parse(LINE.replace("0 MB stacks", "0 MB goal")).orElseThrow().malformed().expected())
        .isEqualTo("an item that did not stand before");
    assertThat(parse(LINE.replace("234 MB goal, ", "")).orElseThrow().malformed())
        .isEqualTo(
            new Malformed(
                LINE.indexOf("234 MB goal") + 6,
                "the rest of ' MB goal, '",
                "stacks, 0 MB globals, 2 P"));
    assertThat(parse(LINE.replace("0 MB globals, ", "0 MB 7, ")).orElseThrow().malformed())
        .isEqualTo(new Malformed(LINE.indexOf("globals") + 1, "a name", "7, 2 P"));
  }

  @Test
  void tellsARecordWithoutItsFirstWord() {
    // public-lines/051.log
    String line = "\t\t\"8387 @95749.612s 0%: 0.021+89+0.12 ms clock, 0.34+2.6/356/810+1.9 ms cpu";
    assertThat(parse(line).orElseThrow())
        .isEqualTo(
            new LineParser.Parsed(
                null, new Malformed(4, "'gc '", "8387 @95749.612s 0%: 0.021+89+0.12 ms cl"), 3, 9));
    byte[] bytes = line.getBytes(UTF_8);
    assertThat(LineParser.parse(bytes, 0, bytes.length, 9)).isEmpty();
    assertThat(parse("8387 @95749.612s 0%").orElseThrow().from()).isZero();
    assertThat(parse("a_8387 @95749.612s 0%").orElseThrow().from()).isEqualTo(2);
  }

  private static Optional<LineParser.Parsed> parse(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return LineParser.parse(bytes, 0, bytes.length);
  }
}
