package dev.gctrace.streams.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
    ContainerState state = ContainerCodec.read(name, bytes);
    json.writeStartObject();
    json.writeStringField("container", name);
    json.writeStringField("severity", severity(state).name().toLowerCase(Locale.ROOT));
    json.writeNumberField("processes", state.processes);
    time(json, "lastLine", state.lastTime);
    json.writeStringField("lastArrival", Instant.ofEpochMilli(state.lastArrival).toString());
    time(json, "ended", state.endedAt);
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
    lines(json, "evidence", state.evidence.stream().map(ContainerState.Evidence::event).toList());
    lines(json, "heldLines", newest(state.held));
    json.writeEndObject();
  }

  /** As told: a danger that held lines show was told before their turn to be judged. */
  private static Severity severity(ContainerState state) {
    return state.newest() == null && state.episode.isOpen() ? state.episode.told() : state.shown;
  }

  /** The last of them by their number. */
  private static List<GcEvent> newest(List<Held> held) {
    List<GcEvent> sorted =
        held.stream().map(Held::event).sorted(Comparator.comparingLong(GcEvent::cycle)).toList();
    return sorted.subList(Math.max(0, sorted.size() - ContainerState.MAX_EVIDENCE), sorted.size());
  }

  private static void lines(JsonGenerator json, String key, List<GcEvent> events)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (GcEvent event : events) {
      json.writeString(TraceText.of(event));
    }
    json.writeEndArray();
  }

  private static void time(JsonGenerator json, String key, long millis) throws IOException {
    json.writeStringField(key, millis == 0 ? null : Instant.ofEpochMilli(millis).toString());
  }
}
