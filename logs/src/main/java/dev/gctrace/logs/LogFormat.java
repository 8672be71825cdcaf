package dev.gctrace.logs;

/** A way in which lines arrive wrapped. */
public enum LogFormat {
  /** A time before the line: {@code kubectl logs --timestamps}, {@code docker logs -t}. */
  TIMESTAMP("timestamp"),
  /** {@code [pod/POD/CONTAINER] } of {@code kubectl logs --prefix}. */
  KUBECTL_PREFIX("kubectlPrefix"),
  /** {@code [NAMESPACE ]POD CONTAINER } of stern. */
  STERN("stern"),
  /** {@code NAMESPACE/POD[CONTAINER]: } of kail. */
  KAIL("kail"),
  /** The file that the container runtime writes on a node: {@code TIME stderr F }. */
  CRI("cri"),
  /** The frames of the Docker Engine's log stream: stream and length before each line. */
  DOCKER_STREAM("dockerStream"),
  /** {@code SERVICE | } of docker compose. */
  COMPOSE("compose"),
  /** {@code TIME HOST PROGRAM[PID]: } of journald, syslog and rsyslog. */
  SYSLOG("syslog"),
  /** {@code TIME SOURCE[DYNO]: } of Heroku. */
  HEROKU("heroku"),
  /** {@code TIME {LABELS} } of logcli. */
  LOGCLI("logcli"),
  /** {@code TIME STREAM } of {@code aws logs tail}. */
  CLOUDWATCH("cloudWatch"),
  /** {@code TIME HOST } of Logstash and syslog-ng. */
  TIME_HOST("timeHost"),
  /** {@code KEY:} of {@code kcat -K:}. */
  KEYED("keyed"),
  /** JSON of docker's json-file driver. */
  DOCKER_JSON("dockerJson"),
  /** Records of journald: {@code journalctl -o json}, {@code -o export}. */
  JOURNAL("journal"),
  /** What is pushed to Loki, and what it answers to a query. */
  LOKI("loki"),
  /** Google Cloud Logging. */
  CLOUD_LOGGING("cloudLogging"),
  /** Fluent Bit or Fluentd. */
  FLUENT("fluent"),
  /** Graylog's format. */
  GELF("gelf"),
  /** Docker's fluentd driver. */
  DOCKER_FLUENTD("dockerFluentd"),
  /** Vector. */
  VECTOR("vector"),
  /** The collector of OpenShift. */
  VIAQ("viaq"),
  /** Filebeat or Elastic Agent. */
  FILEBEAT("filebeat"),
  /** Logstash. */
  LOGSTASH("logstash"),
  /** OpenTelemetry. */
  OTLP("otlp"),
  /** A message of a topic as {@code kcat -J} prints it. */
  KCAT("kcat"),
  /** Another record that names its pod, or holds a line of the runtime where lines are held. */
  SHIPPED("shipped"),
  /** A line as a JSON string. */
  JSON_STRING("jsonString"),
  /** A record in MessagePack, counted beside what kind of record it is. */
  MESSAGE_PACK("messagePack"),
  /** A record in Protocol Buffers, counted beside what kind of record it is. */
  PROTOBUF("protobuf");

  private final String key;

  LogFormat(String key) {
    this.key = key;
  }

  /** Its name in JSON output. */
  public String key() {
    return key;
  }
}
