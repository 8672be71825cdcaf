package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.ClusterProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the collector says of itself, on its log: little. What is the same as before is not said
 * again, and of what hundreds of logs have to say at the same time only the first.
 *
 * <p>For use by any number of threads.
 */
final class Teller {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");

  /** Notes that are said in so long; the others are counted. */
  private static final int NOTES = 20;

  private static final long NOTES_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_REMEMBERED = 100;

  private final Set<String> told = new HashSet<>();
  private String lastProblem = "";
  private long notesSince = System.nanoTime() - NOTES_NANOS;
  private int notes;
  private int toldMost;

  /** Whether nothing gets better by trying again: somebody has to grant or to change something. */
  static boolean isFinal(Throwable problem) {
    return (problem instanceof ClusterProblem refusal
            && (refusal.kind() == ClusterProblem.Kind.FORBIDDEN
                || refusal.kind() == ClusterProblem.Kind.UNAUTHORIZED))
        || problem instanceof AuthenticationException
        || problem instanceof AuthorizationException;
  }

  void waitsFor(String lease, String holder) {
    LOG.info("waits: {} is held by {}", lease, holder);
  }

  void leads(String lease) {
    LOG.info("leads: holds {}", lease);
  }

  void lost(String lease) {
    LOG.warn("stops: {} is not held any more", lease);
  }

  synchronized void collects(int containers) {
    lastProblem = "";
    LOG.info("collects: {} containers", containers);
  }

  synchronized void problem(String words) {
    if (!words.equals(lastProblem)) {
      lastProblem = words;
      LOG.warn("tries again: {}", words);
    }
  }

  /** A log that must not be read: said once for each rule that is missing. */
  synchronized void refused(ClusterProblem problem) {
    if (told.size() < MAX_REMEMBERED && told.add(problem.getMessage())) {
      LOG.error("{}", problem.getMessage());
    }
  }

  /** Something that stays as it is: said once. */
  synchronized void once(String text) {
    if (told.size() < MAX_REMEMBERED && told.add(text)) {
      LOG.warn("{}", text);
    }
  }

  void logProblem(String container, IOException problem) {
    if (problem instanceof ClusterProblem refusal
        && refusal.kind() == ClusterProblem.Kind.FORBIDDEN) {
      refused(refusal);
    } else {
      note(container + ": " + problem.getMessage());
    }
  }

  synchronized void leftOut(int most) {
    if (toldMost != most) {
      toldMost = most;
      LOG.error(
          "more than {} logs are to be followed: the others are left out; raise {}max-logs, or run"
              + " a collector for each namespace",
          most,
          CollectSettings.PREFIX);
    }
  }

  synchronized void note(String text) {
    long now = System.nanoTime();
    if (now - notesSince >= NOTES_NANOS) {
      if (notes > NOTES) {
        LOG.info("{} more notes like the last ones", notes - NOTES);
      }
      notesSince = now;
      notes = 0;
    }
    if (++notes <= NOTES) {
      LOG.info("{}", text);
    }
  }
}
