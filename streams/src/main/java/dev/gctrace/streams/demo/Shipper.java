package dev.gctrace.streams.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who carries logs to Kafka, and how it writes them. */
enum Shipper {
  /** JSON of {@code out_kafka} behind the filter for Kubernetes; the record has no key. */
  FLUENT_BIT("Fluent Bit"),
  /** JSON of the sink {@code kafka}, with the pod as key. */
  VECTOR("Vector"),
  /** OTLP in JSON of {@code kafkaexporter}: a record is a batch of several pods, without a key. */
  OPEN_TELEMETRY("OpenTelemetry Collector");

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String title;

  Shipper(String title) {
    this.title = title;
  }

  /**
   * A line on its way.
   *
   * @param member whose it is
   * @param time when it was written
   * @param text the line
   */
  record Sent(Member member, Instant time, String text) {}

  /** Its name for people. */
  String title() {
    return title;
  }

  /** Whether it puts several lines into a record. */
  boolean batches() {
    return this == OPEN_TELEMETRY;
  }

  /** The key of a record; null when it has none. */
  String key(Member member) {
    return this == VECTOR ? member.pod() : null;
  }

  /** The value of a record; one line, unless it batches. */
  byte[] value(List<Sent> lines) {
    ObjectNode value =
        switch (this) {
          case FLUENT_BIT -> fluentBit(lines.get(0));
          case VECTOR -> vector(lines.get(0));
          case OPEN_TELEMETRY -> openTelemetry(lines);
        };
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
  }

  private static ObjectNode fluentBit(Sent line) {
    ObjectNode node = NODES.objectNode();
    node.put("@timestamp", (double) line.time().toEpochMilli() / 1000);
    node.put("time", line.time().toString());
    node.put("stream", "stderr");
    node.put("_p", "F");
    node.put("log", line.text());
    node.putObject("kubernetes")
        .put("pod_name", line.member().pod())
        .put("namespace_name", line.member().namespace())
        .put("host", "node-a")
        .put("container_name", line.member().container());
    return node;
  }

  private static ObjectNode vector(Sent line) {
    ObjectNode node = NODES.objectNode();
    node.putObject("kubernetes")
        .put("container_name", line.member().container())
        .put("pod_name", line.member().pod())
        .put("pod_namespace", line.member().namespace())
        .put("pod_node_name", "node-b");
    node.put("message", line.text());
    node.put("source_type", "kubernetes_logs");
    node.put("stream", "stderr");
    node.put("timestamp", line.time().toString());
    return node;
  }

  private static ObjectNode openTelemetry(List<Sent> lines) {
    Map<Member, ArrayNode> records = new LinkedHashMap<>();
    ObjectNode root = NODES.objectNode();
    ArrayNode resources = root.putArray("resourceLogs");
    for (Sent line : lines) {
      ArrayNode logRecords =
          records.computeIfAbsent(line.member(), member -> resource(resources.addObject(), member));
      Instant time = line.time();
      ObjectNode logRecord = logRecords.addObject();
      logRecord.put(
          "timeUnixNano", Long.toString(time.getEpochSecond() * 1_000_000_000L + time.getNano()));
      logRecord.putObject("body").put("stringValue", line.text());
      attribute(logRecord.putArray("attributes"), "log.iostream", "stderr");
    }
    return root;
  }

  private static ArrayNode resource(ObjectNode resource, Member member) {
    ArrayNode attributes = resource.putObject("resource").putArray("attributes");
    attribute(attributes, "k8s.namespace.name", member.namespace());
    attribute(attributes, "k8s.pod.name", member.pod());
    attribute(attributes, "k8s.container.name", member.container());
    attribute(attributes, "k8s.container.restart_count", "0");
    return resource.putArray("scopeLogs").addObject().putArray("logRecords");
  }

  private static void attribute(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }
}
