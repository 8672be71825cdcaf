package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.LIMIT_400;
import static dev.gctrace.core.report.Scenario.find;
import static dev.gctrace.core.report.Scenario.ids;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.report.Finding.Level;
import org.junit.jupiter.api.Test;

/**
 * Findings about what collection costs: a trace that has each, and one that misses it by a little.
 */
class CollectorChecksTest {

  @Test
  void assistsDoHalfOfTheMarkWorkAndCollectionsCostCpu() {
    assertThat(find(phases("60/60/0"), "assist-pressure"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.INFO,
            "50 % of the mark work was done by goroutines that wanted to allocate, and collections"
                + " take 12 % of the CPU.");
    assertThat(find(phases("150/150/0"), "assist-pressure").severity()).isEqualTo(Level.WARNING);
    assertThat(ids(phases("59/61/0"))).doesNotContain("assist-pressure");
    assertThat(ids(phases("49/49/0"))).doesNotContain("assist-pressure");
  }

  private static ProcessReport phases(String mark) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 3; cycle++) {
      scenario.add(line(cycle, 100, 100, 50, 100).replace("0/9.9/0", mark), ok(100));
    }
    return scenario.open();
  }

  @Test
  void forcedCollectionsAreAHabitFromFiveAndATenthOn() {
    assertThat(find(forced(5, 50), "forced-collections").summary())
        .isEqualTo("The program forced 5 of 50 collections.");
    assertThat(ids(forced(5, 51))).doesNotContain("forced-collections");
    assertThat(ids(forced(4, 10))).doesNotContain("forced-collections");
  }

  @Test
  void forcedCollectionsAreAWarningWhenTheyCostAQuarterOfTheCpu() {
    assertThat(forcedAt("0/249/0").severity()).isEqualTo(Level.INFO);
    assertThat(forcedAt("0/250/0").severity()).isEqualTo(Level.WARNING);
  }

  private static Finding forcedAt(String mark) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 5; cycle++) {
      String line = line(cycle, 100, 100, 50, 100).replace("0/9.9/0", mark);
      scenario.add(line + " (forced)", ok(100));
    }
    return find(scenario.open(), "forced-collections");
  }

  private static ProcessReport forced(int forced, int cycles) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= cycles; cycle++) {
      String line = line(cycle, 100, 100, 50, 100);
      scenario.add(cycle <= forced ? line + " (forced)" : line, ok(100));
    }
    return scenario.open();
  }

  @Test
  void pausesOfTwentyMillisecondsAreNotGos() {
    assertThat(find(pauses(30, "21"), "long-pauses").summary())
        .isEqualTo("The program stood still for 21 ms or more in one collection of a hundred.");
    assertThat(ids(pauses(30, "19"))).doesNotContain("long-pauses");
    assertThat(ids(pauses(29, "21"))).doesNotContain("long-pauses");
  }

  private static ProcessReport pauses(int cycles, String sweepTermination) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= cycles; cycle++) {
      String clock = sweepTermination + "+10+0 ms clock";
      scenario.add(
          line(cycle, 100, 100, 50, 100).replace("0.050+10+0.050 ms clock", clock), ok(100));
    }
    return scenario.open();
  }
}
