package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.pod.Lookup;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Looks ConfigMaps and nodes up, each once.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class CachedLookup implements Lookup {

  private final Api api;
  private final Map<String, Answer> configMaps = new HashMap<>();
  private final Map<String, Map<String, Quantity>> nodes = new HashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  CachedLookup(Api api) {
    this.api = api;
  }

  /** What was refused or failed, each once. */
  Set<String> problems() {
    return Set.copyOf(problems);
  }

  @Override
  public Answer configMap(String namespace, String name) {
    return configMaps.computeIfAbsent(
        namespace + "/" + name, key -> readConfigMap(namespace, name));
  }

  @Override
  public Map<String, Quantity> allocatable(String node) {
    return nodes.computeIfAbsent(node, this::readNode);
  }

  private Answer readConfigMap(String namespace, String name) {
    try {
      Map<String, String> data =
          api.read(ApiPath.get(namespace, "configmaps", name), ConfigMap.class).getData();
      return Answer.of(data == null ? Map.of() : data);
    } catch (ClusterProblem e) {
      if (e.kind() == ClusterProblem.Kind.NOT_FOUND) {
        return Answer.missing();
      }
      problems.add(e.getMessage());
      return Answer.unread(
          e.kind() == ClusterProblem.Kind.FORBIDDEN
              ? "which is not allowed to be read"
              : "which cannot be read");
    }
  }

  private Map<String, Quantity> readNode(String node) {
    try {
      Node read = api.read(ApiPath.get(null, "nodes", node), Node.class);
      Map<String, Quantity> allocatable =
          read.getStatus() == null ? null : read.getStatus().getAllocatable();
      return allocatable == null ? Map.of() : allocatable;
    } catch (ClusterProblem e) {
      // What a node has is not a limit: without the right to read it, it is not shown.
      return Map.of();
    }
  }
}
