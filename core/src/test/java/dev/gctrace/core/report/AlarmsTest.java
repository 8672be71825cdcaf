package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Severity;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private final Alarms alarms = new Alarms();
  private long cycle;

  @Test
  void nothingIsInDangerWithoutAnAlarm() {
    add(Severity.OK, 3);
    add(Severity.UNKNOWN, 3);

    assertThat(alarms.facts().warning()).isEmpty();
    assertThat(alarms.facts().critical()).isEmpty();
  }

  @Test
  void criticalForecastIsAlsoAtLeastAWarning() {
    add(Severity.OK, 1);
    add(Severity.WARNING, 2);
    add(Severity.CRITICAL, 3);
    add(Severity.OK, 4);

    // cycles 2 and 3 warned, 4 to 6 were critical; a cycle ends every 2 s, the last one at 20 s
    assertThat(alarms.facts().warning()).hasValue(new Alarms.Spell(new Alarm(2, 4, 16), 5, 6, 4));
    assertThat(alarms.facts().critical()).hasValue(new Alarms.Spell(new Alarm(4, 8, 12), 3, 6, 4));
  }

  @Test
  void calmOfThirtyCyclesEndsTheDangerAndTwentyNineDoNot() {
    add(Severity.CRITICAL, 1);
    add(Severity.OK, 29);
    assertThat(alarms.facts().critical().orElseThrow().cyclesSince()).isEqualTo(29);

    add(Severity.OK, 1);
    assertThat(alarms.facts().critical()).isEmpty();
  }

  @Test
  void cyclesThatAreMissingInTheLogWereOutlivedToo() {
    add(Severity.CRITICAL, 1);
    alarms.add(30, 60, Severity.OK);
    assertThat(alarms.facts().critical().orElseThrow().cyclesSince()).isEqualTo(29);

    alarms.add(31, 62, Severity.OK);
    assertThat(alarms.facts().critical()).isEmpty();
  }

  @Test
  void dangerThatComesBackAfterACalmBeginsAnew() {
    add(Severity.CRITICAL, 5);
    add(Severity.OK, 30);
    add(Severity.CRITICAL, 2);

    Alarms.Spell spell = alarms.facts().critical().orElseThrow();
    assertThat(spell.first().cycle()).isEqualTo(36);
    assertThat(spell.cycles()).isEqualTo(2);
  }

  @Test
  void dangerThatComesBackBeforeKeepsItsBeginning() {
    add(Severity.CRITICAL, 1);
    add(Severity.OK, 29);
    add(Severity.CRITICAL, 1);
    add(Severity.OK, 29);

    Alarms.Spell spell = alarms.facts().critical().orElseThrow();
    assertThat(spell.first().cycle()).isEqualTo(1);
    assertThat(spell.lastCycle()).isEqualTo(31);
  }

  private void add(Severity severity, int times) {
    for (int i = 0; i < times; i++) {
      cycle++;
      alarms.add(cycle, 2.0 * cycle, severity);
    }
  }
}
