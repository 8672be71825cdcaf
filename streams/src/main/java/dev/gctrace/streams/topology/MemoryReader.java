package dev.gctrace.streams.topology;

import dev.gctrace.streams.memory.PodMemoryJson;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads what is known of containers and sends it on to where their lines are judged. */
final class MemoryReader implements Processor<byte[], byte[], byte[], byte[]> {

  /** First byte of what is known of a container, on its way; without more it is forgotten. */
  static final int MEMORY = 2;

  private final String topic;
  private final int largest;
  private final Counters counters;
  private ProcessorContext<byte[], byte[]> context;

  MemoryReader(String topic, int largest, Counters counters) {
    this.topic = topic;
    this.largest = largest;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    if (message.key() == null || message.key().length == 0) {
      dead(message, "the key does not name a container: namespace/pod/container");
      return;
    }
    ByteOut out = new ByteOut();
    out.octet(MEMORY);
    if (message.value() != null) {
      try {
        MemoryCodec.write(out, PodMemoryJson.read(message.value()));
      } catch (IllegalArgumentException e) {
        dead(message, e.getMessage());
        return;
      }
    }
    context.forward(
        new Record<>(message.key(), out.toBytes(), time(message)), GctraceTopology.PIECES);
  }

  private long time(Record<byte[], byte[]> message) {
    return RecordTime.of(message.timestamp(), context.currentSystemTimeMs());
  }

  private void dead(Record<byte[], byte[]> message, String why) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    counters.deadLetter(DeadLetter.Reason.UNREADABLE_MEMORY);
    Original original =
        Original.of(message.key(), message.value(), time(message), message.headers(), largest);
    context.forward(
        DeadLetter.of(
            original,
            DeadLetter.Reason.UNREADABLE_MEMORY,
            why,
            topic,
            new Source(at.partition(), at.offset())),
        GctraceTopology.DEAD_RECORDS);
  }
}
