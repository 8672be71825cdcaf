package dev.gctrace.cli.cluster;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
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
   * @throws IOException when the log is not to be had, or breaks off
   */
  public void read(Cluster cluster, ContainerFacts now) throws IOException {
    if (now.isAnotherRunThan(facts)) {
      forecaster = new ContainerForecaster();
      last = null;
      readTo = null;
    }
    facts = now;
    if (!traces) {
      look(cluster);
    }
    if (!traces || hasNotStarted()) {
      return;
    }
    Optional<Instant> since = Optional.ofNullable(readTo);
    try (InputStream log =
        since.isPresent()
            ? cluster.logSince(now.who(), since.get(), line -> {})
            : cluster.log(now.who(), line -> {})) {
      readAll(log);
    }
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
      ContainerForecaster.Judged judged = forecaster.accept(gc, facts.settings());
      Optional<Instant> time = origin.time().map(LineTime::instant);
      time.ifPresent(at -> readTo = at);
      last =
          new Cycle(facts.who(), judged.process(), time, gc, judged.forecast(), facts.settings());
    }
  }
}
