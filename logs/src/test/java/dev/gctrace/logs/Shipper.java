package dev.gctrace.logs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Shippers, as writers of records that have nothing in common with the reader but the documents.
 * What a record of one does not tell, the context that it is expected to be read with does not
 * have.
 */
enum Shipper {
  DOCKER_JSON {
    @Override
    ObjectNode write(Written line) {
      return object()
          .put("log", line.text() + "\n")
          .put("stream", line.streamName())
          .put("time", line.when().toString());
    }

    @Override
    Context expected(Written line) {
      return context(ContainerId.NONE, line.when(), LineTime.Quality.INNER, line.stream());
    }
  },

  STERN {
    @Override
    ObjectNode write(Written line) {
      ObjectNode record =
          object()
              .put("message", line.text())
              .put("nodeName", "node-a")
              .put("namespace", line.namespace())
              .put("podName", line.pod())
              .put("containerName", line.container());
      record.putObject("labels").put("app", "x").put("pod", "y").put("container", "z");
      return record.putNull("annotations");
    }

    @Override
    Context expected(Written line) {
      return context(line.who(null), null, null, LogLine.Stream.UNKNOWN);
    }
  },

  KAIL {
    @Override
    ObjectNode write(Written line) {
      return object()
          .put("container", line.container())
          .put("message", line.text())
          .put("name", line.pod())
          .put("namespace", line.namespace());
    }

    @Override
    Context expected(Written line) {
      return context(line.who(null), null, null, LogLine.Stream.UNKNOWN);
    }
  },

  JOURNALD_DRIVER {
    @Override
    ObjectNode write(Written line) {
      return object()
          .put("CONTAINER_NAME", line.dockerName())
          .put("CONTAINER_ID", "3f4e1a2b3c4d")
          .put("PRIORITY", line.stream() == LogLine.Stream.STDERR ? "3" : "6")
          .put("_HOSTNAME", "node-a")
          .put("__REALTIME_TIMESTAMP", Long.toString(line.micros()))
          .put("MESSAGE", line.text());
    }

    @Override
    Context expected(Written line) {
      return context(line.who("3"), line.whenMicros(), LineTime.Quality.STRUCTURED, line.stream());
    }
  },

  CLOUD_LOGGING {
    @Override
    ObjectNode write(Written line) {
      ObjectNode record = object().put("textPayload", line.text() + "\n").put("severity", "ERROR");
      record
          .putObject("resource")
          .put("type", "k8s_container")
          .putObject("labels")
          .put("location", "x")
          .put("pod_name", line.pod())
          .put("namespace_name", line.namespace())
          .put("container_name", line.container());
      return record
          .put("timestamp", line.when().toString())
          .put("logName", "projects/p1/logs/" + line.streamName())
          .put("receiveTimestamp", "2030-01-01T00:00:00Z");
    }

    @Override
    Context expected(Written line) {
      return context(line.who(null), line.when(), LineTime.Quality.STRUCTURED, line.stream());
    }
  },

  FLUENT_BIT {
    @Override
    ObjectNode write(Written line) {
      ObjectNode record =
          object()
              .put("@timestamp", 1e9)
              .put("time", line.when().toString())
              .put("stream", line.streamName())
              .put("_p", "F")
              .put("log", line.text());
      record
          .putObject("kubernetes")
          .put("pod_name", line.pod())
          .put("namespace_name", line.namespace())
          .put("host", "node-a")
          .put("container_name", line.container())
          .put("docker_id", "3f4e1a2b3c4d")
          .putObject("labels")
          .put("log", "x");
      return record;
    }

    @Override
    Context expected(Written line) {
      return context(line.who("3f4e1a2b3c4d"), line.when(), LineTime.Quality.INNER, line.stream());
    }
  },

  FLUENT_BIT_WITHOUT_TIME {
    @Override
    ObjectNode write(Written line) {
      ObjectNode record =
          object()
              .put("@timestamp", line.micros() / 1e6)
              .put("stream", line.streamName())
              .put("log", line.text());
      record
          .putObject("kubernetes")
          .put("pod_name", line.pod())
          .put("namespace_name", line.namespace())
          .put("container_name", line.container());
      return record;
    }

    @Override
    Context expected(Written line) {
      return context(line.who(null), line.whenMicros(), LineTime.Quality.STRUCTURED, line.stream());
    }
  },

  GELF {
    @Override
    ObjectNode write(Written line) {
      return object()
          .put("version", "1.1")
          .put("_stream", line.streamName())
          .put("short_message", line.text())
          .put("_kubernetes_pod_name", line.pod())
          .put("_kubernetes_namespace_name", line.namespace())
          .put("_kubernetes_container_name", line.container())
          .put("timestamp", line.when().toEpochMilli() / 1e3);
    }

    @Override
    Context expected(Written line) {
      return context(
          line.who(null),
          line.when().truncatedTo(ChronoUnit.MILLIS),
          LineTime.Quality.STRUCTURED,
          line.stream());
    }
  },

  DOCKER_FLUENTD {
    @Override
    ObjectNode write(Written line) {
      return object()
          .put("container_id", "3f4e1a2b3c4d")
          .put("container_name", "/" + line.dockerName())
          .put("source", line.streamName())
          .put("log", line.text());
    }

    @Override
    Context expected(Written line) {
      return context(line.who("3"), null, null, line.stream());
    }
  },

