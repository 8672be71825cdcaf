package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.004, 0",
    "-0.004, 0",
    "0.005, 0.01",
    "0.61, 0.61",
    "0.6, 0.6",
    "0.994, 0.99",
    "0.996, 1",
    "1, 1",
    "1.25, 1.3",
    "4.04, 4",
    "9.94, 9.9",
    "9.96, 10",
    "10.4, 10",
    "99.5, 100",
    "553.2, 553",
    "-3.14, -3.1",
    "1234567, 1234567"
  })
  void figuresHaveAtMostThreeDigitsBelowAThousand(double value, String text) {
    assertThat(Amounts.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0 s",
    "0, 0 s",
    "0.61, 0.61 s",
    "42.4, 42 s",
    "59.4, 59 s",
    "59.6, 1 min",
    "185, 3 min 5 s",
    "3599.4, 59 min 59 s",
    "3599.6, 1 h",
    "11520, 3 h 12 min",
    "86399, 1 d",
    "187200, 2 d 4 h",
    "31536000, 365 d"
  })
  void spansOfTimeHaveTheirTwoLargestUnits(double seconds, String text) {
    assertThat(Amounts.seconds(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "192, 192 MiB/s",
    "1, 1 MiB/s",
    "0, 0 MiB/s",
    "0.5, 30 MiB/min",
    "0.0005, 1.8 MiB/h",
    "-0.5, -30 MiB/min"
  })
  void ratesAreInTheUnitThatMakesThemOneAtLeast(double perSecond, String text) {
    assertThat(Amounts.mibPerSecond(perSecond)).isEqualTo(text);
  }

  @Test
  void unitsStandBehindASpace() {
    assertThat(Amounts.mib(520)).isEqualTo("520 MiB");
    assertThat(Amounts.percent(4.46)).isEqualTo("4.5 %");
    assertThat(Amounts.millis(0.113)).isEqualTo("0.11 ms");
  }

  @Test
  void figuresThatAreNotFiniteAreADash() {
    assertThat(Amounts.mib(Double.NaN)).isEqualTo("– MiB");
    assertThat(Amounts.seconds(Double.POSITIVE_INFINITY)).isEqualTo("–");
  }

  @Property(tries = 500)
  void textIsTheSameInEveryLocaleAndNeverThrows(@ForAll double value) {
    assertThat(Amounts.number(value)).matches("–|-?[0-9]+(\\.[0-9]{1,2})?");
    assertThat(Amounts.seconds(value)).matches("–|[0-9.]+ (s|min|h|d)( [0-9]+ (s|min|h))?");
  }
}
