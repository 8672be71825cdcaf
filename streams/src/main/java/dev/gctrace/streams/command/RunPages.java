package dev.gctrace.streams.command;

import dev.gctrace.streams.http.HttpEndpoint;
import dev.gctrace.streams.http.ProcessorMetrics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;

/** What {@code run} tells over HTTP. */
final class RunPages {

  private RunPages() {}

  /**
   * The pages by path.
   *
   * @param api whether the containers are among them
   */
  static Map<String, HttpEndpoint.Page> of(
      KafkaStreams streams, ProcessorMetrics metrics, boolean api) {
    Map<String, HttpEndpoint.Page> pages = new HashMap<>();
    if (api) {
      pages.put("/containers", new ContainersPage(streams));
    }
    pages.put("/healthz", HttpEndpoint.Page.check(() -> illness(streams.state())));
    pages.put("/readyz", HttpEndpoint.Page.check(() -> delay(streams.state())));
    pages.put("/metrics", metrics.page());
    return pages;
  }

  /** Why it has to be started again; empty when it has not. */
  static String illness(KafkaStreams.State state) {
    return state == KafkaStreams.State.ERROR || state.hasCompletedShutdown()
        ? "ended: " + state
        : "";
  }

  /** Why nothing is judged at the moment; Kafka Streams runs when all of its state is restored. */
  static String delay(KafkaStreams.State state) {
    return state == KafkaStreams.State.RUNNING ? "" : "not running yet: " + state;
  }
}
