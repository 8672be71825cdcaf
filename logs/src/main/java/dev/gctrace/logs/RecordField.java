package dev.gctrace.logs;

import java.util.List;

/**
 * What a shipper's record tells, and the paths under which shippers tell it, the better one first.
 *
 * <p>This is the table to extend for a shipper that is not read yet. Each path is tried as members
 * in members and as one member with dots in its name, in any mixture.
 */
enum RecordField {
  /** The program's text. */
  LINE(
      "log",
      "message",
      "MESSAGE",
      "msg",
      "short_message",
      "full_message",
      "textPayload",
      "line",
      "payload",
      "event",
      "event.original",
      "body",
      "@message"),

  /** Pod. */
  POD(
      "kubernetes.pod_name",
      "kubernetes.pod.name",
      "k8s.pod.name",
      "_kubernetes_pod_name",
      "kubernetes_pod_name",
      "resource.labels.pod_name",
      "podName",
      "k8s_pod",
      "k8s_pod_name",
      "pod_name",
      "pod"),

  /** Namespace. */
  NAMESPACE(
      "kubernetes.namespace_name",
      "kubernetes.pod_namespace",
      "kubernetes.namespace",
      "k8s.namespace.name",
      "_kubernetes_namespace_name",
      "kubernetes_namespace_name",
      "kubernetes_namespace",
      "resource.labels.namespace_name",
      "k8s_namespace",
      "k8s_namespace_name",
      "namespace_name",
      "namespace"),

  /** Container, or the name that docker has for it. */
  CONTAINER(
      "kubernetes.container_name",
      "kubernetes.container.name",
      "k8s.container.name",
      "_kubernetes_container_name",
      "kubernetes_container_name",
      "resource.labels.container_name",
      "containerName",
      "k8s_container",
      "k8s_container_name",
      "CONTAINER_NAME",
      "container_name",
      "container.name",
      "container",
      "app"),

  /** How often the container was restarted: the best of what tells one start from the next. */
  RESTARTS("k8s.container.restart_count"),

  /** Id of the container, which a restart changes. */
  CONTAINER_HASH(
      "container.id",
      "kubernetes.docker_id",
      "docker.container_id",
      "kubernetes.container_id",
      "container_id",
      "CONTAINER_ID_FULL",
      "CONTAINER_ID"),

  /** Machine, where there are no pods. */
  HOST("_HOSTNAME", "HOST", "hostname", "host.name", "host"),

  /** Program, where there are no containers. */
  PROGRAM("SYSLOG_IDENTIFIER", "_COMM", "PROGRAM", "programname", "_SYSTEMD_UNIT"),

  /** Number of its process. */
  PROCESS("_PID", "SYSLOG_PID", "PID", "procid"),

  /** The name that kail gives a pod, which means anything elsewhere. */
  KAIL_POD("name"),

  /** File, tag or stream whose name tells the container. */
  SOURCE_PATH(
      "log.file.path",
      "file",
      "file.path",
      "filename",
      "$!metadata!filename",
      "metadata.filename",
      "tag",
      "_tag"),

  /** Stream of CloudWatch, whose name may tell the container. */
  CLOUDWATCH_STREAM("logStreamName", "logStream"),

  /** Key of the message in a dump of a topic. */
  KEY("key"),

  /** Standard output or standard error. */
  STREAM("stream", "log.iostream", "source", "_stream"),

  /** Name of a log of Google Cloud, which ends in the stream. */
  LOG_NAME("logName"),

  /** Severity in syslog's numbers. */
  PRIORITY("PRIORITY"),

  /** When. A number under the first of these is the shipper's, text the container runtime's. */
  TIME(
      "time",
      "_time",
      "SYSLOG_TIMESTAMP",
      "@timestamp",
      "timestamp",
      "timeUnixNano",
      "time_unix_nano",
      "ts",
      "date",
      "_SOURCE_REALTIME_TIMESTAMP",
      "__REALTIME_TIMESTAMP",
      "observedTimeUnixNano",
      "observed_time_unix_nano"),

  /** Tag of a piece of a line, {@code P}, or of its end, {@code F}. */
  PART_TAG("_p", "logtag", "__p"),

  /** {@code true} on each piece of a line that docker cut. */
  PARTIAL("partial_message", "CONTAINER_PARTIAL_MESSAGE"),

  /** {@code true} on the last of them. */
  PARTIAL_LAST("partial_last", "CONTAINER_PARTIAL_LAST"),

  /** {@code Status} when the API answered with an error instead of a log. */
  API_KIND("kind"),

  /** {@code Failure} of such an answer. */
  API_STATUS("status"),

  /** An object that wraps a record, or holds parts of one as labels. */
  WRAPPER("_source", "jsonPayload", "payload", "labels", "stream", "structuredMetadata", "$!"),

  /** List of objects with {@code key} and {@code value}, or an object: attributes of OTLP. */
  PAIRS("attributes", "resource.attributes"),

  /** List of records. */
  BATCH(
      "resourceLogs",
      "resource_logs",
      "scopeLogs",
      "scope_logs",
      "instrumentationLibraryLogs",
      "instrumentation_library_logs",
      "logRecords",
      "log_records",
      "streams",
      "data.result",
      "entries",
      "events",
      "logEvents",
      "hits.hits"),

  /** List of lists of a time and a line: Loki. */
  TUPLES("values");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> paths;

  RecordField(String... paths) {
    this.paths = List.of(paths);
  }

  /** Paths, the better one first. */
  List<String> paths() {
    return paths;
  }
}
