package dev.gctrace.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.core.forecast.GoVersion.Hazard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1.21.0, HUGE_PAGES",
    "go1.21.3, HUGE_PAGES",
    "1.21.4, NONE",
    "1.21.13, NONE",
    "1.21, HUGE_PAGES",
    "go1.24rc1, ZEROED_LARGE_OBJECTS",
    "1.24.5, ZEROED_LARGE_OBJECTS",
    "GO1.24.6, NONE",
    "go1.22.3 X:rangefunc, NONE",
    "1.23.0-custom, NONE",
    "1.4, NONE"
  })
  void aVersionHasItsHazard(String text, Hazard hazard) {
    assertThat(GoVersion.parse(text).hazard()).isEqualTo(hazard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "go", "1", "1.", "1.x", "2.0", "1.21.", "1.21.x", "1.99999", "1.21q"})
  void whatIsNoVersionIsRefusedWithItsText(String text) {
    assertThatThrownBy(() -> GoVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a version of Go; write 1.21.2 or go1.21.2");
  }

  @Test
  void itIsWrittenAsItsNumbers() {
    assertThat(GoVersion.parse("go1.21.2")).hasToString("1.21.2");
    assertThat(GoVersion.parse("1.22")).hasToString("1.22");
  }
}
