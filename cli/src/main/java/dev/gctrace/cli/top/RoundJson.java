package dev.gctrace.cli.top;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.Setting;
import dev.gctrace.kubernetes.pod.Trap;
import dev.gctrace.logs.CycleJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A round as one JSON object on a line: {@code containers}, the most dangerous first; {@code
 * problems}; {@code others}, the number of containers that print no gctrace lines. Every key is
 * always there; what is absent is null. {@code lastCycle} is the object of {@code watch}.
 */
final class RoundJson {

  private static final double MIB = 1 << 20;

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
    json.writeStringField("state", facts.run().state().name().toLowerCase(Locale.ROOT));
    json.writeStringField("startedAt", facts.startedAt().map(Object::toString).orElse(null));
    json.writeNumberField("restarts", facts.restarts());
    lastEnd(json, facts.lastEnd());
    mib(json, "limitMiB", facts.limit().bytes());
    json.writeStringField("limitSource", facts.limit().source().name().toLowerCase(Locale.ROOT));
    mib(json, "wantedLimitMiB", facts.limit().wantedBytes());
    mib(json, "nodeAllocatableMiB", facts.limit().allocatableBytes());
    mib(json, "memoryMiB", standing.memoryBytes());
    json.writeObjectFieldStart("environment");
    setting(json, facts.environment().gogc());
    setting(json, facts.environment().goMemLimit());
    setting(json, facts.environment().goMaxProcs());
    setting(json, facts.environment().goDebug());
    json.writeEndObject();
    json.writeArrayFieldStart("traps");
    for (Trap trap : facts.traps()) {
      json.writeStartObject();
      json.writeStringField("id", trap.id().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      json.writeStringField("sentence", trap.sentence());
      json.writeStringField("advice", trap.advice());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("lastCycle");
    if (standing.last().isPresent()) {
      CycleJson.write(json, standing.last().get());
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  private static void lastEnd(JsonGenerator json, Optional<Ended> end) throws IOException {
    json.writeFieldName("lastEnd");
    if (end.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("how", end.get().how().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeNumberField("exitCode", end.get().exitCode());
    json.writeStringField("finishedAt", end.get().finishedAt().map(Object::toString).orElse(null));
    json.writeEndObject();
  }

  /** The value as the pod has it, and where it comes from. */
  private static void setting(JsonGenerator json, Setting setting) throws IOException {
    json.writeObjectFieldStart(setting.name());
    json.writeStringField("value", setting.value().orElse(null));
    json.writeStringField(
        "source", setting.source().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeStringField("detail", setting.detail());
    json.writeEndObject();
  }

  private static void mib(JsonGenerator json, String key, OptionalLong bytes) throws IOException {
    CycleJson.decimal(json, key, bytes.isPresent() ? bytes.getAsLong() / MIB : Double.NaN, 1);
  }
}
