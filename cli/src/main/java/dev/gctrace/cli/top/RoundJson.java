package dev.gctrace.cli.top;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.cluster.FactsJson;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.logs.CycleJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * A round as one JSON object on a line: {@code containers}, the most dangerous first; {@code
 * problems}; {@code notes}; {@code others}, the number of containers that print no gctrace lines.
 * Every key is always there; what is absent is null. {@code lastCycle} is the object of {@code
 * watch}.
 */
final class RoundJson {

  private final JsonFactory factory =
      new JsonFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

  void write(Sweep.Round round, OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("containers");
      for (Standing standing : round.standings()) {
        container(json, standing);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("problems");
      for (String problem : round.problems()) {
        json.writeString(problem);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("notes");
      for (String note : round.notes()) {
        json.writeString(note);
      }
      json.writeEndArray();
      json.writeNumberField("others", round.others());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void container(JsonGenerator json, Standing standing) throws IOException {
    ContainerFacts facts = standing.facts();
    json.writeStartObject();
    json.writeStringField("container", standing.name());
    json.writeStringField("severity", standing.severity().name().toLowerCase(Locale.ROOT));
    FactsJson.write(json, facts, standing.memoryBytes());
    json.writeFieldName("lastCycle");
    if (standing.last().isPresent()) {
      CycleJson.write(json, standing.last().get());
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }
}
