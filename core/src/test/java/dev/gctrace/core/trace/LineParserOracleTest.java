package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The parser against regular expressions, on real lines and on what noise makes of them. */
final class LineParserOracleTest {

  private static final List<String> LINES = SampleLines.all();

  /** Lines that hold a record of any kind, so that mutation has something to break. */
  private static final List<String> RECORDS =
      LINES.stream().filter(line -> RegexOracle.ask(line).isPresent()).distinct().toList();

  @Test
  void agreesOnEveryPublishedAndRecordedLine() {
    assertThat(RECORDS).hasSizeGreaterThan(1500);
    LINES.forEach(LineParserOracleTest::assertAgreement);
  }

  @Property(tries = 15_000, seed = "19")
  void agreesOnMutatedLines(@ForAll("mutated") String line) {
    assertAgreement(line);
  }

  @Property(tries = 5_000, seed = "20")
  void agreesOnTwoLinesGluedTogether(
      @ForAll("records") String first,
      @ForAll("records") String second,
      @ForAll("share") double cut) {
    assertAgreement(first.substring(0, (int) (first.length() * cut)) + second);
  }

  @Property(tries = 5_000, seed = "21")
  void agreesWhateverStandsAroundARecord(
      @ForAll("noise") String before,
      @ForAll("records") String line,
      @ForAll("noise") String after) {
    assertAgreement(before + line + after);
  }

  @Provide
  Arbitrary<String> records() {
    return Arbitraries.of(RECORDS);
  }

  @Provide
  Arbitrary<Double> share() {
    return Arbitraries.doubles().between(0, 1);
  }

