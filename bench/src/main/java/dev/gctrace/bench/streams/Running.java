package dev.gctrace.bench.streams;

import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.Counters;
import dev.gctrace.streams.topology.GctraceTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** A topology at work in this process, with the settings that the processor has by default. */
final class Running implements AutoCloseable {

  private final LongAdder events = new LongAdder();
  private final String group;
  private final KafkaStreams streams;

  private Running(String group, Settings settings, boolean judging) {
    this.group = group;
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    Topology topology = judging ? GctraceTopology.of(settings, new Counting()) : passing(settings);
    this.streams = new KafkaStreams(topology, kafka);
    streams.start();
  }

  /**
   * Starts one.
   *
   * @param group what nobody else is called
   * @param logs the topic that is read
   * @param judging whether it is the processor's; else one that passes on every record
   */
  static Running start(Cluster cluster, Path folder, String group, String logs, boolean judging) {
    Map<String, String> told = new HashMap<>();
    told.put("application.id", group);
    told.put("bootstrap.servers", cluster.bootstrapServers());
    told.put("num.stream.threads", "2");
    // A thread may still wait to join when the other one has done all the work and gone, which the
    // broker notices by this time.
    told.put("session.timeout.ms", "6000");
    told.put("state.dir", folder.resolve(group).toString());
    told.put("gctrace.topic.logs", logs);
    told.put("gctrace.limit", "280Mi");
    return new Running(group, Settings.of(told), judging);
  }

  private static Topology passing(Settings settings) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(settings.topics().logs(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .to(settings.topics().events(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    return builder.build();
  }

  String group() {
    return group;
  }

  /** Collections that were judged so far. */
  long events() {
    return events.sum();
  }

  boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  @Override
  public void close() {
    if (streams.close(Duration.ofMinutes(1))) {
      streams.cleanUp();
    }
  }

  private final class Counting implements Counters {
    @Override
    public void event(boolean repaired) {
      events.increment();
    }
  }
}
