package dev.gctrace.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.analysis.MalformedLine;
import dev.gctrace.logs.FormatCounts;
import dev.gctrace.logs.InputCounts;
import dev.gctrace.logs.LogFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What was read, as the {@code input} object of a report. */
public final class IntakeJson {

  private IntakeJson() {}

  /**
   * Writes the field.
   *
   * @param json an object that is being written
   * @param intake what was read
   * @throws IOException when it cannot be written
   */
  public static void write(JsonGenerator json, Intake intake) throws IOException {
    json.writeObjectFieldStart("input");
    counts(json, intake.counts());
    json.writeNumberField("duplicates", intake.repeated());
    json.writeNumberField("containersLeftOut", intake.leftOut().containers());
    json.writeNumberField("eventsLeftOut", intake.leftOut().events());
    formats(json, intake.formats());
    malformed(json, intake.malformed());
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, InputCounts counts) throws IOException {
    json.writeNumberField("bytes", counts.bytes());
    json.writeNumberField("lines", counts.lines());
    json.writeNumberField("gcLines", counts.gcLines());
    json.writeNumberField("repaired", counts.repaired());
    json.writeNumberField("malformed", counts.malformed());
    json.writeNumberField("runtimeLines", counts.runtimeLines());
    json.writeNumberField("unrelated", counts.unrelated());
    json.writeNumberField("oversized", counts.oversized());
  }

  private static void formats(JsonGenerator json, FormatCounts formats) throws IOException {
    json.writeNumberField("joined", formats.joined());
    json.writeNumberField("unended", formats.unended());
    json.writeNumberField("unknownJson", formats.unknownJson());
    json.writeNumberField("tooDeep", formats.tooDeep());
    json.writeNumberField("apiErrors", formats.apiErrors());
    json.writeObjectFieldStart("formats");
    for (Map.Entry<LogFormat, Long> format : formats.records().entrySet()) {
      json.writeNumberField(format.getKey().key(), format.getValue());
    }
    json.writeEndObject();
  }

  private static void malformed(JsonGenerator json, List<MalformedLine> lines) throws IOException {
    json.writeArrayFieldStart("malformedLines");
    for (MalformedLine line : lines) {
      json.writeStartObject();
      json.writeStringField("input", line.input());
      json.writeNumberField("line", line.line());
      json.writeNumberField("column", line.what().column());
      json.writeStringField("expected", line.what().expected());
      json.writeStringField("found", line.what().found());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
