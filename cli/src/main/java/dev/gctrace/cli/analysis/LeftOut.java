package dev.gctrace.cli.analysis;

/**
 * What was let go because there were too many containers: those in least danger make room.
 *
 * @param containers how often a container was let go; one that comes again counts again
 * @param events how many events of theirs no report is made of
 */
public record LeftOut(long containers, long events) {

  /** Nothing. */
  public static final LeftOut NONE = new LeftOut(0, 0);
}
