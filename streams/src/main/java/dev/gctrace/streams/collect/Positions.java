package dev.gctrace.streams.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.kubernetes.pod.LogPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The JSON object that says how far the log of a container was sent.
 *
 * <pre>{@code
 * {"schema":1,"time":"2026-01-05T10:11:12.123456789Z","podUid":"0b6f","restarts":1,
 *  "containerId":"containerd://3f4e"}
 * }</pre>
 */
final class Positions {

  private static final int SCHEMA = 1;
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Positions() {}

  static byte[] write(LogPosition position) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      json.writeStringField("time", position.time().toString());
      json.writeStringField("podUid", position.podUid());
      json.writeNumberField("restarts", position.restarts());
      json.writeStringField("containerId", position.runtimeId().orElse(null));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /** The position; empty when it is none: the log is then read from its begin. */
  static Optional<LogPosition> read(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node == null || node.path("schema").asInt() != SCHEMA) {
        return Optional.empty();
      }
      return Optional.of(
          new LogPosition(
              Instant.parse(node.path("time").asText()),
              node.path("podUid").asText(),
              node.path("restarts").asInt(),
              Optional.ofNullable(node.path("containerId").textValue())));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
