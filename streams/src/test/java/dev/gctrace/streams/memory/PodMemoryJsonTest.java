package dev.gctrace.streams.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PodMemoryJsonTest {

  private static final Instant AT = Instant.parse("2026-01-05T10:07:01Z");

  @Test
  void everythingThatIsKnownIsWrittenAndReadAgain() {
    PodMemory memory =
        new PodMemory(
            new MemorySettings(
                OptionalLong.of(512L << 20), Optional.of(Gogc.given(50)), OptionalLong.of(1 << 28)),
            Optional.of(AT),
            Optional.of(
                new PodMemory.Ended(PodMemory.OOM_KILLED, OptionalInt.of(137), Optional.of(AT))),
            Optional.of(new PodMemory.InUse(327_680L << 10, Optional.of(AT))));

    byte[] json = PodMemoryJson.write(memory);

    // 512 * 2^20, 2^28 and 327680 * 2^10 bytes are 512, 256 and 320 MiB.
    assertThat(new String(json, UTF_8))
        .isEqualTo(
            "{\"schema\":1,\"limitMiB\":512,\"gogc\":50.0,\"goMemLimitMiB\":256,"
                + "\"startedAt\":\"2026-01-05T10:07:01Z\",\"ended\":{\"reason\":\"OOMKilled\","
                + "\"exitCode\":137,\"at\":\"2026-01-05T10:07:01Z\"},"
                + "\"memoryMiB\":320,\"measuredAt\":\"2026-01-05T10:07:01Z\"}");
    assertThat(PodMemoryJson.read(json)).isEqualTo(memory);
  }

  @Test
  void nothingKnownIsAnObjectToo() {
    assertThat(PodMemoryJson.read(PodMemoryJson.write(PodMemory.NONE))).isEqualTo(PodMemory.NONE);
    assertThat(PodMemoryJson.read("{}".getBytes(UTF_8))).isEqualTo(PodMemory.NONE);
  }

  @Test
  void aMeasurementThatIsNoneIsRefusedWithItsValue() {
    assertThatThrownBy(() -> PodMemoryJson.read("{\"memoryMiB\":-3}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memoryMiB is -3, not a number of MiB");
  }
}
