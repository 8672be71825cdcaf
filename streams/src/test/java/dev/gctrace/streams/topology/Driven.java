package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.logs.LogFormat;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology, driven without a broker, in memory; its wall clock stands until it is advanced. */
final class Driven implements AutoCloseable {

  static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Counts under a name for each. */
  final Map<String, Long> counts = new HashMap<>();

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> logs;
  private final TestInputTopic<byte[], byte[]> memory;
  private final TestOutputTopic<byte[], byte[]> events;
  private final TestOutputTopic<byte[], byte[]> alerts;
  private final TestOutputTopic<byte[], byte[]> dead;
  private Instant now = BEGIN;

  Driven(String... keysAndValues) {
    Map<String, String> told = new HashMap<>();
    told.put("gctrace.store", "memory");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      told.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Settings settings = Settings.of(told);
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    driver = new TopologyTestDriver(GctraceTopology.of(settings, new Counting()), kafka, BEGIN);
    logs = in("pod-logs");
    memory = in("pod-memory");
    events = out("gc-events");
    alerts = out("oom-alerts");
    dead = out("gctrace-dead-letters");
  }

  private TestInputTopic<byte[], byte[]> in(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<byte[], byte[]> out(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void log(String key, String value) {
    log(key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  void log(byte[] key, byte[] value) {
    logs.pipeInput(key, value, now);
  }

  void log(TestRecord<byte[], byte[]> message) {
    logs.pipeInput(message);
  }

  void logs(String key, Iterable<String> values) {
    values.forEach(value -> log(key, value));
  }

  void memory(String key, String json) {
    memory.pipeInput(key.getBytes(UTF_8), json == null ? null : json.getBytes(UTF_8), now);
  }

  void advance(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  List<JsonNode> events() {
    return events.readValuesToList().stream().map(Driven::json).toList();
  }

  /** Times of the records of the collections that were sent since the last call. */
  List<Instant> eventTimes() {
    return events.readRecordsToList().stream().map(TestRecord::getRecordTime).toList();
  }

  /** Numbers of the collections that were sent since the last call. */
  List<Integer> cycles() {
    return events().stream().map(event -> event.get("cycle").asInt()).toList();
  }

  List<Alert> alerts() {
    return alerts.readValuesToList().stream().map(AlertJson::read).toList();
  }

  /** Changes that were told since the last call, with their severity: {@code RAISED warning}. */
  List<String> changes() {
    return alerts().stream().map(alert -> alert.change() + " " + alert.severity()).toList();
  }

  List<TestRecord<byte[], byte[]>> dead() {
    return dead.readRecordsToList();
  }

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Records that are kept because a piece of a line waits in them. */
  int suspects() {
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore(GctraceTopology.SUSPECTS);
    int count = 0;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }

  KeyValueStore<String, byte[]> containers() {
    return driver.getKeyValueStore(GctraceTopology.CONTAINERS);
  }

  static JsonNode json(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a log in the samples. */
  static List<String> sample(String name) {
    Path folder = Path.of("..", "samples", "logs");
    try {
      return Files.readAllLines(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String header(TestRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  @Override
  public void close() {
    driver.close();
  }

  private final class Counting implements Counters {
    private void add(String name, long count) {
      counts.merge(name, count, Long::sum);
    }

    @Override
    public void record() {
      add("record", 1);
    }

    @Override
    public void format(LogFormat format, long count) {
      add(format.key(), count);
    }

    @Override
    public void event(boolean repaired) {
      add(repaired ? "repaired" : "event", 1);
    }

    @Override
    public void late() {
      add("late", 1);
    }

    @Override
    public void duplicate() {
      add("duplicate", 1);
    }

    @Override
    public void unnamed() {
      add("unnamed", 1);
    }

    @Override
    public void malformed() {
      add("malformed", 1);
    }

    @Override
    public void forgotten() {
      add("forgotten", 1);
    }

    @Override
    public void gap(long cycles) {
      add("gap", cycles);
    }

    @Override
    public void deadLetter(DeadLetter.Reason reason) {
      add(reason.key(), 1);
    }

    @Override
    public void alert(Change change, Severity severity) {
      add("alert " + change, 1);
    }

    @Override
    public void container(Severity before, Severity after) {
      if (before != null) {
        add("containers " + before, -1);
      }
      if (after != null) {
        add("containers " + after, 1);
      }
    }
  }
}
