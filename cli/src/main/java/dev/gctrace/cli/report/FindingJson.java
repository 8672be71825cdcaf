package dev.gctrace.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.report.Finding;
import java.io.IOException;
import java.util.Locale;

/** A finding as a JSON object. */
public final class FindingJson {

  private FindingJson() {}

  /**
   * Writes the object.
   *
   * @param json where it goes
   * @param finding the finding
   * @throws IOException when that cannot be written to
   */
  public static void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", finding.id());
    json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("summary", finding.summary());
    json.writeStringField("explanation", finding.explanation());
    json.writeStringField("advice", finding.advice());
    json.writeEndObject();
  }
}
