package dev.gctrace.streams.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.trace.GcEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The state of each container as a JSON array, for people who look into an instance. */
public final class ContainersJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private ContainersJson() {}

  /**
   * Writes the containers of a store one by one; the memory that it takes does not grow with them.
   */
  public static void write(ReadOnlyKeyValueStore<String, byte[]> containers, OutputStream out)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out);
        KeyValueIterator<String, byte[]> all = containers.all()) {
      json.writeStartArray();
      while (all.hasNext()) {
        KeyValue<String, byte[]> container = all.next();
        json.writeRaw('\n');
        container(json, container.key, container.value);
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  private static void container(JsonGenerator json, String name, byte[] bytes) throws IOException {
    ContainerState state = ContainerState.read(name, bytes);
    json.writeStartObject();
    json.writeStringField("container", name);
    json.writeStringField(
        "severity", ContainerState.severity(name, bytes).name().toLowerCase(Locale.ROOT));
    json.writeNumberField("processes", state.processes);
    json.writeStringField("lastLine", Instant.ofEpochMilli(state.lastTime).toString());
    json.writeStringField("lastArrival", Instant.ofEpochMilli(state.lastArrival).toString());
    json.writeBooleanField("ended", state.ended);
    json.writeBooleanField("silent", state.episode.isSilent());
    json.writeStringField("episode", state.episode.isOpen() ? state.episode.id() : null);
    json.writeNumberField("held", state.held.size());
    json.writeNumberField("waiting", state.waiting.size());
    GcEvent newest = state.newest();
    if (newest == null) {
      json.writeNullField("cycle");
    } else {
      json.writeNumberField("cycle", newest.cycle());
    }
    json.writeArrayFieldStart("evidence");
    for (ContainerState.Evidence evidence : state.evidence) {
      json.writeString(TraceText.of(evidence.event()));
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
