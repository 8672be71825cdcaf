package dev.gctrace.streams.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a request.
 *
 * @param outcome whether it is done
 * @param words what went wrong, for the log; empty when nothing did
 * @param retryAfter how long the receiver asked to be left alone; empty when it did not
 */
record Answer(Outcome outcome, String words, Optional<Duration> retryAfter) {

  /** Whether a request is done. */
  enum Outcome {
    /** It was taken. */
    DELIVERED,
    /** It will never be taken, whoever sends it again. */
    REFUSED,
    /** It was not taken now. */
    FAILED
  }

  static final Answer DELIVERED = new Answer(Outcome.DELIVERED, "", Optional.empty());

  static Answer failed(String words) {
    return new Answer(Outcome.FAILED, words, Optional.empty());
  }

  /**
   * What a status means. Only what says that the content is wrong is final: a wrong password, path
   * or proxy can be put right, and no alert is lost until then.
   */
  static Answer of(int status, String body, Optional<Duration> retryAfter) {
    if (status >= 200 && status < 300) {
      return DELIVERED;
    }
    String words = "answered " + status + (body.isEmpty() ? "" : ": " + body);
    boolean refused = status == 400 || status == 413 || status == 415 || status == 422;
    return new Answer(refused ? Outcome.REFUSED : Outcome.FAILED, words, retryAfter);
  }
}
