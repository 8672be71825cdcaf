package dev.gctrace.streams.settings;

/**
 * Names of the topics.
 *
 * @param logs what shippers write
 * @param memory what is known of containers; compacted
 * @param events collections and what is said of them
 * @param alerts changes of danger
 * @param deadLetters what cannot be read
 * @param positions how far the collector has sent the log of each container; compacted
 */
public record Topics(
    String logs,
    String memory,
    String events,
    String alerts,
    String deadLetters,
    String positions) {

  /** The names of the design. */
  public static final Topics DEFAULT =
      new Topics(
          "pod-logs",
          "pod-memory",
          "gc-events",
          "oom-alerts",
          "gctrace-dead-letters",
          "gctrace-positions");
}
