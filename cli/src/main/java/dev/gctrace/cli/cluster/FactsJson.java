package dev.gctrace.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.report.FindingJson;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.Environment;
import dev.gctrace.kubernetes.pod.Setting;
import dev.gctrace.kubernetes.pod.Trap;
import dev.gctrace.logs.CycleJson;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the cluster tells of a container, as members of a JSON object. Every key is always there;
 * what is absent is null.
 */
public final class FactsJson {

  private static final double MIB = 1 << 20;

  private FactsJson() {}

  /**
   * Writes the members into the object that is open.
   *
   * @param json where they go
   * @param facts the container
   * @param memoryBytes what it uses now; empty when that is not known
   * @throws IOException when that cannot be written to
   */
  public static void write(JsonGenerator json, ContainerFacts facts, OptionalLong memoryBytes)
      throws IOException {
    json.writeStringField("state", code(facts.run().state()));
    json.writeStringField("startedAt", facts.startedAt().map(Object::toString).orElse(null));
    json.writeNumberField("restarts", facts.restarts());
    json.writeStringField("owner", facts.owner().map(Object::toString).orElse(null));
    end(json, "ended", facts.ended());
    end(json, "lastEnd", facts.lastEnd());
    mib(json, "limitMiB", facts.limit().bytes());
    json.writeStringField("limitSource", code(facts.limit().source()));
    mib(json, "wantedLimitMiB", facts.limit().wantedBytes());
    mib(json, "nodeAllocatableMiB", facts.limit().allocatableBytes());
    mib(json, "memoryMiB", memoryBytes);
    environment(json, facts.environment());
    json.writeArrayFieldStart("findings");
    for (Trap trap : facts.traps()) {
      FindingJson.write(json, trap.finding());
    }
    json.writeEndArray();
  }

  private static void environment(JsonGenerator json, Environment environment) throws IOException {
    json.writeObjectFieldStart("environment");
    setting(json, environment.gogc());
    setting(json, environment.goMemLimit());
    setting(json, environment.goMaxProcs());
    setting(json, environment.goDebug());
    json.writeEndObject();
  }

  private static void end(JsonGenerator json, String key, Optional<Ended> end) throws IOException {
    json.writeFieldName(key);
    if (end.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("how", code(end.get().how()));
    json.writeNumberField("exitCode", end.get().exitCode());
    json.writeStringField("reason", end.get().reason());
    json.writeStringField("finishedAt", end.get().finishedAt().map(Object::toString).orElse(null));
    json.writeEndObject();
  }

  /** The value as the pod has it, and where it comes from. */
  private static void setting(JsonGenerator json, Setting setting) throws IOException {
    json.writeObjectFieldStart(setting.name());
    json.writeStringField("value", setting.value().orElse(null));
    json.writeStringField("source", code(setting.source()));
    json.writeStringField("detail", setting.detail());
    json.writeEndObject();
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void mib(JsonGenerator json, String key, OptionalLong bytes) throws IOException {
    CycleJson.decimal(json, key, bytes.isPresent() ? bytes.getAsLong() / MIB : Double.NaN, 1);
  }
}
