package dev.gctrace.kubernetes.pod;

import dev.gctrace.kubernetes.fake.FakePod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods of one container, and what they refer to. */
final class Pods {

  private Pods() {}

  /** The facts of a container of which only some is written. */
  static ContainerFacts facts(String container, Lookup lookup) {
    return facts(container, "{}", "", lookup);
  }

  static ContainerFacts facts(String container, String status, String spec, Lookup lookup) {
    List<ContainerFacts> all =
        PodReader.read(
            FakePod.of(
                """
                {"metadata":{"name":"orders","namespace":"shop","uid":"u",
                  "labels":{"gogc":"50"}},
                 "spec":{"nodeName":"node-a",%s"containers":[{"name":"app"%s}]},
                 "status":{"containerStatuses":[{"name":"app","status":{},%s}]}}"""
                    .formatted(
                        spec,
                        container.isEmpty() ? "" : "," + container,
                        status.substring(1, status.length() - 1).isEmpty()
                            ? "\"restartCount\":0"
                            : status.substring(1, status.length() - 1))),
            lookup);
    return all.get(0);
  }

  static Environment environment(String container, Lookup lookup) {
    return facts(container, lookup).environment();
  }

  /** A cluster with ConfigMaps, one of which is refused, and a node of 8 GiB and 4 cores. */
  static Lookup lookup(Map<String, Map<String, String>> configMaps) {
    Map<String, Map<String, String>> known = new HashMap<>(configMaps);
    return new Lookup() {
      @Override
      public Answer configMap(String namespace, String name) {
        if (name.equals("refused")) {
          return Answer.unread("which is not allowed to be read");
        }
        return known.containsKey(name) ? Answer.of(known.get(name)) : Answer.missing();
      }

      @Override
      public Map<String, Quantity> allocatable(String node) {
        return Map.of("memory", new Quantity("8Gi"), "cpu", new Quantity("3920m"));
      }
    };
  }
}
