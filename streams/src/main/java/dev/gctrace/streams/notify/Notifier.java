package dev.gctrace.streams.notify;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells receivers of alerts: each reads the topic with a consumer, a thread and a consumer group of
 * its own, so that one that is down delays no other.
 */
public final class Notifier implements AutoCloseable {

  private static final Duration TIME_TO_END = Duration.ofSeconds(5);

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Throwable failure;

  /**
   * Prepares it.
   *
   * @param settings who is told
   * @param topic the topic of alerts
   * @param kafka settings of a consumer, without its group and its deserializers
   * @param patience what the receivers get: time for an answer, first and longest wait after a
   *     failure
   * @param counters told of what it does
   */
  public Notifier(
      NotifySettings settings,
      String topic,
      Map<String, Object> kafka,
      Patience patience,
      NotifyCounters counters) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.answer())
            .build();
    Clock clock = Clock.systemUTC();
    for (Target target : settings.targets()) {
      Lane lane =
          new Lane(
              target,
              topic,
              new KafkaConsumer<>(consumer(kafka, target.group(settings.group()))),
              new Poster(client, target, patience.answer(), clock),
              new Backoff(patience.first(), patience.longest(), ThreadLocalRandom.current()),
              settings.resend(),
              clock,
              counters);
      lanes.add(lane);
      Thread thread = new Thread(lane, "notify " + target.name());
      thread.setUncaughtExceptionHandler(
          (failed, problem) -> {
            failure = problem;
            ended.countDown();
          });
      threads.add(thread);
    }
  }

  /**
   * What a receiver gets.
   *
   * @param answer time for an answer
   * @param first wait after the first failure
   * @param longest wait after many
   */
  public record Patience(Duration answer, Duration first, Duration longest) {

    /** What holds in production. */
    public static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  /** Begins. */
  public void start() {
    threads.forEach(Thread::start);
  }

  /** Waits until it was closed or cannot go on; tells why it cannot. */
  public Optional<Throwable> await() throws InterruptedException {
    ended.await();
    return Optional.ofNullable(failure);
  }

  /** Whether every receiver's reader is at work. */
  public boolean isAlive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  /** Ends it within seconds: requests under way are given up, what was taken is committed. */
  @Override
  public void close() {
    lanes.forEach(Lane::stop);
    long end = System.nanoTime() + TIME_TO_END.toNanos();
    try {
      for (Thread thread : threads) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (thread.isAlive() && left > 0) {
          thread.join(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
  }

  private static Map<String, Object> consumer(Map<String, Object> given, String group) {
    Map<String, Object> all = new HashMap<>();
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // The others would read all partitions from the beginning at every rebalance.
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    all.putAll(given);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return all;
  }
}
