package dev.gctrace.cli.tune;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.Reading;
import dev.gctrace.cli.cluster.ClusterArguments;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.cli.report.ReadLogs;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.ContainerFacts.State;
import dev.gctrace.kubernetes.pod.Environment;
import dev.gctrace.kubernetes.pod.MemoryLimit;
import dev.gctrace.kubernetes.pod.Owner;
import dev.gctrace.kubernetes.pod.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A container of a pod: its settings, what makes it, its logs. */
final class PodInput {

  private static final double MIB = 1 << 20;

  private final Cluster cluster;
  private final ContainerFacts facts;

  PodInput(Cluster cluster, ContainerFacts facts) {
    this.cluster = cluster;
    this.facts = facts;
  }

  /**
   * Reads the log of the run before, where there was one, and that of the present run: settings
   * change with the pod, not from run to run.
   *
   * @param previous whether the run before alone is meant
   */
  ReadLogs read(boolean previous, Analysis analysis, Console console) throws IOException {
    String name = facts.who().name().orElse("-");
    List<InputStream> logs = new ArrayList<>();
    try {
      boolean waits = facts.run().state() == State.WAITING;
      if (previous || facts.lastEnd().isPresent()) {
        before(previous || waits, console).ifPresent(logs::add);
      }
      // While a container waits to be started again, the log of its last run is all there is.
      if (!previous && !(waits && facts.lastEnd().isPresent())) {
        logs.add(cluster.log(facts.who(), line -> tellOdd(console, line)));
      }
      List<String> problems = new ArrayList<>();
      InputStream all = new SequenceInputStream(Collections.enumeration(logs));
      Reading reading = new Reading(analysis, new LogFeed(all, problems::add, bytes -> {}, false));
      LogSource source = new LogSource(name, facts.who(), List.of());
      reading.read(source);
      return new ReadLogs(List.of(source), reading, analysis, problems);
    } finally {
      for (InputStream log : logs) {
        log.close();
      }
    }
  }

  private Optional<InputStream> before(boolean needed, Console console) throws ClusterProblem {
    try {
      return Optional.of(cluster.previousLog(facts.who(), line -> tellOdd(console, line)));
    } catch (ClusterProblem e) {
      if (needed || e.kind() != ClusterProblem.Kind.NOT_READY) {
        throw e;
      }
      // Its node has thrown it away.
      return Optional.empty();
    }
  }

  private void tellOdd(Console console, String line) {
    console.note(facts.who().name().orElse("-") + ": the node wrote: " + line);
  }

  /** Where a recommendation has to be written. */
  PatchTarget target(ClusterArguments arguments) {
    MemoryLimit limit = facts.limit();
    Owner owner = facts.owner().orElse(new Owner("Pod", facts.who().pod()));
    return new PatchTarget(
        facts.who().container(),
        facts.sidecar(),
        owner.kind(),
        Optional.of(owner.name()),
        Stream.concat(Stream.of("-n", facts.who().namespace()), arguments.words().stream())
            .toList(),
        limit.bytes().isPresent()
            ? OptionalDouble.of(limit.bytes().getAsLong() / MIB)
            : OptionalDouble.empty(),
        limit.source() == MemoryLimit.Source.POD,
        indirect(facts.environment()));
  }

  private static Set<String> indirect(Environment environment) {
    return Stream.of(environment.gogc(), environment.goMemLimit())
        .filter(Setting::isSet)
        .filter(setting -> setting.source() != Setting.Source.ENV)
        .map(Setting::name)
        .collect(Collectors.toSet());
  }
}
