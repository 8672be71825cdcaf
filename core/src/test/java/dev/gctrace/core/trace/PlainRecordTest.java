package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What the short way reads, the grammar reads to the same; what it leaves, it leaves untouched. */
class PlainRecordTest {

  /** Recorded lines that begin with a collection of Go 1.18 or later. */
  private static final List<String> MODERN =
      SampleLines.all().stream()
          .filter(line -> line.startsWith("gc ") && line.contains(" MB globals, "))
          .toList();

  @Test
  void readsEveryWholeRecordOfTodayWithTheGrammarsResult() {
    long plain = MODERN.stream().filter(line -> agrees(line)).count();
    long whole = MODERN.stream().filter(line -> byGrammar(line) != null).count();

    assertThat(whole).isGreaterThan(300);
    assertThat(plain).isGreaterThan(whole * 9 / 10);
  }

  @Property(tries = 20_000, seed = "23")
  void agreesWithTheGrammarOnBrokenRecords(
      @ForAll("modern") String line,
      @ForAll("pieces") String piece,
      @ForAll("share") double where,
      @ForAll("share") double length) {
    int at = (int) (line.length() * where);
    int end = Math.min(line.length(), at + (int) (4 * length));
    agrees(line.substring(0, at) + piece + line.substring(end));
  }

  @Provide
  Arbitrary<String> modern() {
    return Arbitraries.of(MODERN);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "",
        "0",
        "7",
        "12345678",
        "999999999",
        ".",
        ".5",
        ".1234",
        "-",
        "+",
        "/",
        " ",
        "P",
        "x",
        " (forced)",
        "NaN",
        "1e3",
        "\n");
  }

  @Provide
  Arbitrary<Double> share() {
    return Arbitraries.doubles().between(0, 1);
  }

  /** Whether the short way reads the line; then the grammar has to, up to the same place. */
  private static boolean agrees(String line) {
    byte[] text = line.getBytes(ISO_8859_1);
    Parsed plain = PlainRecord.read(text, 0, text.length);
    if (plain == null) {
      return false;
    }
    Cursor cursor = new Cursor(text, 0, text.length);
    assertThat(plain.event()).as(line).isEqualTo(GcGrammar.read(cursor));
    assertThat(plain.to()).as(line).isEqualTo(cursor.at());
    assertThat(plain.from()).isZero();
    assertThat(plain.malformed()).isNull();
    return true;
  }

  private static GcEvent byGrammar(String line) {
    byte[] text = line.getBytes(ISO_8859_1);
    return GcGrammar.read(new Cursor(text, 0, text.length));
  }
}
