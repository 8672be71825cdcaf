package dev.gctrace.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {

  @ParameterizedTest
  @CsvSource({
    "400Mi, 419430400", // 400 * 2^20
    "1Gi, 1073741824",
    "512M, 512000000",
    "1G, 1000000000",
    "2000k, 2000000",
    "2048Ki, 2097152",
    "1Ti, 1099511627776",
    "1.5Gi, 1610612736", // 1.5 * 2^30
    "0.5Gi, 536870912",
    "419430400, 419430400",
    "1e9, 1000000000",
    "1E9, 1000000000",
    "12e+8, 1200000000",
    "1E, 1000000000000000000", // no digits after it: exa
    "+400Mi, 419430400",
    "1048576.5, 1048577", // Kubernetes rounds a fraction of a byte up
    "360MiB, 377487360",
    "1048576B, 1048576",
    "4096KiB, 4194304",
    "2GiB, 2147483648",
    "1TiB, 1099511627776",
    "1048576, 1048576",
    "9223372036854775807, 9223372036854775807",
  })
  void readsWhatKubernetesAndGoWrite(String text, long bytes) {
    assertThat(Size.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400mb | '400mb' is not a size; write 400Mi, 400MiB or 1G",
        "400MB | '400MB' is not a size; write 400Mi, 400MiB or 1G",
        "400 Mi | '400 Mi' is not a size; write 400Mi, 400MiB or 1G",
        "'' | '' is not a size; write 400Mi, 400MiB or 1G",
        "Mi | 'Mi' is not a size; write 400Mi, 400MiB or 1G",
        ". | '.' is not a size; write 400Mi, 400MiB or 1G",
        "1e999999999 | '1e999999999' is not a size; write 400Mi, 400MiB or 1G",
        "0x400 | '0x400' is not a size; write 400Mi, 400MiB or 1G",
        "400% | '400%' is not a size; write 400Mi, 400MiB or 1G",
        "unlimited | 'unlimited' is not a size; write 400Mi, 400MiB or 1G",
        "-1 | '-1' is negative; write 400Mi, 400MiB or 1G",
        "-400Mi | '-400Mi' is negative; write 400Mi, 400MiB or 1G",
        "512m | '512m' is 0.512 bytes: in Kubernetes m means a thousandth; write 512M or 512Mi",
        "5u | '5u' is 0.000005 bytes: in Kubernetes u means a millionth; write 5M or 5Mi",
        "400 | '400' is less than 1 MiB: a number alone is bytes; write 400Mi, 400MiB or 1G",
        "0 | '0' is less than 1 MiB: a number alone is bytes; write 400Mi, 400MiB or 1G",
        "1048575 | '1048575' is less than 1 MiB: a number alone is bytes; write 400Mi, 400MiB or 1G",
        "9223372036854775808 | '9223372036854775808' is more memory than there can be",
        "16Ei | '16Ei' is more memory than there can be",
      })
  void refusesWhatIsNoSizeAndSaysWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> Size.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void doesNotMultiplyOutAnEndlessNumber() {
    assertThatThrownBy(() -> Size.parse("9".repeat(400)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is not a size; write 400Mi, 400MiB or 1G");
  }

  @ParameterizedTest
  @CsvSource({
    "360MiB, true",
    "377487360, true",
    "377487360B, true",
    "1GiB, true",
    "512Mi, false",
    "512M, false",
    "1e9, false",
    "0.5GiB, false",
    "+1GiB, false",
  })
  void knowsWhatAGoProgramStartsWith(String text, boolean asGoWritesIt) {
    assertThat(Size.parse(text).asGoWritesIt()).isEqualTo(asGoWritesIt);
  }

  @Property
  void readsEveryWholeNumberOfMebibytes(@ForAll @LongRange(min = 1, max = 1L << 42) long mib) {
    assertThat(Size.parse(mib + "Mi").bytes()).isEqualTo(mib << 20);
    assertThat(Size.parse(mib + "MiB")).isEqualTo(new Size(mib << 20, true));
    assertThat(Size.parse(Long.toString(mib << 20))).isEqualTo(new Size(mib << 20, true));
  }

  @Property
  void anyTextIsASizeOrRefused(@ForAll String text) {
    try {
      assertThat(Size.parse(text).bytes()).isGreaterThanOrEqualTo(1 << 20);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("'" + text + "'");
    }
  }
}
