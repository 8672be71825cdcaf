package dev.gctrace.streams.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.forecast.Forecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.ProcessState;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.CycleJson;
import dev.gctrace.streams.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Judges the collections of each container. */
final class Judge implements Processor<String, byte[], String, byte[]> {

  private static final JsonFactory JSON = new JsonFactory();

  private final Settings settings;
  private final Counters counters;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> containers;

  Judge(Settings settings, Counters counters) {
    this.settings = settings;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    containers = context.getStateStore(GctraceTopology.CONTAINERS);
  }

  @Override
  public void process(Record<String, byte[]> message) {
    byte[] line = message.value();
    Optional<LineParser.Parsed> parsed = LineParser.parse(line, 0, line.length);
    if (parsed.isPresent() && parsed.get().event() instanceof GcEvent event) {
      judge(message, event);
    }
  }

  private void judge(Record<String, byte[]> message, GcEvent event) {
    byte[] known = containers.get(message.key());
    ProcessState state = known == null ? ProcessState.initial() : ProcessState.fromBytes(known);
    MemorySettings memory =
        new MemorySettings(
            settings.limits().of(message.key()), Optional.empty(), java.util.OptionalLong.empty());
    Forecaster.Step step = Forecaster.step(state, event, memory);
    containers.put(message.key(), step.state().toBytes());
    counters.event(event.repaired());
    Cycle cycle =
        new Cycle(
            ContainerId.ofKey(message.key()), 1, Optional.empty(), event, step.forecast(), memory);
    context.forward(message.withValue(json(cycle)), GctraceTopology.EVENTS);
  }

  private static byte[] json(Cycle cycle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      CycleJson.write(json, cycle);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }
}
