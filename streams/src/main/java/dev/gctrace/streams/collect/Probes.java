package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.TimedLines;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.streams.topology.RuntimeLines;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/**
 * Finds out which containers print lines of the runtime although their pod does not ask for it:
 * their image does. The end of the log of a run is looked at soon after it began, and then more and
 * more rarely.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Probes {

  private static final int LAST_LINES = 200;
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final ExecutorService threads;
  private final BiConsumer<String, ClusterProblem> refused;
  private final Map<String, Probe> probes = new HashMap<>();

  /**
   * No container yet.
   *
   * @param threads where logs are looked at
   * @param refused told, in one of these threads, of a container whose log must not be read
   */
  Probes(Cluster cluster, ExecutorService threads, BiConsumer<String, ClusterProblem> refused) {
    this.cluster = cluster;
    this.threads = threads;
    this.refused = refused;
  }

  private static final class Probe {
    private ContainerFacts facts;
    private Instant next;
    private Duration rest = FIRST;
    private volatile boolean found;
    private volatile boolean runs;
  }

  /** A container runs; whether it is known to print lines of the runtime. */
  boolean traces(ContainerFacts facts, Instant now) {
    Probe probe = probes.computeIfAbsent(MemoryBook.name(facts), unused -> new Probe());
    if (probe.facts == null || facts.isAnotherRunThan(probe.facts)) {
      probe.next = now;
      probe.rest = FIRST;
    }
    probe.facts = facts;
    return probe.found;
  }

  void forget(String name) {
    probes.remove(name);
  }

  /** Looks at those whose time has come. */
  void look(Instant now, BiConsumer<String, ContainerFacts> found) {
    probes.forEach(
        (name, probe) -> {
          if (probe.found || probe.runs || now.isBefore(probe.next)) {
            return;
          }
          probe.runs = true;
          probe.next = now.plus(probe.rest);
          Duration twice = probe.rest.multipliedBy(2);
          probe.rest = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
          ContainerFacts facts = probe.facts;
          threads.execute(
              () -> {
                if (holdsRecord(name, facts)) {
                  probe.found = true;
                  found.accept(name, facts);
                }
                probe.runs = false;
              });
        });
  }

  private boolean holdsRecord(String name, ContainerFacts facts) {
    try (TimedLines lines = new TimedLines(cluster.tail(facts.who(), LAST_LINES, odd -> {}))) {
      while (lines.next()) {
        if (RuntimeLines.holdsRecord(lines.buffer(), lines.from(), lines.to())) {
          return true;
        }
      }
    } catch (ClusterProblem e) {
      if (e.kind() == ClusterProblem.Kind.FORBIDDEN) {
        refused.accept(name, e);
      }
      // A container that has not started, a node that does not answer: it is looked at again.
      return false;
    } catch (IOException e) {
      return false;
    }
    return false;
  }
}
