package dev.gctrace.streams.settings;

/**
 * Names of the topics.
 *
 * @param logs what shippers write
 * @param memory what is known of containers; compacted
 * @param events collections and what is said of them
 * @param alerts changes of danger
 * @param deadLetters what cannot be read
 */
public record Topics(String logs, String memory, String events, String alerts, String deadLetters) {

  /** The names of the design. */
  public static final Topics DEFAULT =
      new Topics("pod-logs", "pod-memory", "gc-events", "oom-alerts", "gctrace-dead-letters");
}
