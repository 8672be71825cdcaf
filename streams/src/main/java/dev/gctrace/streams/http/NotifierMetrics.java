package dev.gctrace.streams.http;

import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.notify.NotifyCounters;
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
    registry
        .counter("gctrace.notify.delivered", "receiver", receiver, "change", change.key())
        .increment();
  }

  @Override
  public void refused(String receiver) {
    registry.counter("gctrace.notify.refused", "receiver", receiver).increment();
  }

  @Override
  public void failed(String receiver) {
    registry.counter("gctrace.notify.failures", "receiver", receiver).increment();
  }

  @Override
  public void unreadable(String receiver) {
    registry.counter("gctrace.notify.unreadable", "receiver", receiver).increment();
  }

  @Override
  public void state(String receiver, int nowWaiting, int nowFiring) {
    gauge(waiting, "gctrace.notify.waiting", receiver).set(nowWaiting);
    gauge(firing, "gctrace.notify.firing", receiver).set(nowFiring);
  }

  private AtomicInteger gauge(Map<String, AtomicInteger> gauges, String name, String receiver) {
    return gauges.computeIfAbsent(
        receiver,
        unused -> {
          AtomicInteger value = new AtomicInteger();
          Gauge.builder(name, value, AtomicInteger::get)
              .tag("receiver", receiver)
              .register(registry);
          return value;
        });
  }
}
