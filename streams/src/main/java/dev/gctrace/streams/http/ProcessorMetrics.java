package dev.gctrace.streams.http;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.logs.LogFormat;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.topology.Counters;
import dev.gctrace.streams.topology.DeadLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * What the processor counts, in Prometheus' text format. No name from a log is ever a label, so the
 * number of series does not grow with the fleet. Safe for use by several threads.
 */
public final class ProcessorMetrics implements Counters, StateRestoreListener, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter records;
  private final Counter events;
  private final Counter repaired;
  private final Counter late;
  private final Counter duplicates;
  private final Counter unnamed;
  private final Counter malformed;
  private final Counter forgotten;
  private final Counter gaps;
  private final Counter missing;
  private final Counter restored;
  private final Timer latency;
  private final Map<LogFormat, Counter> formats = new EnumMap<>(LogFormat.class);
  private final Map<DeadLetter.Reason, Counter> deadLetters =
      new EnumMap<>(DeadLetter.Reason.class);
  private final Map<Severity, AtomicInteger> containers = new EnumMap<>(Severity.class);
  private volatile KafkaStreamsMetrics streams;

  /** Counts from zero. */
  public ProcessorMetrics() {
    records = counter("gctrace.log.records", "Records of the topic of logs.");
    events = counter("gctrace.events", "Collections that were judged.");
    repaired = counter("gctrace.events.repaired", "Of these, from torn lines.");
    late = counter("gctrace.lines.late", "Lines that came too late and were left out.");
    duplicates = counter("gctrace.lines.duplicate", "Lines that came again.");
    unnamed = counter("gctrace.lines.unnamed", "Lines that no container is told of.");
    malformed = counter("gctrace.lines.malformed", "Lines that could not be made out.");
    forgotten = counter("gctrace.processes.forgotten", "Processes that there was no room for.");
    gaps = counter("gctrace.gaps", "Times that collections never came.");
    missing = counter("gctrace.cycles.missing", "Collections that never came.");
    restored = counter("gctrace.restored.records", "Records of state read again from Kafka.");
    latency =
        Timer.builder("gctrace.forecast.latency")
            .description("From a record in the topic of logs to the forecast.")
            .serviceLevelObjectives(
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1))
            .register(registry);
    for (LogFormat format : LogFormat.values()) {
      formats.put(
          format,
          Counter.builder("gctrace.log.formats")
              .description("Wrappings that were taken off lines.")
              .tag("format", format.key())
              .register(registry));
    }
    for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
      deadLetters.put(
          reason,
          Counter.builder("gctrace.dead.letters")
              .description("Records that were sent to the dead letters.")
              .tag("reason", reason.key())
              .register(registry));
    }
    for (Severity severity : Severity.values()) {
      AtomicInteger count = new AtomicInteger();
      containers.put(severity, count);
      Gauge.builder("gctrace.containers", count, AtomicInteger::get)
          .description("Containers of this instance.")
          .tag("severity", word(severity))
          .register(registry);
    }
  }

  /** Adds Kafka Streams' own. */
  public void add(KafkaStreams kafka) {
    streams = new KafkaStreamsMetrics(kafka);
    streams.bindTo(registry);
  }

  /** The page that Prometheus reads. */
  public HttpEndpoint.Page page() {
    return new MetricsPage(registry);
  }

  @Override
  public void close() {
    if (streams != null) {
      streams.close();
    }
    registry.close();
  }

  @Override
  public void record() {
    records.increment();
  }

  @Override
  public void format(LogFormat format, long count) {
    formats.get(format).increment((double) count);
  }

  @Override
  public void event(boolean wasTorn) {
    events.increment();
    if (wasTorn) {
      repaired.increment();
    }
  }

  @Override
  public void late() {
    late.increment();
  }

  @Override
  public void duplicate() {
    duplicates.increment();
  }

  @Override
  public void unnamed() {
    unnamed.increment();
  }

  @Override
  public void malformed() {
    malformed.increment();
  }

  @Override
  public void forgotten() {
    forgotten.increment();
  }

  @Override
  public void gap(long cycles) {
    gaps.increment();
    missing.increment((double) cycles);
  }

  @Override
  public void deadLetter(DeadLetter.Reason reason) {
    deadLetters.get(reason).increment();
  }

  @Override
  public void alert(Change change, Severity severity) {
    Counter.builder("gctrace.alerts")
        .description("Alerts, by what has changed and how bad it is.")
        .tag("change", change.key())
        .tag("severity", word(severity))
        .register(registry)
        .increment();
  }

  @Override
  public void latency(Duration sinceRecord) {
    latency.record(sinceRecord);
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    // Counted as they come.
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
    restored.increment((double) count);
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long count) {
    // Counted as they came.
  }

  @Override
  public void container(Severity before, Severity after) {
    if (before != null) {
      containers.get(before).decrementAndGet();
    }
    if (after != null) {
      containers.get(after).incrementAndGet();
    }
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