  VECTOR {
    @Override
    ObjectNode write(Written line) {
      ObjectNode record =
          object()
              .put(
                  "file",
                  "/var/log/pods/"
                      + line.namespace()
                      + "_"
                      + line.pod()
                      + "_0b6f1111-2222-3333-4444-555555555555/"
                      + line.container()
                      + "/3.log");
      record
          .putObject("kubernetes")
          .put("container_name", line.container())
          .put("pod_name", line.pod())
          .put("pod_namespace", line.namespace());
      return record
          .put("message", line.text())
          .put("source_type", "kubernetes_logs")
          .put("stream", line.streamName())
          .put("timestamp", line.when().toString());
    }

    @Override
    Context expected(Written line) {
      return context(line.who("3"), line.when(), LineTime.Quality.STRUCTURED, line.stream());
    }
  },

  FILEBEAT {
    @Override
    ObjectNode write(Written line) {
      ObjectNode record = object().put("@timestamp", line.when().toString());
      record.putObject("@metadata").put("beat", "filebeat").put("type", "_doc");
      record.put("stream", line.streamName()).put("message", line.text());
      record.putObject("log").put("offset", 1234).putObject("file").put("path", "/x.log");
      ObjectNode kubernetes = record.putObject("kubernetes").put("namespace", line.namespace());
      kubernetes.putObject("pod").put("name", line.pod()).put("uid", "0b6f1111");
      kubernetes.putObject("container").put("name", line.container());
      record.putObject("container").put("id", "3f4e1a2b3c4d").put("runtime", "containerd");
      record.putObject("agent").put("type", "filebeat");
      return record;
    }

    @Override
    Context expected(Written line) {
      return context(
          line.who("3f4e1a2b3c4d"), line.when(), LineTime.Quality.STRUCTURED, line.stream());
    }
  },

  OTLP {
    @Override
    ObjectNode write(Written line) {
      ObjectNode batch = object();
      ObjectNode resourceLogs = batch.putArray("resourceLogs").addObject();
      ObjectNode resource = resourceLogs.putObject("resource");
      attribute(resource, "k8s.namespace.name", line.namespace());
      attribute(resource, "k8s.pod.name", line.pod());
      attribute(resource, "k8s.container.name", line.container());
      attribute(resource, "k8s.container.restart_count", "3");
      ObjectNode record =
          resourceLogs.putArray("scopeLogs").addObject().putArray("logRecords").addObject();
      record.put("timeUnixNano", Long.toString(line.nanos()));
      record.putObject("body").put("stringValue", line.text());
      attribute(record, "log.iostream", line.streamName());
      return batch;
    }

    @Override
    Context expected(Written line) {
      return context(line.who("3"), line.when(), LineTime.Quality.STRUCTURED, line.stream());
    }
  },

  LOKI {
    @Override
    ObjectNode write(Written line) {
      ObjectNode batch = object();
      ObjectNode stream = batch.putArray("streams").addObject();
      stream
          .putObject("stream")
          .put("namespace", line.namespace())
          .put("pod", line.pod())
          .put("container", line.container())
          .put("stream", line.streamName());
      stream.putArray("values").addArray().add(Long.toString(line.nanos())).add(line.text());
      return batch;
    }

    @Override
    Context expected(Written line) {
      return context(line.who(null), line.when(), LineTime.Quality.STRUCTURED, line.stream());
    }
  },

  LOGCLI {
    @Override
    ObjectNode write(Written line) {
      ObjectNode record = object();
      record
          .putObject("labels")
          .put("container", line.container())
          .put("namespace", line.namespace())
          .put("pod", line.pod());
      return record.put("line", line.text()).put("timestamp", line.when().toString());
    }

    @Override
    Context expected(Written line) {
      return context(
          line.who(null), line.when(), LineTime.Quality.STRUCTURED, LogLine.Stream.UNKNOWN);
    }
  },

  KCAT {
    @Override
    ObjectNode write(Written line) {
      return object()
          .put("topic", "logs")
          .put("partition", 0)
          .put("offset", 7)
          .put("tstype", "create")
          .put("ts", line.when().toEpochMilli())
          .put("key", line.namespace() + "/" + line.pod() + "/" + line.container())
          .put("payload", line.text());
    }

    @Override
    Context expected(Written line) {
      return context(
          line.who(null),
          line.when().truncatedTo(ChronoUnit.MILLIS),
          LineTime.Quality.STRUCTURED,
          LogLine.Stream.UNKNOWN);
    }
  };

  /** A record that holds a line. */
  abstract ObjectNode write(Written line);

  /** What is known of the line by its record. */
  abstract Context expected(Written line);

  /**
   * A line and what is true of it.
   *
   * @param namespace Kubernetes namespace
   * @param pod pod
   * @param container container
   * @param when when it was written
   * @param stream on which stream
   * @param text what was written
   */
  record Written(
      String namespace,
      String pod,
      String container,
      Instant when,
      LogLine.Stream stream,
      String text) {

    ContainerId who(String instance) {
      return new ContainerId(namespace, pod, container, instance);
    }

    String streamName() {
      return stream == LogLine.Stream.STDERR ? "stderr" : "stdout";
    }

    String dockerName() {
      return "k8s_" + container + "_" + pod + "_" + namespace + "_0b6f1111-2222-3333-4444-5_3";
    }

    long nanos() {
      return when.getEpochSecond() * 1_000_000_000 + when.getNano();
    }

    long micros() {
      return nanos() / 1000;
    }

    Instant whenMicros() {
      return when.truncatedTo(ChronoUnit.MICROS);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void attribute(ObjectNode owner, String key, String value) {
    owner
        .withArray("attributes")
        .addObject()
        .put("key", key)
        .putObject("value")
        .put("stringValue", value);
  }

  private static Context context(
      ContainerId who, Instant when, LineTime.Quality quality, LogLine.Stream stream) {
    return new Context(
        who, Optional.ofNullable(when).map(instant -> new LineTime(instant, quality)), stream);
  }
}
