package dev.gctrace.streams.http;

import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.notify.NotifyCounters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the notifier counts, by receiver. Safe for use by several threads. */
public final class NotifierMetrics implements NotifyCounters, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> firing = new ConcurrentHashMap<>();

  /** The page that Prometheus reads. */
  public HttpEndpoint.Page page() {
    return new MetricsPage(registry);
  }

  @Override
  public void close() {
    registry.close();
  }

  @Override
  public void delivered(String receiver, Change change) {
    Counter.builder("gctrace.notify.delivered")
        .description("Alerts that were taken.")
        .tag("receiver", receiver)
        .tag("change", change.key())
        .register(registry)
        .increment();
  }

  @Override
  public void refused(String receiver) {
    count("gctrace.notify.refused", "Alerts that a receiver will never take.", receiver);
  }

  @Override
  public void failed(String receiver) {
    count("gctrace.notify.failures", "Requests that failed and are made again.", receiver);
  }

  @Override
  public void unreadable(String receiver) {
    count("gctrace.notify.unreadable", "Records that are no alerts.", receiver);
  }

  @Override
  public void state(String receiver, int nowWaiting, int nowFiring) {
    gauge(waiting, "gctrace.notify.waiting", "Alerts read and not taken yet.", receiver)
        .set(nowWaiting);
    gauge(firing, "gctrace.notify.firing", "Containers of which something fires.", receiver)
        .set(nowFiring);
  }

  private void count(String name, String description, String receiver) {
    Counter.builder(name)
        .description(description)
        .tag("receiver", receiver)
        .register(registry)
        .increment();
  }

  private AtomicInteger gauge(
      Map<String, AtomicInteger> gauges, String name, String description, String receiver) {
    return gauges.computeIfAbsent(
        receiver,
        unused -> {
          AtomicInteger value = new AtomicInteger();
          Gauge.builder(name, value, AtomicInteger::get)
              .description(description)
              .tag("receiver", receiver)
              .register(registry);
          return value;
        });
  }
}
