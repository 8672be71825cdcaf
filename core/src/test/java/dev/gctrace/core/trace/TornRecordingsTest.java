package dev.gctrace.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Torn lines of real programs, with the truth beside them. Recorded by {@code bench/record-torn};
 * the table of docs/gctrace-format.md is what {@link #main} prints.
 */
class TornRecordingsTest {

  /** No logger: its lines are made to look like pieces of records. */
  private static final String HOSTILE = "hostile";

  private static TornScore all = TornScore.ZERO;
  private static TornScore loggers = TornScore.ZERO;
  private static TornScore everyLine = TornScore.ZERO;

  @BeforeAll
  static void score() throws URISyntaxException {
    Path folder = Path.of(TornRecordingsTest.class.getResource("torn/recorded").toURI());
    for (TornRecording recording : TornRecording.all(folder)) {
      TornScore score = recording.score();
      all = all.plus(score);
      loggers = recording.style().equals(HOSTILE) ? loggers : loggers.plus(score);
      everyLine = everyLine.plus(recording.scoreOfEveryLine());
    }
  }

  @Test
  void atLeast97PercentOfTheTornLinesOfLoggersAreRepaired() {
    assertThat(loggers.torn()).isGreaterThan(500);
    assertThat(loggers.repairedPercent())
        .describedAs(loggers.complaints().toString())
        .isGreaterThanOrEqualTo(97);
  }

  @Test
  void noneIsRepairedWrongly() {
    assertThat(all.wrong()).describedAs(all.complaints().toString()).isZero();
    assertThat(everyLine.wrong()).describedAs(everyLine.complaints().toString()).isZero();
  }

  @Test
  void everyLineInOnePieceIsReadAndNoneCountsAsRepaired() {
    assertThat(all.whole()).isGreaterThan(5000);
    assertThat(all.wholeRead()).isEqualTo(all.whole());
  }

  @Test
  void textOfTheProgramIsHandedOnInItsOrderAndIntact() {
    assertThat(everyLine.complaints())
        .filteredOn(c -> c.contains(" altered ") && !c.startsWith(HOSTILE))
        .isEmpty();
    assertThat(everyLine.altered()).isLessThan(10);
  }

  /** Prints the table of a folder of recordings: {@code main FOLDER}. */
  public static void main(String[] args) {
    Map<String, TornScore> rows = new TreeMap<>();
    for (TornRecording recording : TornRecording.all(Path.of(args[0]))) {
      TornScore score = recording.score();
      for (String row :
          List.of(recording.style(), recording.rate(), recording.version(), "all together")) {
        rows.merge(row, score, TornScore::plus);
      }
    }
    System.out.println("| recordings | torn | repaired | % | malformed | wrong |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    rows.forEach(
        (row, s) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %d | %d |%n",
                row,
                s.torn(),
                s.repaired(),
                s.repairedPercent(),
                s.malformed(),
                s.wrong()));
  }
}
