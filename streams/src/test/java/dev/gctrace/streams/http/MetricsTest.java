package dev.gctrace.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.logs.LogFormat;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.topology.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void whatTheProcessorCountsIsShown() throws IOException {
    try (ProcessorMetrics metrics = new ProcessorMetrics()) {
      metrics.record();
      metrics.record();
      metrics.format(LogFormat.FLUENT, 3);
      metrics.event(true);
      metrics.event(false);
      metrics.late();
      metrics.duplicate();
      metrics.gap(4);
      metrics.deadLetter(DeadLetter.Reason.MALFORMED_LINE);
      metrics.alert(Change.RAISED, Severity.CRITICAL);
      metrics.latency(Duration.ofMillis(200));
      metrics.container(null, Severity.OK);
      metrics.container(Severity.OK, Severity.CRITICAL);
      metrics.container(null, Severity.WARNING);
      metrics.container(Severity.WARNING, null);

      assertThat(text(metrics.page()).lines())
          .contains(
              "gctrace_log_records_total 2.0",
              "gctrace_log_formats_total{format=\"fluent\"} 3.0",
              "gctrace_log_formats_total{format=\"vector\"} 0.0",
              "gctrace_events_total 2.0",
              "gctrace_events_repaired_total 1.0",
              "gctrace_lines_late_total 1.0",
              "gctrace_lines_duplicate_total 1.0",
              "gctrace_gaps_total 1.0",
              "gctrace_cycles_missing_total 4.0",
              "gctrace_dead_letters_total{reason=\"malformed-line\"} 1.0",
              "gctrace_alerts_total{change=\"raised\",severity=\"critical\"} 1.0",
              "gctrace_forecast_latency_seconds_bucket{le=\"0.1\"} 0",
              "gctrace_forecast_latency_seconds_bucket{le=\"0.25\"} 1",
              "gctrace_containers{severity=\"critical\"} 1.0",
              "gctrace_containers{severity=\"ok\"} 0.0",
              "gctrace_containers{severity=\"warning\"} 0.0");
    }
  }

  @Test
  void whatTheNotifierCountsIsShownByReceiver() throws IOException {
    try (NotifierMetrics metrics = new NotifierMetrics()) {
      metrics.delivered("webhook http://a", Change.RAISED);
      metrics.failed("webhook http://a");
      metrics.failed("webhook http://a");
      metrics.refused("webhook http://b");
      metrics.unreadable("webhook http://b");
      metrics.state("webhook http://a", 7, 3);

      assertThat(text(metrics.page()).lines())
          .contains(
              "gctrace_notify_delivered_total{change=\"raised\",receiver=\"webhook http://a\"} 1.0",
              "gctrace_notify_failures_total{receiver=\"webhook http://a\"} 2.0",
              "gctrace_notify_refused_total{receiver=\"webhook http://b\"} 1.0",
              "gctrace_notify_unreadable_total{receiver=\"webhook http://b\"} 1.0",
              "gctrace_notify_waiting{receiver=\"webhook http://a\"} 7.0",
              "gctrace_notify_firing{receiver=\"webhook http://a\"} 3.0");
    }
  }

  private static String text(HttpEndpoint.Page page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    page.write(out);
    return out.toString(UTF_8);
  }
}
