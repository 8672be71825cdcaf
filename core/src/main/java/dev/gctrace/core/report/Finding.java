package dev.gctrace.core.report;

/**
 * One thing that was found, in the words of somebody who has to act on it.
 *
 * @param id stable name: {@code no-gomemlimit}, {@code leak} …
 * @param severity how much it matters
 * @param summary one sentence
 * @param explanation why it is so and why it matters, with the numbers
 * @param advice what to set, with value and YAML lines, and when that will not help; empty when
 *     there is nothing to do
 */
public record Finding(
    String id, Level severity, String summary, String explanation, String advice) {

  /** How much a finding matters, in rising order. */
  public enum Level {
    /** Good to know. */
    INFO,
    /** Needs a change before long. */
    WARNING,
    /** Kills the container, or has killed it. */
    CRITICAL
  }
}
