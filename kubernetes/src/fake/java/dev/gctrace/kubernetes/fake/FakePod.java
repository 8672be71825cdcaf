package dev.gctrace.kubernetes.fake;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Pods as the API writes them. */
public final class FakePod {

  private FakePod() {}

  /** A pod from JSON or YAML. */
  public static Pod of(String text) {
    return Serialization.unmarshal(text, Pod.class);
  }

  /** The state of a container from JSON. */
  public static ContainerState state(String text) {
    return Serialization.unmarshal(text, ContainerState.class);
  }

  /** A running pod of one container {@code app} that traces, under a limit. */
  public static Pod tracing(String namespace, String name, String limit) {
    return container(namespace, name, limit, "[{\"name\":\"GODEBUG\",\"value\":\"gctrace=1\"}]");
  }

  /** A running pod of one container {@code app}, with its environment as JSON. */
  public static Pod container(String namespace, String name, String limit, String env) {
    return of(
        """
        {"metadata":{"name":"%1$s","namespace":"%2$s","uid":"uid-%1$s"},
         "spec":{"nodeName":"node-a","restartPolicy":"Always",
          "containers":[{"name":"app","env":%4$s,"resources":{"limits":{"memory":"%3$s"}}}]},
         "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":0,
          "containerID":"containerd://%1$s-0",
          "state":{"running":{"startedAt":"2026-01-05T10:00:00Z"}}}]}}"""
            .formatted(name, namespace, limit, env));
  }

  /** The same after it was OOMKilled and started again. */
  public static Pod killed(String namespace, String name, String limit, int restarts) {
    return of(
        """
        {"metadata":{"name":"%1$s","namespace":"%2$s","uid":"uid-%1$s"},
         "spec":{"nodeName":"node-a","restartPolicy":"Always",
          "containers":[{"name":"app","env":[{"name":"GODEBUG","value":"gctrace=1"}],
           "resources":{"limits":{"memory":"%3$s"}}}]},
         "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":%4$d,
          "containerID":"containerd://%1$s-%4$d",
          "state":{"running":{"startedAt":"2026-01-05T10:07:03Z"}},
          "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled",
           "startedAt":"2026-01-05T10:00:00Z","finishedAt":"2026-01-05T10:07:01Z",
           "containerID":"containerd://%1$s-%5$d"}}}]}}"""
            .formatted(name, namespace, limit, restarts, restarts - 1));
  }
}
