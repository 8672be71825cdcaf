package dev.gctrace.core.report;

/** What is known from outside its lines about the end of a process. */
public enum KnownEnd {
  /** Nothing: it may be alive. */
  UNKNOWN,
  /** It has ended, nobody says why: another process followed it in its container. */
  ENDED,
  /**
   * It was killed for memory: somebody says so, or the container's status does ({@code
   * lastState.terminated.reason: OOMKilled}).
   */
  OOM_KILLED
}
