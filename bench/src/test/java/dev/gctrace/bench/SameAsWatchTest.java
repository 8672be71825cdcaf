package dev.gctrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gctrace.cli.Main;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.GctraceTopology;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The topology says of every recorded log what {@code gctrace watch --format ndjson} says. */
final class SameAsWatchTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a record of a topic tells when the log itself does not. */
  private static final String KEY = "test/log/app";

  /** Records that go over lines, or are no lines: no record of a topic is a line of these. */
  private static final Set<String> NOT_BY_LINE =
      Set.of(
          "journal-export.txt",
          "journal-pretty.json",
          "journal.export",
          "otlp-python-pretty-snake.json");

  /**
   * A line in it was cut by the writer of the log and torn by another line at once. The topology
   * drops the other line before it joins the pieces, and so sees no tear that had to be repaired.
   */
  private static final Set<String> CUT_AND_TORN = Set.of("conmon.log", "rsyslog-around-cri.log");

  static Stream<Path> logs() throws IOException {
    List<Path> logs = new ArrayList<>();
    for (String folder :
        List.of(
            "../samples/logs",
            "../core/src/test/resources/dev/gctrace/core/trace/torn",
            "../logs/src/test/resources/dev/gctrace/logs/recorded",
            "src/main/resources/dev/gctrace/bench/oom-runs")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(log|json|jsonseq|log\\.gz)"))
            .filter(file -> !file.toString().matches(".*oom-runs.*\\.json"))
            .filter(file -> !NOT_BY_LINE.contains(file.getFileName().toString()))
            .sorted()
            .forEach(logs::add);
      }
    }
    return logs.stream();
  }

  @ParameterizedTest
  @MethodSource("logs")
  void theTopologySaysTheSame(Path log) throws IOException {
    byte[] text = read(log);
    List<JsonNode> watched = watch(text);
    boolean named = watched.stream().noneMatch(cycle -> cycle.get("container").isNull());
    List<JsonNode> judged = topology(text, named ? null : KEY);
    // The topology tells once what comes twice: one of the logs holds two pods that say the same.
    List<JsonNode> once = watched.stream().distinct().toList();
    if (CUT_AND_TORN.contains(log.getFileName().toString())) {
      Stream.concat(judged.stream(), once.stream())
          .forEach(cycle -> ((ObjectNode) cycle).remove("repaired"));
    }
    assertThat(sorted(judged)).containsExactlyElementsOf(sorted(once));
  }

  /** Lines of four programs in turn that nobody names: both tell them apart by their counters. */
  @Test
  void theTopologySaysTheSameOfProgramsThatNobodyNames() throws IOException {
    List<List<String>> programs = new ArrayList<>();
    for (String log :
        List.of(
            "leak-killed.log",
            "cache-killed.log",
            "cache-under-gomemlimit.log",
            "leak-under-gomemlimit.log")) {
      programs.add(
          Files.readAllLines(Path.of("../samples/logs", log)).stream()
              .filter(line -> line.startsWith("gc "))
              .toList());
    }
    StringBuilder all = new StringBuilder();
    int longest = programs.stream().mapToInt(List::size).max().orElseThrow();
    for (int i = 0; i < longest; i++) {
      for (List<String> program : programs) {
        all.append(i < program.size() ? program.get(i) + "\n" : "");
      }
    }
    byte[] text = all.toString().getBytes(UTF_8);
    List<JsonNode> watched = watch(text);
    List<JsonNode> judged = topology(text, null);
    assertThat(judged).hasSize(programs.stream().mapToInt(List::size).sum());
    judged.forEach(cycle -> ((ObjectNode) cycle).putNull("container"));
    assertThat(sorted(judged)).containsExactlyElementsOf(sorted(watched));
  }

  private static byte[] read(Path log) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      return log.toString().endsWith(".gz")
          ? new GZIPInputStream(in).readAllBytes()
          : in.readAllBytes();
    }
  }

  private static List<JsonNode> watch(byte[] log) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run(
        new String[] {"watch", "--format", "ndjson", "--quiet", "--limit", "400Mi", "-"},
        new ByteArrayInputStream(log),
        out,
        new ByteArrayOutputStream());
    List<JsonNode> cycles = new ArrayList<>();
    for (String line : out.toString(UTF_8).lines().toList()) {
      cycles.add(MAPPER.readTree(line));
    }
    return cycles;
  }

  private static List<JsonNode> topology(byte[] log, String key) throws IOException {
    Settings settings = Settings.of(Map.of("gctrace.store", "memory", "gctrace.limit", "400Mi"));
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    List<JsonNode> cycles = new ArrayList<>();
    Instant now = Instant.parse("2026-01-05T10:00:00Z");
    try (TopologyTestDriver driver =
        new TopologyTestDriver(GctraceTopology.of(settings), kafka, now)) {
      TestInputTopic<byte[], byte[]> logs =
          driver.createInputTopic("pod-logs", new ByteArraySerializer(), new ByteArraySerializer());
      int from = 0;
      for (int i = 0; i <= log.length; i++) {
        if (i == log.length ? i > from : log[i] == '\n') {
          byte[] line = new byte[i - from];
          System.arraycopy(log, from, line, 0, line.length);
          logs.pipeInput(key == null ? null : key.getBytes(UTF_8), line, now);
          from = i + 1;
        }
      }
      driver.advanceWallClockTime(Duration.ofSeconds(11));
      driver.advanceWallClockTime(Duration.ofSeconds(11));
      for (byte[] json :
          driver
              .createOutputTopic(
                  "gc-events", new ByteArrayDeserializer(), new ByteArrayDeserializer())
              .readValuesToList()) {
        JsonNode cycle = MAPPER.readTree(json);
        if (key != null) {
          ((ObjectNode) cycle).putNull("container");
        }
        cycles.add(cycle);
      }
    }
    return cycles;
  }

  private static List<JsonNode> sorted(List<JsonNode> cycles) {
    return cycles.stream()
        .sorted(
            Comparator.<JsonNode, String>comparing(cycle -> cycle.get("container").asText())
                .thenComparing(cycle -> cycle.get("process").asInt())
                .thenComparing(cycle -> cycle.get("cycle").asLong()))
        .toList();
  }
}
