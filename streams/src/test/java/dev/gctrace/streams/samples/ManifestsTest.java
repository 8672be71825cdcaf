package dev.gctrace.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gctrace.streams.collect.CollectSettings;
import dev.gctrace.streams.command.GctraceStreams;
import dev.gctrace.streams.command.PlannedTopics;
import dev.gctrace.streams.notify.NotifySettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.settings.SettingsSources;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

  private static final Path SAMPLES = Path.of("../samples");
  private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder().build()).build();

  @Test
  void theTopicsOfStrimziAreThoseThatInitTopicsMakes() throws IOException {
    Map<String, Map<String, String>> topics = new TreeMap<>();
    for (JsonNode document : documents("kubernetes/streams/topics.yaml")) {
      if (document.path("kind").asText().equals("KafkaTopic")) {
        Map<String, String> config = new HashMap<>();
        document
            .path("spec")
            .path("config")
            .properties()
            .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        topics.put(document.path("metadata").path("name").asText(), config);
      }
    }

    assertThat(topics).isEqualTo(PlannedTopics.configs());
  }

  @Test
  void everyContainerHasProbesResourcesAndNoRightItDoesNotNeed() throws IOException {
    List<JsonNode> pods = new ArrayList<>();
    for (String file : List.of("processor.yaml", "notifier.yaml", "collector.yaml")) {
      for (JsonNode document : documents("kubernetes/streams/" + file)) {
        if (document.path("spec").has("template")) {
          pods.add(document.path("spec").path("template").path("spec"));
        }
      }
    }

    assertThat(pods).hasSize(3);
    for (JsonNode pod : pods) {
      // Only the collector speaks to the API of Kubernetes.
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
          .isEqualTo(pod.path("serviceAccountName").asText().equals("gctrace-collector"));
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      JsonNode container = pod.path("containers").get(0);
      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
          .isFalse();
      assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
      assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
      assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
      assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
    }
  }

  @Test
  void theSettingsInTheManifestsAreOnesThatThereAre() throws IOException {
    for (JsonNode document : documents("kubernetes/streams/processor.yaml")) {
      if (document.path("kind").asText().equals("ConfigMap")) {
        Properties properties = new Properties();
        properties.load(new StringReader(document.at("/data/gctrace.properties").asText()));
        Map<String, String> all = new HashMap<>();
        properties.forEach((key, value) -> all.put((String) key, (String) value));
        Settings settings = Settings.of(all);
        assertThat(settings.limits().of("shop/orders-1/app")).hasValue(400L << 20);
        assertThat(settings.kafka()).containsKeys("bootstrap.servers", "num.standby.replicas");
      }
    }
    Map<String, String> environment = new HashMap<>();
    for (JsonNode document : documents("kubernetes/streams/notifier.yaml")) {
      document
          .at("/spec/template/spec/containers/0/env")
          .forEach(
              variable ->
                  environment.put(
                      variable.path("name").asText(),
                      variable.path("value").asText("http://hook")));
    }
    assertThat(NotifySettings.of(SettingsSources.environment(environment)).targets()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector-rbac-cluster.yaml", "collector-rbac-namespaced.yaml"})
  void theCollectorMayReadPodsAndChangeNothingButItsLease(String file) throws IOException {
    Map<String, List<String>> verbs = new TreeMap<>();
    List<String> leases = new ArrayList<>();
    for (JsonNode document : documents("kubernetes/streams/" + file)) {
      if (document.path("kind").asText().equals("Lease")) {
        leases.add(document.at("/metadata/name").asText());
      }
      for (JsonNode rule : document.path("rules")) {
        List<String> allowed = new ArrayList<>();
        rule.path("verbs").forEach(verb -> allowed.add(verb.asText()));
        String names = rule.path("resourceNames").path(0).asText();
        verbs.put(
            rule.path("apiGroups").path(0).asText()
                + "/"
                + rule.path("resources").path(0).asText()
                + (names.isEmpty() ? "" : "/" + names),
            allowed);
        assertThat(rule.path("resources")).hasSize(1);
      }
    }

    assertThat(verbs)
        .isEqualTo(
            Map.of(
                "/pods", List.of("get", "list", "watch"),
                "/pods/log", List.of("get"),
                "/configmaps", List.of("get"),
                "metrics.k8s.io/pods", List.of("list"),
                "coordination.k8s.io/leases/gctrace-collect", List.of("get", "update")));
    assertThat(leases).containsExactly(CollectSettings.DEFAULT.lease());
  }

  @Test
  void theArgumentsInTheManifestsAreOnesThatThereAre() throws IOException {
    for (String file : List.of("processor.yaml", "notifier.yaml", "collector.yaml")) {
      for (JsonNode document : documents("kubernetes/streams/" + file)) {
        List<String> args = new ArrayList<>();
        document
            .at("/spec/template/spec/containers/0/args")
            .forEach(argument -> args.add(argument.asText()));
        if (document.path("spec").has("template")) {
          assertThat(
                  GctraceStreams.commandLine()
                      .parseArgs(args.toArray(String[]::new))
                      .subcommand()
                      .errors())
              .as(file)
              .isEmpty();
          assertThat(args).as(file).isNotEmpty();
        }
      }
    }
  }

  @Test
  void everySnippetOfAShipperIsYamlThatWritesToTheTopic() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES.resolve("shippers"))) {
      List<Path> snippets = files.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
      assertThat(snippets).hasSize(4);
      for (Path snippet : snippets) {
        JsonNode node = YAML.readTree(Files.readString(snippet));
        assertThat(node.isObject()).as(snippet.toString()).isTrue();
        assertThat(node.toString()).as(snippet.toString()).contains("pod-logs", "kafka:9092");
      }
    }
  }

  private static List<JsonNode> documents(String file) throws IOException {
    try (MappingIterator<JsonNode> all =
        YAML.readerFor(JsonNode.class).readValues(SAMPLES.resolve(file).toFile())) {
      return all.readAll();
    }
  }
}
