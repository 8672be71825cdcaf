package dev.gctrace.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void valuesMayBeListedRepeatedAndRanged() {
    assertThat(Values.of(List.of("50,100", "200", "off"), Values::gogc))
        .containsExactly(50.0, 100.0, 200.0, Double.POSITIVE_INFINITY);
    assertThat(Values.of(List.of("50..200/50"), Values::gogc))
        .containsExactly(50.0, 100.0, 150.0, 200.0);
    assertThat(Values.of(List.of("300Mi..500Mi/100Mi,1Gi"), Values::size))
        .containsExactly(300.0, 400.0, 500.0, 1024.0);
  }

  @Test
  void goMemLimitMayBeAPartOfTheLimit() {
    assertThat(Values.of(List.of("360MiB,90%,off"), Values::goMemLimit))
        .containsExactly(360.0, -0.9, Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "1,,2",
        "x",
        "50..100",
        "100..50/10",
        "50..off/10",
        "1..9/0",
        "1..9/off",
        "0..1000000/1",
        "-5",
        "50../10",
        "..50/10",
        "999999999999"
      })
  void whatIsNoValueIsRefusedByName(String text) {
    assertThatThrownBy(() -> Values.of(List.of(text), Values::gogc)).hasMessageContaining("'");
  }

  @Test
  void moreValuesThanAnybodyReadsAreRefused() {
    assertThatThrownBy(() -> Values.of(List.of("1..40/1", "1..40/1"), Values::gogc))
        .hasMessage("80 values; 50 are the most");
  }
}
