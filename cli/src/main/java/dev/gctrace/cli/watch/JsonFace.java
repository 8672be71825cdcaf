package dev.gctrace.cli.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.CycleJson;
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
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = factory.createGenerator(line)) {
      CycleJson.write(json, cycle);
    } catch (IOException e) {
      // Memory does not fail to be written to.
      throw new UncheckedIOException(e);
    }
    line.write('\n');
    outbox.put(line.toByteArray(), Outbox.Weight.LINE);
  }
}
