package dev.gctrace.logs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the records of a shipper are known by: the members that they all have. The first shape whose
 * members are all there is the record's; more telling ones stand first.
 */
enum RecordShape {
  KCAT(LogFormat.KCAT, "topic", "partition", "offset", "payload"),
  OTLP(LogFormat.OTLP, "resourceLogs"),
  OTLP_SNAKE(LogFormat.OTLP, "resource_logs"),
  LOKI_PUSH(LogFormat.LOKI, "streams"),
  LOKI_QUERY(LogFormat.LOKI, "data.result", "data.resultType"),
  LOGCLI(LogFormat.LOGCLI, "labels", "line", "timestamp"),
  JOURNAL(LogFormat.JOURNAL, "MESSAGE", "__REALTIME_TIMESTAMP"),
  CLOUD_LOGGING(LogFormat.CLOUD_LOGGING, "logName", "resource.type"),
  CLOUDWATCH_EVENT(LogFormat.CLOUDWATCH, "logStreamName", "message"),
  CLOUDWATCH_STREAM_EVENT(LogFormat.CLOUDWATCH, "ingestionTime", "message"),
  CLOUDWATCH_SUBSCRIPTION(LogFormat.CLOUDWATCH, "logEvents", "logStream"),
  STERN(LogFormat.STERN, "podName", "containerName", "message"),
  KAIL(LogFormat.KAIL, "name", "container", "namespace", "message"),
  STERN_EXTRA(LogFormat.STERN, "pod", "container", "message"),
  GELF(LogFormat.GELF, "version", "short_message"),
  VIAQ(LogFormat.VIAQ, "log_type", "openshift"),
  VECTOR(LogFormat.VECTOR, "source_type", "message"),
  VECTOR_BARE(LogFormat.VECTOR, "kubernetes.pod_namespace", "message"),
  FILEBEAT(LogFormat.FILEBEAT, "@metadata.beat"),
  ELASTIC_AGENT(LogFormat.FILEBEAT, "agent.type", "ecs"),
  LOGSTASH(LogFormat.LOGSTASH, "@version", "@timestamp"),
  DOCKER_FLUENTD(LogFormat.DOCKER_FLUENTD, "container_id", "source", "log"),
  /** Nothing else but these and {@code attrs}, else it is a shipper's that read such a file. */
  DOCKER_JSON(LogFormat.DOCKER_JSON, "log", "stream", "time"),
  FLUENT(LogFormat.FLUENT, "kubernetes.pod_name", "kubernetes.namespace_name"),
  FLUENT_TAGGED(LogFormat.FLUENT, "log", "stream"),
  FILE_D(LogFormat.SHIPPED, "k8s_pod"),
  FLAT(LogFormat.SHIPPED, "kubernetes_pod_name"),
  NESTED(LogFormat.SHIPPED, "kubernetes.pod.name"),
  NAMED(LogFormat.SHIPPED, "kubernetes.pod_name"),
  ATTRIBUTED(LogFormat.SHIPPED, "k8s.pod.name"),
  SYSLOG_NG(LogFormat.SHIPPED, "MESSAGE", "HOST", "FACILITY");

  private static final Map<String, Long> BITS = bits();
  private static final RecordShape[] SHAPES = values();
  private static final long[] REQUIRED = required();

  private final LogFormat format;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> members;

  RecordShape(LogFormat format, String... members) {
    this.format = format;
    this.members = List.of(members);
  }

  /** Under what its records count. */
  LogFormat format() {
    return format;
  }

  /** A bit for each path that is a member of a shape. */
  static Map<String, Long> memberBits() {
    return BITS;
  }

  /**
   * The shape of a record; null when it has none.
   *
   * @param seen the bits of the members that it has
   * @param others whether it has members other than those of {@link #DOCKER_JSON}
   */
  static RecordShape of(long seen, boolean others) {
    for (int i = 0; i < REQUIRED.length; i++) {
      if ((seen & REQUIRED[i]) == REQUIRED[i] && !(others && SHAPES[i] == DOCKER_JSON)) {
        return SHAPES[i];
      }
    }
    return null;
  }

  /** Whether the files of docker have a member of this name. */
  static boolean isOfDocker(String name) {
    return switch (name) {
      case "log", "stream", "time", "attrs" -> true;
      default -> false;
    };
  }

  private static Map<String, Long> bits() {
    Map<String, Long> bits = new HashMap<>();
    for (RecordShape shape : values()) {
      for (String member : shape.members) {
        bits.computeIfAbsent(member, unused -> 1L << bits.size());
      }
    }
    return Map.copyOf(bits);
  }

  /** The bits of the members of each shape, in their order. */
  private static long[] required() {
    return Arrays.stream(SHAPES)
        .mapToLong(shape -> shape.members.stream().mapToLong(BITS::get).reduce(0, (x, y) -> x | y))
        .toArray();
  }
}
