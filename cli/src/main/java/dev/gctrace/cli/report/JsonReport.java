package dev.gctrace.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.core.report.Alarm;
import dev.gctrace.core.report.Finding;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.CycleJson;
import dev.gctrace.logs.EarlyCycle;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * The report as one JSON object. Takes the cycles while they are read, since they are many, and the
 * reports at the end.
 */
public final class JsonReport implements AnalysisListener, Closeable {

  private final JsonFactory factory =
      new JsonFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
  private final Spool spool;
  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

  /** Weak: processes that the analysis lets go are let go here. */
  private final Map<ProcessTrace, Spool.Track> cycles = new WeakHashMap<>();

  private long lost;

  /**
   * A report without cycles.
   *
   * @param mayWait whether the reading may wait for a disk that does not take the cycles as fast as
   *     they come; where it must not, since a program waits for who reads, some are lost then
   */
  public JsonReport(boolean mayWait) {
    spool = new Spool(mayWait);
  }

  /**
   * Cycles that are not in the report because the disk did not take them in time.
   *
   * @return a count
   */
  public long lost() {
    return lost;
  }

  @Override
  public void cycle(ProcessTrace process, Cycle cycle) {
    keep(process, json -> CycleJson.write(json, cycle));
  }

  @Override
  public void early(ProcessTrace process, EarlyCycle cycle) {
    keep(process, json -> CycleJson.write(json, cycle));
  }

  /** Writes the object of one cycle. */
  private interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  private void keep(ProcessTrace process, Writing cycle) {
    try {
      Spool.Track track = cycles.computeIfAbsent(process, p -> spool.track());
      encoded.reset();
      if (!track.isEmpty()) {
        encoded.write(',');
      }
      try (JsonGenerator json = factory.createGenerator(encoded)) {
        cycle.write(json);
      }
      lost += track.append(encoded.toByteArray(), 0, encoded.size()) ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot keep the cycles in a temporary file: " + e.getMessage(), e);
    }
  }

  /** Writes members of an object. */
  @FunctionalInterface
  public interface Members {

    /**
     * Writes them into the object that is open.
     *
     * @param json where they go
     * @throws IOException when that cannot be written to
     */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Writes the object and a line break.
   *
   * @param containers what is said
   * @param intake what was read
   * @param out where it goes; stays open
   * @throws IOException when that cannot be written to
   */
  public void write(List<ContainerReport> containers, Intake intake, OutputStream out)
      throws IOException {
    write(containers, intake, json -> {}, out);
  }

  /**
   * Writes the object and a line break.
   *
   * @param containers what is said
   * @param intake what was read
   * @param more members of the object that stand before the containers
   * @param out where it goes; stays open
   * @throws IOException when that cannot be written to
   */
  public void write(List<ContainerReport> containers, Intake intake, Members more, OutputStream out)
      throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      IntakeJson.write(json, intake);
      more.write(json);
      json.writeArrayFieldStart("containers");
      for (ContainerReport container : containers) {
        container(json, container, out);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void container(JsonGenerator json, ContainerReport report, OutputStream out)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("container", report.container().who().name().orElse(null));
    json.writeStringField("file", report.container().file().orElse(null));
    json.writeNumberField("processCount", report.container().processCount());
    json.writeArrayFieldStart("processes");
    for (ContainerReport.Entry entry : report.processes()) {
      json.writeStartObject();
      process(json, entry.report());
      json.writeArrayFieldStart("cycles");
      Spool.Track track = cycles.get(entry.trace());
      if (track != null) {
        json.flush();
        track.copyTo(out);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void process(JsonGenerator json, ProcessReport report) throws IOException {
    json.writeNumberField("process", report.process());
    json.writeObjectFieldStart("verdict");
    json.writeStringField("severity", lowerCase(report.verdict().severity()));
    json.writeStringField("reason", report.verdict().reason().code());
    json.writeStringField("sentence", report.verdict().sentence());
    json.writeEndObject();
    alarm(json, "firstWarning", report.firstWarning());
    alarm(json, "firstCritical", report.firstCritical());
    PostMortemJson.write(json, report.postMortem());
    SummaryJson.write(json, report.summary());
    json.writeArrayFieldStart("findings");
    for (Finding finding : report.findings()) {
      FindingJson.write(json, finding);
    }
    json.writeEndArray();
  }

  private static void alarm(JsonGenerator json, String key, Optional<Alarm> alarm)
      throws IOException {
    if (alarm.isEmpty()) {
      json.writeNullField(key);
      return;
    }
    json.writeObjectFieldStart(key);
    json.writeNumberField("cycle", alarm.get().cycle());
    CycleJson.decimal(json, "at", alarm.get().atSeconds(), 3);
    CycleJson.decimal(json, "secondsBeforeLast", alarm.get().secondsBeforeLast(), 3);
    json.writeEndObject();
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
