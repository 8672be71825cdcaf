package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.LineScanner;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.LogDecoder;
import dev.gctrace.logs.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes records of any format apart and sends on the lines that can be of the runtime. */
final class LogReader implements Processor<byte[], byte[], String, byte[]> {

  private final Counters counters;
  private final LogDecoder decoder = new LogDecoder(this::line);
  private ProcessorContext<String, byte[]> context;
  private long timestamp;
  private long records;

  LogReader(Counters counters) {
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    counters.record();
    if (message.value() == null) {
      return;
    }
    timestamp = message.timestamp();
    ContainerId who =
        message.key() == null
            ? ContainerId.NONE
            : ContainerId.ofKey(new String(message.key(), StandardCharsets.UTF_8));
    decoder.record(message.value(), 0, message.value().length, ++records, who, Optional.empty());
    decoder.end();
  }

  private void line(LogLine line) {
    if (LineScanner.canHoldRecord(line.text(), line.from(), line.to())) {
      line.who()
          .name()
          .ifPresent(
              name ->
                  context.forward(
                      new Record<>(
                          name,
                          Arrays.copyOfRange(line.text(), line.from(), line.to()),
                          timestamp)));
    }
  }
}
