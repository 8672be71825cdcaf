package dev.gctrace.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Gogc;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoValuesTest {

  @ParameterizedTest
  @CsvSource({
    "512,512",
    "512B,512",
    "1KiB,1024",
    "512MiB,536870912",
    "2GiB,2147483648",
    "1TiB,1099511627776",
    "0,0",
    "'',9223372036854775807",
    "off,9223372036854775807",
    "9223372036854775807,9223372036854775807"
  })
  void bytesAreReadAsTheRuntimeReadsThem(String text, long bytes) {
    assertThat(GoValues.bytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "512Mi",
        "512M",
        "512m",
        "0.5GiB",
        "1e9",
        " 512MiB",
        "512 MiB",
        "-1",
        "MiB",
        "B",
        "iB",
        "512XiB",
        "8388608TiB",
        "92233720368547758080",
        "٥MiB",
        "5KB"
      })
  void whatTheRuntimeDoesNotStartWithHasNoBytes(String text) {
    assertThat(GoValues.bytes(text)).isEmpty();
  }

  @Test
  void gogcIsOffBelowZeroAndTheDefaultForNonsense() {
    assertThat(GoValues.gogc("off")).isEqualTo(Gogc.givenOff());
    assertThat(GoValues.gogc("-1")).isEqualTo(Gogc.givenOff());
    assertThat(GoValues.gogc("50")).isEqualTo(Gogc.given(50));
    assertThat(GoValues.gogc("0")).isEqualTo(Gogc.given(0));
    assertThat(GoValues.gogc("half")).isEqualTo(Gogc.given(100));
    assertThat(GoValues.gogc("99999999999")).isEqualTo(Gogc.given(100));
  }

  @Test
  void aNumberOfNineteenDigitsCanBeTooLarge() {
    assertThat(GoValues.integer("9999999999999999999")).isEqualTo(OptionalLong.empty());
    assertThat(GoValues.integer("-")).isEmpty();
  }
}
