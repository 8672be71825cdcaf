package dev.gctrace.streams.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.logs.CycleJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The JSON object of an {@link Alert}. Every key is always there; what is absent is null. Sizes are
 * in MiB with at most one decimal. Keys may be added under the same schema version, none is
 * renamed.
 */
public final class AlertJson {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AlertJson() {}

  /** The object as UTF-8, without a line break. */
  public static byte[] write(Alert alert) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schema", Alert.SCHEMA);
      json.writeStringField("id", alert.id());
      json.writeStringField("change", alert.change().key());
      json.writeStringField("severity", word(alert.severity()));
      json.writeStringField("container", alert.container());
      json.writeNumberField("process", alert.process());
      json.writeStringField("reason", alert.reason());
      json.writeStringField("sentence", alert.sentence());
      numbers(json, alert.numbers());
      json.writeStringField("cause", alert.cause());
      json.writeStringField("advice", alert.advice());
      json.writeArrayFieldStart("evidence");
      for (String line : alert.evidence()) {
        json.writeString(line);
      }
      json.writeEndArray();
      postMortem(json, alert.postMortem());
      json.writeStringField("firstSeen", alert.firstSeen().toString());
      json.writeStringField("updated", alert.updated().toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an object that {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is none, or of another schema version; the message
   *     says which
   */
  public static Alert read(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      int schema = node == null ? 0 : node.path("schema").asInt();
      if (schema != Alert.SCHEMA) {
        throw new IllegalArgumentException(
            "not an alert of schema " + Alert.SCHEMA + " but of " + schema);
      }
      List<String> evidence = new ArrayList<>();
      node.path("evidence").forEach(line -> evidence.add(line.asText()));
      return new Alert(
          text(node, "id"),
          Change.valueOf(text(node, "change").toUpperCase(Locale.ROOT)),
          Severity.valueOf(text(node, "severity").toUpperCase(Locale.ROOT)),
          text(node, "container"),
          node.path("process").asInt(),
          text(node, "reason"),
          text(node, "sentence"),
          numbers(node),
          text(node, "cause"),
          text(node, "advice"),
          evidence,
          postMortem(node.path("postMortem")),
          Instant.parse(text(node, "firstSeen")),
          Instant.parse(text(node, "updated")));
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("not an alert: " + e.getMessage(), e);
    }
  }

  private static void numbers(JsonGenerator json, Numbers n) throws IOException {
    whole(json, "cycle", n.cycle());
    decimal(json, "at", n.at(), 3);
    whole(json, "heapEndMiB", n.heapEndMiB());
    whole(json, "liveMiB", n.liveMiB());
    if (n.gogcOff()) {
      json.writeStringField("gogc", "off");
    } else {
      decimal(json, "gogc", n.gogc(), 1);
    }
    json.writeStringField("gogcSource", n.gogcSource());
    decimal(json, "goMemLimitMiB", n.goMemLimitMiB(), 1);
    decimal(json, "limitMiB", n.limitMiB(), 1);
    decimal(json, "nextGoalMiB", n.nextGoalMiB(), 1);
    band(json, "peak", "MiB", n.peakMiB(), 1);
    decimal(json, "secondsToLimit", n.secondsToLimit(), 2);
    Band seconds = n.secondsToLimitBand().orElse(null);
    CycleJson.decimal(json, "secondsToLimitLow", seconds == null ? Double.NaN : seconds.low(), 2);
    CycleJson.decimal(json, "secondsToLimitHigh", seconds == null ? Double.NaN : seconds.high(), 2);
    decimal(json, "killProbability", n.killProbability(), 3);
    decimal(json, "allocationMiBPerSecond", n.allocationMiBPerSecond(), 3);
    decimal(json, "liveGrowthMiBPerSecond", n.liveGrowthMiBPerSecond(), 3);
  }

  private static Numbers numbers(JsonNode node) {
    boolean off = node.path("gogc").asText().equals("off");
    return new Numbers(
        whole(node, "cycle"),
        decimal(node, "at"),
        whole(node, "heapEndMiB"),
        whole(node, "liveMiB"),
        off ? OptionalDouble.empty() : decimal(node, "gogc"),
        off,
        node.path("gogcSource").textValue(),
        decimal(node, "goMemLimitMiB"),
        decimal(node, "limitMiB"),
        decimal(node, "nextGoalMiB"),
        band(decimal(node, "peakMiB"), decimal(node, "peakLowMiB"), decimal(node, "peakHighMiB")),
        decimal(node, "secondsToLimit"),
        band(
            decimal(node, "secondsToLimit"),
            decimal(node, "secondsToLimitLow"),
            decimal(node, "secondsToLimitHigh")),
        decimal(node, "killProbability"),
        decimal(node, "allocationMiBPerSecond"),
        decimal(node, "liveGrowthMiBPerSecond"));
  }

  private static void band(
      JsonGenerator json, String name, String unit, Optional<Band> band, int decimals)
      throws IOException {
    Band b = band.orElse(null);
    CycleJson.decimal(json, name + unit, b == null ? Double.NaN : b.expected(), decimals);
    CycleJson.decimal(json, name + "Low" + unit, b == null ? Double.NaN : b.low(), decimals);
    CycleJson.decimal(json, name + "High" + unit, b == null ? Double.NaN : b.high(), decimals);
  }

  private static Optional<Band> band(
      OptionalDouble expected, OptionalDouble low, OptionalDouble high) {
    return expected.isPresent() && low.isPresent() && high.isPresent()
        ? Optional.of(new Band(low.getAsDouble(), expected.getAsDouble(), high.getAsDouble()))
        : Optional.empty();
  }

  private static void postMortem(JsonGenerator json, Optional<PostMortem> postMortem)
      throws IOException {
    if (postMortem.isEmpty()) {
      json.writeNullField("postMortem");
      return;
    }
    PostMortem end = postMortem.get();
    json.writeObjectFieldStart("postMortem");
    json.writeStringField("reason", end.reason());
    if (end.exitCode().isPresent()) {
      json.writeNumberField("exitCode", end.exitCode().getAsInt());
    } else {
      json.writeNullField("exitCode");
    }
    json.writeStringField("at", end.at().map(Instant::toString).orElse(null));
    json.writeStringField("foretold", end.foretold());
    decimal(json, "secondsForetold", end.secondsForetold(), 3);
    json.writeEndObject();
  }

  private static Optional<PostMortem> postMortem(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new PostMortem(
            text(node, "reason"),
            node.path("exitCode").isNumber()
                ? OptionalInt.of(node.path("exitCode").intValue())
                : OptionalInt.empty(),
            Optional.ofNullable(node.path("at").textValue()).map(Instant::parse),
            text(node, "foretold"),
            decimal(node, "secondsForetold")));
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("not an alert: no text under '" + key + "'");
    }
    return value.textValue();
  }

  private static void whole(JsonGenerator json, String key, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(key, value.getAsLong());
    } else {
      json.writeNullField(key);
    }
  }

  private static OptionalLong whole(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }

  private static void decimal(JsonGenerator json, String key, OptionalDouble value, int decimals)
      throws IOException {
    CycleJson.decimal(json, key, value.orElse(Double.NaN), decimals);
  }

  private static OptionalDouble decimal(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }
}
