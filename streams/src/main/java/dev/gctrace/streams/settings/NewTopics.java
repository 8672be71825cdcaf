package dev.gctrace.streams.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Topics that were just made. That they were is known before the brokers know of them, and who
 * reads a topic in between is told that there is none.
 */
public final class NewTopics {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration REST = Duration.ofMillis(20);

  private NewTopics() {}

  /**
   * Waits until the broker that is asked knows them all, though not for ever.
   *
   * @param admin asks
   * @param names what was made
   * @throws ExecutionException when the broker does not tell
   * @throws InterruptedException when the thread is to end
   */
  public static void await(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!areKnown(admin, names) && System.nanoTime() < end) {
      Thread.sleep(REST.toMillis());
    }
  }

  private static boolean areKnown(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    try {
      return admin
          .describeTopics(names)
          .allTopicNames()
          .get()
          .keySet()
          .containsAll(Set.copyOf(names));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      if (e.getCause() instanceof AuthorizationException) {
        // Who may make topics need not be allowed to look at them.
        return true;
      }
      throw e;
    }
  }
}
