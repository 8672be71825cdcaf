package dev.gctrace.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrapsTest {

  @Test
  void aSizeOfKubernetesInGoMemLimitKeepsTheProgramFromStarting() {
    Trap trap = only("\"env\":[{\"name\":\"GOMEMLIMIT\",\"value\":\"512Mi\"}]", "1Gi");

    assertThat(trap.id()).isEqualTo(Trap.Id.GOMEMLIMIT_MALFORMED);
    assertThat(trap.sentence()).contains("GOMEMLIMIT=512Mi", "does not start");
    assertThat(trap.advice()).endsWith("GOMEMLIMIT=512MiB");
  }

  @Test
  void aDivisorThatMakesItHalfAKilobyteIsNamed() {
    Trap trap = only(ofLimit("1Mi"), "512Mi");

    assertThat(trap.id()).isEqualTo(Trap.Id.GOMEMLIMIT_TINY);
    assertThat(trap.sentence()).contains("512 bytes", "limits.memory over 1Mi");
    assertThat(trap.advice()).contains("divisor \"1\"");
  }

  @Test
  void goMemLimitAsTheWholeLimitLeavesNoHeadroom() {
    Trap trap = only(ofLimit("1"), "512Mi");

    assertThat(trap.id()).isEqualTo(Trap.Id.GOMEMLIMIT_IS_LIMIT);
    // 512 MiB / 100 × 90 = 460.8 MiB, of which whole MiB are written.
    assertThat(trap.advice()).contains("GOMEMLIMIT=460MiB");
  }

  @Test
  void goMemLimitAboveTheLimitNeverActs() {
    Trap trap = only("\"env\":[{\"name\":\"GOMEMLIMIT\",\"value\":\"2GiB\"}]", "512Mi");

    assertThat(trap.id()).isEqualTo(Trap.Id.GOMEMLIMIT_OVER_LIMIT);
    assertThat(trap.sentence()).contains("2048 MiB", "512 MiB");
  }

  @Test
  void aLimitThatIsNotSetMakesItAllThatTheNodeHas() {
    List<Trap> traps = Pods.facts(ofLimit("1"), Pods.lookup(Map.of())).traps();

    assertThat(traps).extracting(Trap::id).containsExactly(Trap.Id.GOMEMLIMIT_IS_NODE);
    assertThat(traps.get(0).sentence()).contains("8192 MiB");
  }

  @Test
  void aSmallMAsMemoryIsThousandthsOfAByte() {
    Trap trap = only("", "512m");

    assertThat(trap.id()).isEqualTo(Trap.Id.MEMORY_IN_THOUSANDTHS);
    assertThat(trap.sentence()).contains("512m");
    assertThat(trap.advice()).contains("512Mi");
  }

  @Test
  void aNumberWithoutAUnitIsBytes() {
    Trap trap = only("\"env\":[{\"name\":\"GOMEMLIMIT\",\"value\":\"400\"}]", "512Mi");

    assertThat(trap.id()).isEqualTo(Trap.Id.GOMEMLIMIT_TINY);
    assertThat(trap.advice()).contains("400MiB");
  }

  @Test
  void goMemLimitWithHeadroomAndOffAreFine() {
    assertThat(traps("\"env\":[{\"name\":\"GOMEMLIMIT\",\"value\":\"460MiB\"}]", "512Mi"))
        .isEmpty();
    assertThat(traps("\"env\":[{\"name\":\"GOMEMLIMIT\",\"value\":\"off\"}]", "512Mi")).isEmpty();
  }

  private static Trap only(String container, String limit) {
    List<Trap> traps = traps(container, limit);
    assertThat(traps).hasSize(1);
    return traps.get(0);
  }

  private static List<Trap> traps(String container, String limit) {
    return Pods.facts(
            container
                + (container.isEmpty() ? "" : ",")
                + "\"resources\":{\"limits\":{\"memory\":\""
                + limit
                + "\"}}",
            Lookup.NONE)
        .traps();
  }

  private static String ofLimit(String divisor) {
    return "\"env\":[{\"name\":\"GOMEMLIMIT\",\"valueFrom\":{\"resourceFieldRef\":"
        + "{\"resource\":\"limits.memory\",\"divisor\":\""
        + divisor
        + "\"}}}]";
  }
}
