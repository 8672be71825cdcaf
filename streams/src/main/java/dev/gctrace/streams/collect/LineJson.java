package dev.gctrace.streams.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A line as {@code pod-logs} has it from the collector: one JSON object with the names that
 * OpenTelemetry has for its members.
 *
 * <pre>{@code
 * {"time":"2026-01-05T10:11:12.123456789Z","k8s.namespace.name":"shop","k8s.pod.name":"orders-1",
 *  "k8s.pod.uid":"0b6f","k8s.container.name":"app","container.id":"containerd://3f4e",
 *  "log":"gc 15 @248.448s …"}
 * }</pre>
 */
final class LineJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private LineJson() {}

  static byte[] write(ContainerFacts container, Instant time, byte[] text, int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + to - from);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("time", time.toString());
      json.writeStringField("k8s.namespace.name", container.who().namespace());
      json.writeStringField("k8s.pod.name", container.who().pod());
      json.writeStringField("k8s.pod.uid", container.podUid());
      json.writeStringField("k8s.container.name", container.who().container());
      if (container.runtimeId().isPresent()) {
        // It differs where a new pod has the name of an old one, too, whose count is 0 as well.
        json.writeStringField("container.id", container.runtimeId().get());
      } else {
        json.writeStringField(
            "k8s.container.restart_count", Integer.toString(container.restarts()));
      }
      json.writeStringField("log", new String(text, from, to - from, StandardCharsets.UTF_8));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }
}
