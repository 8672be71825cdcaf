package dev.gctrace.streams.alert;

import dev.gctrace.core.forecast.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of the danger that a container is in: a record of {@code oom-alerts}.
 *
 * @param id the same for all alerts of an episode, which goes from {@link Change#RAISED} or {@link
 *     Change#SILENT} to what {@linkplain Change#endsEpisode ends} it
 * @param change what has changed
 * @param severity the severity from now on
 * @param container {@code namespace/pod/container}, the key of the record
 * @param process number of the process in the container, from 1; 0 when none was seen
 * @param reason code of the reason: {@code next-goal-over-limit}
 * @param sentence what a person reads first
 * @param numbers what it rests on
 * @param cause why in more words: the first finding's explanation; empty when there is nothing to
 *     explain
 * @param advice what to set, with the lines to paste; empty when there is nothing to do
 * @param evidence the last lines of the runtime, the oldest first
 * @param postMortem how it ended; only for {@link Change#KILLED}
 * @param firstSeen when the episode began
 * @param updated when this change came
 */
public record Alert(
    String id,
    Change change,
    Severity severity,
    String container,
    int process,
    String reason,
    String sentence,
    Numbers numbers,
    String cause,
    String advice,
    List<String> evidence,
    Optional<PostMortem> postMortem,
    Instant firstSeen,
    Instant updated) {

  /** Version of the JSON: a reader refuses another one. */
  public static final int SCHEMA = 1;

  /** Copies the lines. */
  public Alert {
    evidence = List.copyOf(evidence);
  }
}
