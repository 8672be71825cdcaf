package dev.gctrace.streams.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;

/**
 * All series of a registry in Prometheus' text format.
 *
 * @param registry holds them
 */
record MetricsPage(PrometheusMeterRegistry registry) implements HttpEndpoint.Page {

  @Override
  public String type() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public void write(OutputStream out) throws IOException {
    registry.scrape(out);
  }
}
