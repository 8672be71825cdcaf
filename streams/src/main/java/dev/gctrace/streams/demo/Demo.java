package dev.gctrace.streams.demo;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.alert.PostMortem;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.NewTopics;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.Counters;
import dev.gctrace.streams.topology.GctraceTopology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The processor at work on a small recorded fleet: the topology that {@code run} runs, a broker in
 * this process, logs as three shippers write them, and the alerts as they come.
 */
public final class Demo {

  /** So long nothing more has come out when all has come out. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  /** So long nothing more comes when something is lost. */
  private static final Duration LOST = Duration.ofMinutes(1);

  private final Settings settings;
  private final PrintWriter out;
  private final AlertPrinter printer;
  private final AtomicInteger collections = new AtomicInteger();
  private final Map<Change, Integer> changes = new TreeMap<>();
  private final Map<String, PostMortem> kills = new TreeMap<>();
  private volatile boolean stopped;
  private long expected;
  private Thread feeding;

  /**
   * Prepares it.
   *
   * @param settings where the broker is and how the topology is set
   * @param out takes alerts and the summary
   * @param colours whether severities are painted
   */
  public Demo(Settings settings, PrintWriter out, boolean colours) {
    this.settings = settings;
    this.out = out;
    this.printer = new AlertPrinter(out, colours);
  }

  /**
   * Makes the topics, runs all of it and prints a summary, to the end of the logs or {@link #stop}.
   */
  public void run(Collection<NewTopic> topics, double speed)
      throws IOException, ExecutionException, InterruptedException {
    String broker = settings.kafka("bootstrap.servers", KafkaSettings.LOCAL_BROKER);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.createTopics(topics).all().get();
      // What begins to read a topic that is not known yet ends at once.
      NewTopics.await(admin, topics.stream().map(NewTopic::name).toList());
    }
    Counters counters =
        new Counters() {
          @Override
          public void event(boolean repaired) {
            collections.incrementAndGet();
          }
        };
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    CountDownLatch running = new CountDownLatch(1);
    Feeder feeder = new Feeder(broker, settings.topics(), speed);
    try (KafkaStreams streams = new KafkaStreams(GctraceTopology.of(settings, counters), kafka)) {
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now.hasCompletedShutdown()) {
              running.countDown();
            }
          });
      streams.start();
      running.await(2, TimeUnit.MINUTES);
      List<Fleet.Line> lines = Fleet.lines();
      expected = lines.stream().filter(Demo::isCollection).count();
      introduce(lines, speed);
      feeding = new Thread(() -> feed(feeder, lines), "gctrace-feed");
      feeding.start();
      read(broker);
      feeding.interrupt();
      feeding.join();
    }
    summary(feeder);
  }

  /** Ends {@link #run} within seconds. */
  public void stop() {
    stopped = true;
  }

  private static void feed(Feeder feeder, List<Fleet.Line> lines) {
    try {
      feeder.feed(lines);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void introduce(List<Fleet.Line> lines, double speed) {
    Duration length = lines.get(lines.size() - 1).since();
    out.printf(
        Locale.ROOT,
        "%d containers, %d of them OOMKilled in the end; %d s of recorded logs at %s times their"
            + " speed, through %s.%n",
        Fleet.MEMBERS.size(),
        Fleet.MEMBERS.stream().filter(Member::killed).count(),
        length.toSeconds(),
        speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed),
        Fleet.MEMBERS.stream()
            .map(member -> member.shipper().title())
            .distinct()
            .collect(Collectors.joining(", ")));
    out.println();
    out.flush();
  }

  private void read(String broker) {
    Map<String, Object> consumer =
        Map.of("bootstrap.servers", broker, "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> alerts =
        new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String topic = settings.topics().alerts();
      List<TopicPartition> partitions =
          alerts.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      alerts.assign(partitions);
      alerts.seekToBeginning(partitions);
      long changed = System.nanoTime();
      int before = 0;
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> read : alerts.poll(Duration.ofMillis(200))) {
          take(AlertJson.read(read.value()));
          changed = System.nanoTime();
        }
        if (collections.get() != before || feeding.isAlive()) {
          before = collections.get();
          changed = System.nanoTime();
        }
        Duration patience = isComplete() ? QUIET : LOST;
        if (System.nanoTime() - changed > patience.toNanos()) {
          return;
        }
      }
    }
  }

  /** Whether all that the logs hold has been judged; on a slow machine that takes its time. */
  private boolean isComplete() {
    return collections.get() >= expected
        && kills.size() == Fleet.MEMBERS.stream().filter(Member::killed).count();
  }

  private static boolean isCollection(Fleet.Line line) {
    byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
    return LineParser.parse(text, 0, text.length)
        .filter(parsed -> parsed.event() instanceof GcEvent)
        .isPresent();
  }

  private void take(Alert alert) {
    printer.print(alert);
    changes.merge(alert.change(), 1, Integer::sum);
    alert.postMortem().ifPresent(end -> kills.put(alert.container(), end));
  }

  private void summary(Feeder feeder) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%d records, %d collections judged; alerts: %s.%n",
        feeder.records(),
        collections.get(),
        changes.isEmpty()
            ? "none"
            : changes.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().key())
                .collect(Collectors.joining(", ")));
    kills.forEach(
        (container, end) ->
            out.println(
                container
                    + ": OOMKilled, "
                    + Optional.of(end)
                        .filter(e -> e.secondsForetold().isPresent())
                        .filter(e -> !e.foretold().equals(word(Severity.OK)))
                        .map(Demo::foretold)
                        .orElse("not foretold")));
    if (feeder.lost() > 0) {
      out.println(feeder.lost() + " records were not taken by the broker");
    }
    if (stopped) {
      out.println("Stopped before the end of the logs.");
    }
    out.flush();
  }

  private static String foretold(PostMortem end) {
    return String.format(
        Locale.ROOT,
        "told %.1f s before its last line, %s at the end",
        end.secondsForetold().orElseThrow(),
        end.foretold());
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