  /** Bytes of every kind, and now and then a piece of a record. */
  @Provide
  Arbitrary<String> noise() {
    Arbitrary<String> bytes = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(30);
    Arbitrary<String> words =
        Arbitraries.of(
            "gc ",
            "gc 1 @",
            "gc 12 @0.5s 3%: ",
            "gc1(2): ",
            "12 @0.5s 3%: ",
            "scvg0: ",
            "pacer: ",
            " P",
            "P",
            " (forced)",
            "GC forced",
            "a",
            "Z",
            "_",
            "7",
            "{\"m\":\"",
            "// ");
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, bytes), net.jqwik.api.Tuple.of(2, words))
        .list()
        .ofMaxSize(3)
        .map(parts -> String.join("", parts).replace("\n", ""));
  }

  /** A line with one to four changes. */
  @Provide
  Arbitrary<String> mutated() {
    return Combinators.combine(records(), mutation().list().ofMinSize(1).ofMaxSize(4))
        .as(
            (line, mutations) -> {
              String mutant = line;
              for (Mutation mutation : mutations) {
                mutant = mutation.apply(mutant);
              }
              return mutant;
            });
  }

  private Arbitrary<Mutation> mutation() {
    return Combinators.combine(
            Arbitraries.of(Mutation.Kind.values()),
            share(),
            Arbitraries.integers().between(1, 12),
            Arbitraries.chars().range('\0', '\u00ff').filter(c -> c != '\n'),
            Arbitraries.of(
                "0",
                "1",
                "9",
                "4294967296",
                "2147483648",
                "9223372036854775808",
                "0.5",
                "9.9999",
                "9".repeat(400),
                "1".repeat(18),
                "1".repeat(19),
                "+",
                "/",
                "->",
                " ",
                ".",
                ", ",
                "P",
                " MB ",
                " MB heap, ",
                "0 MB stacks, ",
                "3 MB goal, ",
                "s ",
                "%: ",
                ": ",
                "gc ",
                "@",
                "\u00ce\u0094",
                "\u00c3(",
                "\u00ff",
                "\u001b[31m"))
        .as(Mutation::new);
  }

  /**
   * A change of a line.
   *
   * @param kind what is done
   * @param share where, as a share of the length
   * @param length to how many characters
   * @param character what is put in
   * @param word what is put in
   */
  private record Mutation(Kind kind, double share, int length, char character, String word) {

    enum Kind {
      DELETE,
      INSERT,
      INSERT_WORD,
      REPLACE,
      REPLACE_DIGIT,
      REPLACE_NUMBER,
      TRUNCATE,
      BEHEAD,
      DUPLICATE,
      SWAP
    }

    String apply(String line) {
      int at = (int) (line.length() * share);
      int end = Math.min(line.length(), at + length);
      String before = line.substring(0, at);
      String after = line.substring(at);
      return switch (kind) {
        case DELETE -> before + line.substring(end);
        case INSERT -> before + character + after;
        case INSERT_WORD -> before + word + after;
        case REPLACE -> after.isEmpty() ? before : before + character + after.substring(1);
        case REPLACE_DIGIT -> before + after.replaceFirst("\\d", Integer.toString(length % 10));
        case REPLACE_NUMBER -> before + after.replaceFirst("\\d+", Matcher.quoteReplacement(word));
        case TRUNCATE -> before;
        case BEHEAD -> after;
        case DUPLICATE -> before + line.substring(at, end) + after;
        case SWAP -> line.substring(end) + before;
      };
    }
  }

  /** All records of the line, one after the other, are what the oracle says they are. */
  private static void assertAgreement(String line) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    int at = 0;
    Optional<Parsed> parsed = LineParser.parse(bytes, 0, bytes.length, at);
    while (parsed.isPresent()) {
      Parsed record = parsed.get();
      if (!isSpoken(record)) {
        assertSame(line, at, record, RegexOracle.ask(line.substring(at)));
      }
      assertThat(record.to()).as(line).isGreaterThan(record.from()).isGreaterThan(at);
      at = record.to();
      parsed = LineParser.parse(bytes, 0, bytes.length, at);
    }
    assertThat(RegexOracle.ask(line.substring(at))).as(line).isEmpty();
  }

  /** Plain words have tests of their own. */
  private static boolean isSpoken(Parsed record) {
    return record.event() instanceof DeathEvent || record.event() instanceof GcForced;
  }

  private static void assertSame(
      String line, int at, Parsed record, Optional<RegexOracle.Answer> asked) {
    assertThat(asked).as(line).isPresent();
    RegexOracle.Answer answer = asked.get();
    assertThat(record.from()).as(line).isEqualTo(at + answer.from());
    assertThat(Optional.ofNullable(record.event())).as(line).isEqualTo(answer.event());
    if (record.event() != null) {
      assertThat(record.malformed()).as(line).isNull();
      assertThat(record.to()).as(line).isEqualTo(at + answer.to());
    } else {
      assertColumn(line, record);
    }
  }

  /** Up to the column the text could have become a record; with the byte there it could not. */
  private static void assertColumn(String line, Parsed record) {
    Malformed malformed = record.malformed();
    int departure = malformed.column() - 1;
    if (malformed.expected().equals("'gc '")) {
      assertThat(departure).as(line).isEqualTo(record.from());
      return;
    }
    assertThat(record.to()).as(line).isEqualTo(departure);
    assertThat(couldGoOn(line.substring(record.from(), departure))).as(line).isTrue();
    boolean ended = departure == line.length();
    assertThat(malformed.found().equals("end of line")).as(line).isEqualTo(ended);
    if (malformed.expected().startsWith("the rest of") && !ended) {
      assertThat(couldGoOn(line.substring(record.from(), departure + 1))).as(line).isFalse();
    }
  }

  private static boolean couldGoOn(String begun) {
    List<String> forms = new ArrayList<>();
    for (OracleForm form : RegexOracle.FORMS) {
      Matcher whole = form.whole().matcher(begun);
      if (whole.lookingAt() || whole.hitEnd()) {
        forms.add(form.name());
      }
    }
    return !forms.isEmpty();
  }
}
