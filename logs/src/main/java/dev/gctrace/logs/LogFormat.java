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
  KEYED("keyed");

  private final String key;

  LogFormat(String key) {
    this.key = key;
  }

  /** Its name in JSON output. */
  public String key() {
    return key;
  }
}
