package dev.gctrace.streams.notify;

import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.notify.FiringAlerts.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads alerts and tells one receiver of them, in order, each until it is taken. The offset of an
 * alert is committed only then. After a restart the partitions are read from their beginning, what
 * was told before only to know what fires.
 */
final class Lane implements Runnable, ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");

  /** Kafka must hear of this consumer meanwhile, and offsets be committed. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  /** Alerts that are repeated in one request. */
  private static final int REPEATED_AT_ONCE = 200;

  private final Target target;
  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Poster poster;
  private final Backoff backoff;
  private final Duration resend;
  private final Clock clock;
  private final NotifyCounters counters;

  private final FiringAlerts firing = new FiringAlerts();
  private final Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();
  private final Map<TopicPartition, Long> told = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
  private Instant nextAttempt = Instant.MIN;
  private Instant nextResend;
  private volatile boolean stopped;

  Lane(
      Target target,
      String topic,
      Consumer<byte[], byte[]> consumer,
      Poster poster,
      Backoff backoff,
      Duration resend,
      Clock clock,
      NotifyCounters counters) {
    this.target = target;
    this.topic = topic;
    this.consumer = consumer;
    this.poster = poster;
    this.backoff = backoff;
    this.resend = resend;
    this.clock = clock;
    this.counters = counters;
    this.nextResend = clock.instant().plus(resend);
  }

  /** Reads and tells until {@link #stop}. */
  @Override
  public void run() {
    try (consumer) {
      consumer.subscribe(List.of(topic), this);
      while (!stopped) {
        poll();
        deliver();
        repeat();
        counters.state(target.name(), pending.size(), firing.size());
      }
    } catch (WakeupException e) {
      if (!stopped) {
        throw e;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #run} within moments; what was taken is committed. Called by another thread. */
  void stop() {
    stopped = true;
    poster.cancel();
    consumer.wakeup();
  }

  private void poll() {
    Duration wait;
    Instant now = clock.instant();
    if (pending.isEmpty()) {
      consumer.resume(consumer.paused());
      wait = until(nextResend.isBefore(nextAttempt) ? nextAttempt : nextResend, now);
    } else {
      // Reads nothing more until these are told, but stays a member of its group.
      consumer.pause(consumer.assignment());
      wait = until(nextAttempt, now);
    }
    for (ConsumerRecord<byte[], byte[]> read : consumer.poll(wait)) {
      pending.add(read);
    }
  }

  private static Duration until(Instant then, Instant now) {
    if (!then.isAfter(now)) {
      return Duration.ZERO;
    }
    return then.isAfter(now.plus(LONGEST_TURN)) ? LONGEST_TURN : Duration.between(now, then);
  }

  private void deliver() throws InterruptedException {
    Instant end = clock.instant().plus(LONGEST_TURN);
    while (!pending.isEmpty() && !stopped && clock.instant().isBefore(end)) {
      ConsumerRecord<byte[], byte[]> next = pending.peek();
      Optional<Alert> alert = alert(next);
      boolean again = next.offset() < told.getOrDefault(partition(next), 0L);
      if (again) {
        alert.ifPresent(a -> firing.apply(partition(next), new Entry(a, until(a, told(a)))));
      } else if (alert.isPresent() && !deliver(next, alert.get())) {
        break;
      }
      pending.remove();
      if (!again) {
        told.put(partition(next), next.offset() + 1);
        uncommitted.put(partition(next), new OffsetAndMetadata(next.offset() + 1));
      }
    }
    commit();
  }

  /** Whether the receiver is done with the alert. */
  private boolean deliver(ConsumerRecord<byte[], byte[]> message, Alert alert)
      throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(nextAttempt)) {
      return false;
    }
    TopicPartition partition = partition(message);
    Entry entry = new Entry(alert, until(alert, now));
    Optional<Entry> before = firing.before(partition, alert);
    boolean webhook = target.kind() == Target.Kind.WEBHOOK;
    if (!webhook && !AlertmanagerJson.tells(before, alert)) {
      firing.apply(partition, entry);
      return true;
    }
    byte[] json =
        webhook ? message.value() : AlertmanagerJson.change(before, entry, now, lifetime());
    Answer answer = poster.post(json);
    if (answer.outcome() == Answer.Outcome.FAILED) {
      failed(answer);
      return false;
    }
    backoff.reset();
    if (answer.outcome() == Answer.Outcome.REFUSED) {
      LOG.error(
          "{} refuses an alert of {}, which is left out: {}",
          target.name(),
          alert.container(),
          answer.words());
      counters.refused(target.name());
    } else {
      counters.delivered(target.name(), alert.change());
    }
    firing.apply(partition, entry);
    return true;
  }

  private Optional<Alert> alert(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(AlertJson.read(message.value()));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "{} offset {} is left out: {}", partition(message), message.offset(), e.getMessage());
      counters.unreadable(target.name());
      return Optional.empty();
    }
  }

  /** Tells Alertmanager once more of all that fires, when it is time and nothing newer waits. */
  private void repeat() throws InterruptedException {
    Instant now = clock.instant();
    if (target.kind() != Target.Kind.ALERTMANAGER
        || now.isBefore(nextResend)
        || now.isBefore(nextAttempt)
        || stopped
        || !pending.isEmpty()
        || !caughtUp()) {
      return;
    }
    List<Entry> all = firing.at(now);
    for (int from = 0; from < all.size(); from += REPEATED_AT_ONCE) {
      List<Entry> some = all.subList(from, Math.min(all.size(), from + REPEATED_AT_ONCE));
      Answer answer = poster.post(AlertmanagerJson.firing(some, now, lifetime()));
      if (answer.outcome() != Answer.Outcome.DELIVERED) {
        failed(answer);
        return;
      }
    }
    backoff.reset();
    nextResend = now.plus(resend);
  }

  /** Whether all that was told before is known again; what was resolved would fire otherwise. */
  private boolean caughtUp() {
    return told.entrySet().stream()
        .allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
  }

  private void failed(Answer answer) {
    if (stopped) {
      return;
    }
    Duration wait = backoff.next(answer.retryAfter());
    nextAttempt = clock.instant().plus(wait);
    counters.failed(target.name());
    LOG.warn(
        "{}: {}; tried again in {} ms, {} alerts read and waiting",
        target.name(),
        answer.words(),
        wait.toMillis(),
        pending.size());
  }

  private Duration lifetime() {
    return resend.multipliedBy(4);
  }

  /** When an alert was told, as far as it tells: a clock that is ahead tells nothing. */
  private Instant told(Alert alert) {
    Instant now = clock.instant();
    return alert.updated().isAfter(now) ? now : alert.updated();
  }

  private static Instant until(Alert alert, Instant told) {
    return alert.change() == Change.KILLED ? told.plus(AlertmanagerJson.KILL_SHOWN) : Instant.MAX;
  }

  private void commit() {
    if (!uncommitted.isEmpty()) {
      consumer.commitSync(uncommitted);
      uncommitted.clear();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      told.put(partition, offset == null ? consumer.position(partition) : offset.offset());
    }
    consumer.seekToBeginning(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    pending.removeIf(message -> partitions.contains(partition(message)));
    partitions.forEach(told::remove);
    uncommitted.keySet().removeAll(partitions);
    firing.forget(partitions);
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> message) {
    return new TopicPartition(message.topic(), message.partition());
  }
}
