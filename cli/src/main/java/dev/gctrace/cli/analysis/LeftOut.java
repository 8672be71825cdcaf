package dev.gctrace.cli.analysis;

import java.util.Optional;

/**
 * What was let go because there were too many containers: those in least danger make room.
 *
 * @param containers how often a container was let go; one that comes again counts again
 * @param events how many events of theirs no report is made of
 */
public record LeftOut(long containers, long events) {

  /** Nothing. */
  public static final LeftOut NONE = new LeftOut(0, 0);

  /**
   * What a user has to know of it.
   *
   * @return a line; empty when nothing was let go
   */
  public Optional<String> note() {
    return containers == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                "more than %d containers: %d in the least danger made room for others, with %d"
                    + " events; --container chooses",
                Analysis.MAX_CONTAINERS, containers, events));
  }
}
