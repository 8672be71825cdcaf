package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Lookup;
import dev.gctrace.kubernetes.pod.PodReader;
import dev.gctrace.kubernetes.pod.Trap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of samples/kubernetes say what their comments say. */
class SampleManifestsTest {

  private static final Path SAMPLES = Path.of("../samples/kubernetes");

  @ParameterizedTest
  @ValueSource(strings = {"rbac-namespaced.yaml", "rbac-cluster.yaml"})
  void rolesAskForReadingOnlyAndNeverForSecrets(String file) throws IOException {
    String text = Files.readString(SAMPLES.resolve(file));

    assertThat(text.lines().filter(line -> line.contains("verbs:")))
        .hasSizeGreaterThanOrEqualTo(5)
        .allMatch(
            line ->
                line.contains("[\"get\"]")
                    || line.contains("[\"get\", \"list\"]")
                    || line.contains("[\"get\", \"list\", \"watch\"]")
                    || line.contains("[\"get\", \"create\"]"));
    assertThat(text.lines().filter(line -> line.contains("resources:")))
        .noneMatch(line -> line.contains("secrets") || line.contains("exec"));
    assertThat(Pattern.compile("\"\\*\"").matcher(text).find()).isFalse();
  }

  @Test
  void theProgramsTraceAndTheOneWithoutHeadroomIsNamed() throws IOException {
    List<ContainerFacts> containers =
        Stream.of(Files.readString(SAMPLES.resolve("leaky-go.yaml")).split("\n---\n", -1))
            .map(text -> Serialization.unmarshal(text, Deployment.class))
            .map(SampleManifestsTest::pod)
            .flatMap(pod -> PodReader.read(pod, Lookup.NONE).stream())
            .toList();

    assertThat(containers).hasSize(3);
    assertThat(containers).allMatch(facts -> facts.environment().tracesGc());
    assertThat(containers)
        .allMatch(facts -> facts.ports().equals(List.of(new ContainerFacts.Port("pprof", 6060))));
    assertThat(containers.get(2).traps())
        .extracting(Trap::id)
        .containsExactly(Trap.Id.GOMEMLIMIT_IS_LIMIT);
    assertThat(containers.get(0).traps()).isEmpty();
  }

  private static Pod pod(Deployment deployment) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("try")
        .withName(deployment.getMetadata().getName() + "-1")
        .endMetadata()
        .withSpec(deployment.getSpec().getTemplate().getSpec())
        .build();
  }
}
