package dev.gctrace.cli.top;

import dev.gctrace.cli.cluster.ContainerLog;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.logs.ContainerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the logs of all containers of a query, again and again: a few at a time, each as far as it
 * is new.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Sweep implements AutoCloseable {

  /** Logs that are read at a time. */
  static final int AT_A_TIME = 10;

  private final Cluster cluster;
  private final Pods pods;
  private final PodQuery query;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_A_TIME,
          task -> {
            Thread thread = new Thread(task, "gctrace-log");
            thread.setDaemon(true);
            return thread;
          });
  private Map<ContainerId, ContainerLog> logs = new HashMap<>();

  Sweep(Cluster cluster, Pods pods, PodQuery query) {
    this.cluster = cluster;
    this.pods = pods;
    this.query = query;
  }

  /**
   * What one round found.
   *
   * @param standings containers that print gctrace lines, the most dangerous first
   * @param problems what could not be read, a line each
   * @param notes what a person should know: a right that is missing and can be done without
   * @param others containers that do not
   */
  record Round(List<Standing> standings, List<String> problems, List<String> notes, int others) {}

  /**
   * Reads once over all of them.
   *
   * @throws ClusterProblem when the pods cannot be listed
   */
  Round read() throws ClusterProblem {
    TreeSet<String> problems = new TreeSet<>();
    TreeSet<String> notes = new TreeSet<>();
    List<ContainerFacts> containers = pods.containers(problems::add);
    Map<ContainerId, MemoryUse> usage = cluster.memoryInUse(query, notes::add);
    Map<ContainerId, ContainerLog> known = new HashMap<>();
    List<Future<String>> readings = new ArrayList<>();
    for (ContainerFacts facts : containers) {
      ContainerId who = named(facts);
      ContainerLog log = logs.getOrDefault(who, new ContainerLog(facts));
      known.put(who, log);
      Optional<MemoryUse> use = Optional.ofNullable(usage.get(who));
      readings.add(threads.submit(() -> read(log, facts, use)));
    }
    logs = known;
    for (Future<String> reading : readings) {
      String problem = outcome(reading);
      if (!problem.isEmpty()) {
        problems.add(problem);
      }
    }
    List<Standing> standings = new ArrayList<>();
    for (ContainerFacts facts : containers) {
      ContainerLog log = logs.get(named(facts));
      if (log.traces()) {
        MemoryUse use = usage.get(named(facts));
        standings.add(
            new Standing(
                facts,
                log.last(),
                use == null ? OptionalLong.empty() : OptionalLong.of(use.bytes())));
      }
    }
    standings.sort(Standing.BY_DANGER);
    return new Round(
        standings, List.copyOf(problems), List.copyOf(notes), containers.size() - standings.size());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Why a log could not be read; empty when it could. */
  private String read(ContainerLog log, ContainerFacts facts, Optional<MemoryUse> use) {
    try {
      log.read(cluster, facts, use);
      return "";
    } catch (ClusterProblem e) {
      return e.kind() == ClusterProblem.Kind.FORBIDDEN
          ? e.getMessage()
          : facts.who().name().orElse("-") + ": " + e.getMessage();
    } catch (IOException e) {
      return facts.who().name().orElse("-") + ": the log broke off: " + e.getMessage();
    }
  }

  private static String outcome(Future<String> reading) throws ClusterProblem {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static ContainerId named(ContainerFacts facts) {
    ContainerId who = facts.who();
    return new ContainerId(who.namespace(), who.pod(), who.container(), null);
  }
}
