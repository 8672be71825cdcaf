package dev.gctrace.cli.cluster;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceReader;
import dev.gctrace.logs.TraceSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * The log of a container as far as it was read, folded to its last collection. Lines that come
 * twice change nothing.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class ContainerLog implements TraceSink {

  /** Lines in which a container has to have collected that does not say that it would. */
  private static final int TAIL = 200;

  private static final int CHUNK_BYTES = 1 << 16;

  private ContainerFacts facts;
  private ContainerForecaster forecaster = new ContainerForecaster();
  private Cycle last;
  private Instant readTo;
  private boolean traces;

  /** What is yet to be learned from; empty when there is nothing new. */
  private Optional<MemoryUse> use = Optional.empty();

  private Instant learnedAt = Instant.MIN;

  /**
   * A log of which nothing was read yet.
   *
   * @param facts the container
   */
  public ContainerLog(ContainerFacts facts) {
    this.facts = facts;
    this.traces = facts.environment().tracesGc();
  }

  /**
   * Whether it prints gctrace lines, or at least is asked to.
   *
   * @return whether it does
   */
  public boolean traces() {
    return traces;
  }

  /**
   * The last collection in the log.
   *
   * @return empty when there is none
   */
  public Optional<Cycle> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Reads what is new.
   *
   * @param cluster the cluster
   * @param now the container as it is now
   * @param measured what it was measured to use; empty when that is not known
   * @throws IOException when the log is not to be had, or breaks off
   */
  public void read(Cluster cluster, ContainerFacts now, Optional<MemoryUse> measured)
      throws IOException {
    if (now.isAnotherRunThan(facts)) {
      forecaster = new ContainerForecaster();
      last = null;
      readTo = null;
    }
    facts = now;
    try {
      readNew(cluster, measured);
    } catch (ClusterProblem e) {
      if (!isThrownAway(e)) {
        throw e;
      }
    }
  }

  private void readNew(Cluster cluster, Optional<MemoryUse> measured) throws IOException {
    if (!traces) {
      look(cluster);
    }
    if (!traces || hasNotStarted()) {
      return;
    }
    // One that is older than the run was of the run before.
    Instant begin = facts.startedAt().orElse(Instant.MIN);
    use = measured.filter(one -> one.at().isAfter(learnedAt) && one.at().isAfter(begin));
    Optional<Instant> since = Optional.ofNullable(readTo);
    try (InputStream log =
        since.isPresent()
            ? cluster.logSince(facts.who(), since.get(), line -> {})
            : cluster.log(facts.who(), line -> {})) {
      readAll(log);
    }
    judgeAgain();
  }

  /** Whether it has ended, and the node keeps its log no more: of an evicted pod, of an old job. */
  private boolean isThrownAway(ClusterProblem problem) {
    return facts.run().state() == ContainerFacts.State.ENDED
        && (problem.kind() == ClusterProblem.Kind.NOT_READY
            || problem.kind() == ClusterProblem.Kind.NOT_FOUND);
  }

  /** What was measured after the last collection counts for it at once. */
  private void judgeAgain() {
    if (learn()) {
      forecaster
          .judgeAgain(facts.settings())
          .filter(judged -> last != null && judged.process() == last.process())
          .ifPresent(
              judged ->
                  last =
                      new Cycle(
                          last.who(),
                          last.process(),
                          last.time(),
                          last.event(),
                          judged.forecast(),
                          facts.settings()));
    }
  }

  /** Learns from what was measured; false when there is nothing to learn from. */
  private boolean learn() {
    Optional<MemoryUse> measured = use;
    use = Optional.empty();
    if (measured.isEmpty()) {
      return false;
    }
    learnedAt = measured.get().at();
    return forecaster.measured(measured.get().bytes());
  }

  /** Whether the tail of a container that does not say so holds gctrace lines. */
  private void look(Cluster cluster) throws IOException {
    if (hasNotStarted()) {
      return;
    }
    try (InputStream log = cluster.tail(facts.who(), TAIL, line -> {})) {
      readAll(log);
    } catch (ClusterProblem e) {
      if (e.kind() != ClusterProblem.Kind.NOT_READY) {
        throw e;
      }
    }
    traces = last != null;
    // The tail is the end of what is read from its begin now.
    forecaster = new ContainerForecaster();
    last = null;
    readTo = null;
  }

  private boolean hasNotStarted() {
    return facts.run().state() == ContainerFacts.State.WAITING && facts.lastEnd().isEmpty();
  }

  private void readAll(InputStream log) throws IOException {
    TraceReader reader = new TraceReader(this, facts.who());
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int count = log.read(chunk); count >= 0; count = log.read(chunk)) {
      reader.feed(chunk, 0, count);
    }
    reader.end();
  }

  @Override
  public void event(ContainerId who, TraceEvent event, Origin origin) {
    if (event instanceof GcEvent gc) {
      Optional<Instant> time = origin.time().map(LineTime::instant);
      if (use.isPresent() && time.isPresent() && use.get().at().isBefore(time.get())) {
        // Before the first collection there is nothing to hold it against: it teaches nothing.
        learn();
      }
      ContainerForecaster.Judged judged = forecaster.accept(gc, facts.settings());
      time.ifPresent(at -> readTo = at);
      last =
          new Cycle(facts.who(), judged.process(), time, gc, judged.forecast(), facts.settings());
    }
  }
}
