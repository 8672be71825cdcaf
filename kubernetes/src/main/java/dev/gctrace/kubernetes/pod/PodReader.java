package dev.gctrace.kubernetes.pod;

import dev.gctrace.logs.ContainerId;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the containers of a pod. */
public final class PodReader {

  private PodReader() {}

  /**
   * Its containers.
   *
   * @param pod what the API tells of it
   * @param lookup what it refers to
   * @return its containers in their order, then its sidecars: init containers that are started
   *     again and run beside them
   */
  public static List<ContainerFacts> read(Pod pod, Lookup lookup) {
    List<ContainerFacts> facts = new ArrayList<>();
    pod.getSpec().getContainers().forEach(one -> facts.add(read(pod, one, false, lookup)));
    pod.getSpec().getInitContainers().stream()
        .filter(PodReader::isSidecar)
        .forEach(one -> facts.add(read(pod, one, true, lookup)));
    return facts;
  }

  private static boolean isSidecar(Container container) {
    return "Always".equals(container.getRestartPolicy());
  }

  private static ContainerFacts read(Pod pod, Container container, boolean sidecar, Lookup lookup) {
    ContainerStatus status = status(pod, container.getName()).orElse(null);
    MemoryLimit limit = LimitReader.read(pod, container, status, lookup);
    Environment environment = EnvironmentReader.read(pod, container, lookup);
    int restarts =
        status == null || status.getRestartCount() == null ? 0 : status.getRestartCount();
    ContainerState state = status == null ? null : status.getState();
    ContainerState last = status == null ? null : status.getLastState();
    return new ContainerFacts(
        new ContainerId(
            pod.getMetadata().getNamespace(),
            pod.getMetadata().getName(),
            container.getName(),
            Integer.toString(restarts)),
        String.valueOf(pod.getMetadata().getUid()),
        run(pod, state, sidecar),
        restarts,
        status == null
            ? Optional.empty()
            : Optional.ofNullable(status.getContainerID()).filter(id -> !id.isEmpty()),
        state == null || state.getRunning() == null
            ? Optional.empty()
            : Ended.time(state.getRunning().getStartedAt()),
        limit,
        environment,
        Traps.find(limit, environment),
        end(state).or(() -> Ended.ofEviction(pod)),
        end(last),
        ports(container),
        notes(environment),
        Owner.of(pod),
        sidecar);
  }

  private static Optional<ContainerStatus> status(Pod pod, String name) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    return Stream.concat(
            pod.getStatus().getContainerStatuses().stream(),
            pod.getStatus().getInitContainerStatuses().stream())
        .filter(status -> status.getName().equals(name))
        .findFirst();
  }

  private static Optional<Ended> end(ContainerState state) {
    return state == null || state.getTerminated() == null
        ? Optional.empty()
        : Optional.of(Ended.of(state.getTerminated()));
  }

  private static ContainerFacts.Run run(Pod pod, ContainerState state, boolean sidecar) {
    boolean again = isStartedAgain(pod, state, sidecar);
    if (state != null && state.getRunning() != null) {
      return new ContainerFacts.Run(ContainerFacts.State.RUNNING, "", again);
    }
    if ((state != null && state.getTerminated() != null) || isOver(pod)) {
      return new ContainerFacts.Run(ContainerFacts.State.ENDED, "", again);
    }
    String reason =
        state == null || state.getWaiting() == null ? null : state.getWaiting().getReason();
    return new ContainerFacts.Run(
        ContainerFacts.State.WAITING, reason == null ? "" : reason, again);
  }

  /** Whether the container is, or would be, started again when it ends. */
  private static boolean isStartedAgain(Pod pod, ContainerState state, boolean sidecar) {
    if (isOver(pod) || pod.getMetadata().getDeletionTimestamp() != null) {
      return false;
    }
    String policy = pod.getSpec().getRestartPolicy();
    boolean failed =
        state == null
            || state.getTerminated() == null
            || Ended.of(state.getTerminated()).exitCode() != 0;
    return sidecar
        || policy == null
        || policy.equals("Always")
        || (policy.equals("OnFailure") && failed);
  }

  private static boolean isOver(Pod pod) {
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return "Failed".equals(phase) || "Succeeded".equals(phase);
  }

  private static List<ContainerFacts.Port> ports(Container container) {
    return container.getPorts().stream()
        .filter(port -> port.getProtocol() == null || port.getProtocol().equals("TCP"))
        .filter(port -> port.getContainerPort() != null)
        .map(
            port ->
                new ContainerFacts.Port(
                    port.getName() == null ? "" : port.getName(), port.getContainerPort()))
        .toList();
  }

  private static List<String> notes(Environment environment) {
    return Stream.of(environment.gogc(), environment.goMemLimit())
        .filter(setting -> setting.source() == Setting.Source.UNREAD)
        .map(setting -> setting.name() + " " + setting.detail())
        .toList();
  }
}
