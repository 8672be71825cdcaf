package dev.gctrace.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gctrace.kubernetes.fake.FakePod;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitReaderTest {

  private static final long MIB = 1 << 20;
  private static final String OF_256 = "\"resources\":{\"limits\":{\"memory\":\"256Mi\"}}";
  private static final String OF_512 = "\"resources\":{\"limits\":{\"memory\":\"512Mi\"}}";

  @Test
  void theStatusTellsWhatTheContainerHasInTheMidstOfAResize() {
    MemoryLimit limit =
        Pods.facts(OF_512, "{\"restartCount\":1," + OF_256 + "}", "", Lookup.NONE).limit();

    assertThat(limit.bytes()).hasValue(256 * MIB);
    assertThat(limit.source()).isEqualTo(MemoryLimit.Source.STATUS);
    assertThat(limit.wantedBytes()).hasValue(512 * MIB);
  }

  @Test
  void noResizeIsUnderWayWhenBothSayTheSameInOtherWords() {
    MemoryLimit limit =
        Pods.facts(
                OF_512,
                "{\"restartCount\":1,\"resources\":{\"limits\":{\"memory\":\"536870912\"}}}",
                "",
                Lookup.NONE)
            .limit();

    assertThat(limit.bytes()).hasValue(512 * MIB);
    assertThat(limit.wantedBytes()).isEmpty();
  }

  @Test
  void theSpecificationIsTakenWhereTheStatusSaysNothing() {
    MemoryLimit limit = Pods.facts(OF_512, Lookup.NONE).limit();

    assertThat(limit.bytes()).hasValue(512 * MIB);
    assertThat(limit.source()).isEqualTo(MemoryLimit.Source.SPEC);
    assertThat(limit.text()).contains("512Mi");
  }

  @Test
  void theLimitOfThePodIsTakenWhereTheContainerHasNone() {
    MemoryLimit limit =
        Pods.facts("", "{}", "\"resources\":{\"limits\":{\"memory\":\"1Gi\"}},", Lookup.NONE)
            .limit();

    assertThat(limit.bytes()).hasValue(1024 * MIB);
    assertThat(limit.source()).isEqualTo(MemoryLimit.Source.POD);
  }

  @Test
  void withoutALimitItIsSaidSoAndWhatTheNodeHasIsNotTakenForOne() {
    ContainerFacts facts = Pods.facts("", Pods.lookup(Map.of()));

    assertThat(facts.limit().source()).isEqualTo(MemoryLimit.Source.NONE);
    assertThat(facts.limit().bytes()).isEmpty();
    assertThat(facts.limit().allocatableBytes()).hasValue(8192 * MIB);
    assertThat(facts.settings().limitBytes()).isEmpty();
  }

  @Test
  void anAmountThatIsNoneIsNoLimit() {
    MemoryLimit limit =
        Pods.facts("\"resources\":{\"limits\":{\"memory\":\"much\"}}", Lookup.NONE).limit();

    assertThat(limit.source()).isEqualTo(MemoryLimit.Source.NONE);
  }

  @Test
  void aSidecarAmongTheInitContainersIsReadAndOneThatEndsIsNot() {
    assertThat(
            PodReader.read(
                FakePod.of(
                    """
                    {"metadata":{"name":"orders","namespace":"shop"},
                     "spec":{"containers":[{"name":"app"}],
                      "initContainers":[{"name":"migrate"},
                       {"name":"proxy","restartPolicy":"Always",
                        "resources":{"limits":{"memory":"64Mi"}}}]},
                     "status":{"initContainerStatuses":[
                       {"name":"proxy","restartCount":3,
                        "resources":{"limits":{"memory":"96Mi"}}}]}}"""),
                Lookup.NONE))
        .extracting(facts -> facts.who().container(), facts -> facts.limit().bytes().orElse(0))
        .containsExactly(tuple("app", 0L), tuple("proxy", 96 * MIB));
  }
}
