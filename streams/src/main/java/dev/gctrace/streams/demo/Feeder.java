package dev.gctrace.streams.demo;

import dev.gctrace.streams.memory.PodMemory;
import dev.gctrace.streams.memory.PodMemoryJson;
import dev.gctrace.streams.settings.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes the recorded logs of the fleet as their shippers would, at a chosen speed. Their times are
 * moved so that the last line was written when it is sent; between two lines lies what lay between
 * them.
 */
final class Feeder {

  private static final Duration BATCH = Duration.ofMillis(500);

  /** So much later than the last line it is known that the container was killed. */
  private static final Duration KUBERNETES_TELLS = Duration.ofMillis(1500);

  /**
   * Something to send.
   *
   * @param due when, from the start of the fleet
   * @param member of whom
   * @param line what it wrote; null when its end is to be told
   */
  private record Step(Duration due, Member member, Fleet.Line line) {}

  private final Producer<String, byte[]> producer;
  private final Topics topics;
  private final double speed;
  private final AtomicInteger records = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  Feeder(String bootstrapServers, Topics topics, double speed) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    // Kafka 4.3 can lose the first batches of several in flight on a topic just made (KAFKA-15591).
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.speed = speed;
  }

  /** Records of logs that were sent. */
  int records() {
    return records.get();
  }

  /** Records that Kafka did not take. */
  int lost() {
    return lost.get();
  }

  /** Sends all lines, each at its time, and tells how containers ended; returns at the end. */
  void feed(List<Fleet.Line> lines) throws InterruptedException {
    try (producer) {
      Duration length = lines.get(lines.size() - 1).since();
      Instant begin = Instant.now().minus(length).plus(faster(length));
      for (Member member : Fleet.MEMBERS) {
        memory(member, begin, new PodMemory(member.memory(), Optional.of(begin), Optional.empty()));
      }
      producer.flush();
      send(steps(lines), begin);
    }
  }

  private List<Step> steps(List<Fleet.Line> lines) {
    List<Step> steps = new ArrayList<>();
    Map<Member, Duration> last = new LinkedHashMap<>();
    for (Fleet.Line line : lines) {
      steps.add(new Step(line.since(), line.member(), line));
      last.put(line.member(), line.since());
    }
    Duration later = Duration.ofNanos((long) ((double) KUBERNETES_TELLS.toNanos() * speed));
    last.forEach(
        (member, end) -> {
          if (member.killed()) {
            steps.add(new Step(end.plus(later), member, null));
          }
        });
    steps.sort(Comparator.comparing(Step::due));
    return steps;
  }

  private void send(List<Step> steps, Instant begin) throws InterruptedException {
    long started = System.nanoTime();
    List<Shipper.Sent> batch = new ArrayList<>();
    Duration batchBegan = Duration.ZERO;
    Map<Member, Instant> last = new HashMap<>();
    for (Step step : steps) {
      if (!batch.isEmpty() && step.due().minus(batchBegan).compareTo(BATCH) > 0) {
        send(batch);
        batch.clear();
      }
      long wait = faster(step.due()).toNanos() - (System.nanoTime() - started);
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
      if (step.line() == null) {
        killed(step.member(), begin, last.get(step.member()));
        continue;
      }
      Instant time = begin.plus(step.due());
      last.put(step.member(), time);
      Shipper.Sent sent = new Shipper.Sent(step.member(), time, step.line().text());
      if (step.member().shipper().batches()) {
        batchBegan = batch.isEmpty() ? step.due() : batchBegan;
        batch.add(sent);
      } else {
        send(List.of(sent));
      }
    }
    if (!batch.isEmpty()) {
      send(batch);
    }
  }

  private Duration faster(Duration duration) {
    return Duration.ofNanos((long) ((double) duration.toNanos() / speed));
  }

  private void killed(Member member, Instant begin, Instant at) {
    memory(
        member,
        at,
        new PodMemory(
            member.memory(),
            Optional.of(begin),
            Optional.of(
                new PodMemory.Ended(PodMemory.OOM_KILLED, OptionalInt.of(137), Optional.of(at)))));
  }

  private void memory(Member member, Instant time, PodMemory memory) {
    send(topics.memory(), time, member.name(), PodMemoryJson.write(memory));
  }

  private void send(List<Shipper.Sent> lines) {
    Shipper.Sent first = lines.get(0);
    Shipper shipper = first.member().shipper();
    records.incrementAndGet();
    send(topics.logs(), first.time(), shipper.key(first.member()), shipper.value(lines));
  }

  private void send(String topic, Instant time, String key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, time.toEpochMilli(), key, value),
            (metadata, problem) -> {
              if (problem != null) {
                lost.incrementAndGet();
              }
            });
  }
}
