package dev.gctrace.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The manifests, read as {@code kubectl --validate=strict} reads them: no field that there is not.
 */
class StrictManifestsTest {

  private static final Path FOLDER = Path.of("../samples/kubernetes/streams");

  /** Kinds by the models that are made from the API's own description. */
  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "v1/Namespace", Namespace.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "v1/ConfigMap", ConfigMap.class,
          "v1/Secret", Secret.class,
          "v1/Service", Service.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "apps/v1/Deployment", Deployment.class);

  /** Kinds without a model here: the members that their documentation has, by kind. */
  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "coordination.k8s.io/v1/Lease",
          Set.of(
              "spec",
              "holderIdentity",
              "leaseDurationSeconds",
              "acquireTime",
              "renewTime",
              "leaseTransitions"),
          "policy/v1/PodDisruptionBudget",
          Set.of("spec", "maxUnavailable", "minAvailable", "selector", "matchLabels"),
          "rbac.authorization.k8s.io/v1/Role",
          Set.of("rules", "apiGroups", "resources", "verbs", "resourceNames"),
          "rbac.authorization.k8s.io/v1/ClusterRole",
          Set.of("rules", "apiGroups", "resources", "verbs", "resourceNames"),
          "rbac.authorization.k8s.io/v1/RoleBinding",
          Set.of("roleRef", "subjects", "apiGroup", "kind", "name", "namespace"),
          "rbac.authorization.k8s.io/v1/ClusterRoleBinding",
          Set.of("roleRef", "subjects", "apiGroup", "kind", "name", "namespace"),
          "kafka.strimzi.io/v1/KafkaTopic",
          Set.of("spec", "partitions", "replicas", "config", "topicName"),
          "kafka.strimzi.io/v1/KafkaUser",
          Set.of(
              "spec",
              "authentication",
              "authorization",
              "type",
              "acls",
              "resource",
              "name",
              "patternType",
              "operations",
              "host"));

  /** Kafka's operations as Strimzi writes them. */
  private static final Set<String> OPERATIONS =
      Set.of("Read", "Write", "Create", "Delete", "Describe", "DescribeConfigs");

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                // The models would keep what they do not know.
                @Override
                public Boolean hasAnySetter(Annotated setter) {
                  return false;
                }
              })
          .build();

  @Test
  void everyFieldOfEveryManifestIsOneThatThereIs() throws IOException {
    Set<String> kinds = new TreeSet<>();
    for (JsonNode document : documents()) {
      String kind = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
      kinds.add(kind);
      if (MODELS.containsKey(kind)) {
        assertThat(STRICT.treeToValue(document, MODELS.get(kind))).as(kind).isNotNull();
      } else {
        assertThat(MEMBERS).as("kinds that are known").containsKey(kind);
        ObjectNode rest = document.deepCopy();
        rest.remove(List.of("apiVersion", "kind", "metadata"));
        assertThat(MEMBERS.get(kind)).as(kind).containsAll(members(rest));
      }
    }
    assertThat(kinds).contains("apps/v1/StatefulSet", "apps/v1/Deployment");
  }

  @Test
  void aFieldThatThereIsNotWouldBeRefused() throws IOException {
    JsonNode deployment =
        documents().stream()
            .filter(document -> document.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) deployment.at("/spec/template/spec/containers/0"))
        .putObject("livenesProbe")
        .put("periodSeconds", 1);

    assertThatThrownBy(() -> STRICT.treeToValue(deployment, Deployment.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("livenesProbe");
  }

  @Test
  void noUserOfKafkaMayDoMoreThanIsNamed() throws IOException {
    for (JsonNode document : documents()) {
      for (JsonNode acl : document.at("/spec/authorization/acls")) {
        assertThat(acl.at("/resource/type").asText()).isIn("topic", "group", "transactionalId");
        assertThat(acl.at("/resource/name").asText()).isNotEmpty().isNotEqualTo("*");
        acl.path("operations")
            .forEach(operation -> assertThat(OPERATIONS).contains(operation.asText()));
      }
    }
  }

  /** Names of all members below; what stands in a map of settings or labels is free. */
  private static Set<String> members(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.properties()
        .forEach(
            member -> {
              names.add(member.getKey());
              if (!Set.of("config", "matchLabels").contains(member.getKey())) {
                names.addAll(members(member.getValue()));
              }
            });
    if (node.isArray()) {
      node.forEach(element -> names.addAll(members(element)));
    }
    return names;
  }

  private static List<JsonNode> documents() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        try (MappingIterator<JsonNode> documents =
            new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
          all.addAll(documents.readAll());
        }
      }
    }
    return all;
  }
}
