package dev.gctrace.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GoMemLimitTest {

  @Test
  void offIsNoLimitAndSoIsTheRuntimesLargestNumber() {
    GoMemLimit none = new GoMemLimit(OptionalLong.empty(), Optional.empty());

    assertThat(GoMemLimit.parse("off")).isEqualTo(none);
    assertThat(GoMemLimit.parse("9223372036854775807")).isEqualTo(none);
  }

  @Test
  void whatGoWritesIsTakenWithoutANote() {
    assertThat(GoMemLimit.parse("360MiB"))
        .isEqualTo(new GoMemLimit(OptionalLong.of(377_487_360), Optional.empty()));
  }

  @Test
  void whatKubernetesWritesIsTakenWithWhatGoWantsInstead() {
    GoMemLimit limit = GoMemLimit.parse("512Mi");

    assertThat(limit.bytes()).hasValue(536_870_912);
    assertThat(limit.note())
        .hasValue(
            "--gomemlimit: a Go program does not start with GOMEMLIMIT=512Mi; it wants"
                + " GOMEMLIMIT=512MiB");
    assertThat(GoMemLimit.parse("512M").note().orElseThrow())
        .endsWith("it wants GOMEMLIMIT=512000000");
  }

  @Test
  void whatIsNoSizeIsRefused() {
    assertThatThrownBy(() -> GoMemLimit.parse("OFF"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'OFF' is not a size");
  }
}
