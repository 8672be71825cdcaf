package dev.gctrace.cli.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.CycleJson;
import dev.gctrace.logs.EarlyCycle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is watched as one JSON object a line.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class JsonFace implements AnalysisListener {

  private final JsonFactory factory = new JsonFactory();
  private final Outbox outbox;

  JsonFace(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void cycle(ProcessTrace process, Cycle cycle) {
    put(json -> CycleJson.write(json, cycle));
  }

  @Override
  public void early(ProcessTrace process, EarlyCycle cycle) {
    put(json -> CycleJson.write(json, cycle));
  }

  /** Writes an object. */
  private interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  private void put(Writing object) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = factory.createGenerator(line)) {
      object.write(json);
    } catch (IOException e) {
      // Memory does not fail to be written to.
      throw new UncheckedIOException(e);
    }
    line.write('\n');
    outbox.put(line.toByteArray(), Outbox.Weight.LINE);
  }
}
