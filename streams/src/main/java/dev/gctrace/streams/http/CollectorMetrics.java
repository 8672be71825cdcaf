package dev.gctrace.streams.http;

import dev.gctrace.streams.collect.CollectCounters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the collector counts. Safe for use by several threads. */
public final class CollectorMetrics implements CollectCounters, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter read = counter("lines.read", "Lines of logs that were read.");
  private final Counter sent =
      counter("lines.sent", "Of these, what can be of the runtime and was sent.");
  private final Counter notes =
      counter("notes", "Connections that broke, lines that are lost and their like.");
  private final Counter terms = counter("terms", "Times that this replica became the leader.");
  private final Counter failures = counter("failures", "Terms that ended by a failure.");
  private final Map<Told, Counter> memory = new EnumMap<>(Told.class);
  private final AtomicInteger leader =
      gauge("leader", "1 when this replica is the leader, 0 when it waits.");
  private final AtomicInteger containers = gauge("containers", "Containers that are told of.");
  private final AtomicInteger followed = gauge("logs.followed", "Of these, logs that are sent.");
  private final AtomicInteger leftOut =
      gauge("logs.left.out", "Logs that are not, because too many are.");

  /** Counts from zero. */
  public CollectorMetrics() {
    for (Told told : Told.values()) {
      memory.put(
          told,
          Counter.builder("gctrace.collect.memory.records")
              .description("Records of pod-memory that were sent.")
              .tag("tells", told.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  /** The page that Prometheus reads. */
  public HttpEndpoint.Page page() {
    return new MetricsPage(registry);
  }

  @Override
  public void close() {
    registry.close();
  }

  @Override
  public void lineRead() {
    read.increment();
  }

  @Override
  public void lineSent() {
    sent.increment();
  }

  @Override
  public void memory(Told told) {
    memory.get(told).increment();
  }

  @Override
  public void note() {
    notes.increment();
  }

  @Override
  public void term() {
    terms.increment();
  }

  @Override
  public void failure() {
    failures.increment();
  }

  @Override
  public void state(boolean leads, int known, int follows, int left) {
    leader.set(leads ? 1 : 0);
    containers.set(known);
    followed.set(follows);
    leftOut.set(left);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("gctrace.collect." + name).description(description).register(registry);
  }

  private AtomicInteger gauge(String name, String description) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder("gctrace.collect." + name, value, AtomicInteger::get)
        .description(description)
        .register(registry);
    return value;
  }
}
