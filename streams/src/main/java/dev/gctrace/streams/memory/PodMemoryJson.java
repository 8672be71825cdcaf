package dev.gctrace.streams.memory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The JSON object of a {@link PodMemory}. Every key may be absent or null; unknown keys are passed
 * over.
 *
 * <pre>{@code
 * {"schema":1,"limitMiB":400,"gogc":100,"goMemLimitMiB":360,"startedAt":"2026-01-05T10:00:00Z",
 *  "ended":{"reason":"OOMKilled","exitCode":137,"at":"2026-01-05T09:59:58Z"},
 *  "memoryMiB":312.5,"measuredAt":"2026-01-05T10:03:00Z"}
 * }</pre>
 */
public final class PodMemoryJson {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final BigDecimal BYTES_PER_MIB = BigDecimal.valueOf(1 << 20);
  private static final OptionalLong NOTHING = OptionalLong.empty();
  private static final int MAX_REASON_CHARS = 100;

  private PodMemoryJson() {}

  /** The object as UTF-8, without a line break. */
  public static byte[] write(PodMemory memory) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schema", PodMemory.SCHEMA);
      size(json, "limitMiB", memory.settings().limitBytes());
      gogc(json, memory.gogc());
      size(json, "goMemLimitMiB", memory.settings().goMemLimitBytes());
      json.writeStringField("startedAt", memory.startedAt().map(Instant::toString).orElse(null));
      ended(json, memory.ended());
      inUse(json, memory.inUse());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException when it is none; the message says what is wrong, with the
   *     value
   */
  public static PodMemory read(byte[] json) {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    JsonNode schema = node.path("schema");
    if (!isAbsent(schema) && !(schema.isInt() && schema.intValue() == PodMemory.SCHEMA)) {
      throw new IllegalArgumentException(
          "schema " + shown(schema) + " is not known, only " + PodMemory.SCHEMA);
    }
    return new PodMemory(
        new MemorySettings(size(node, "limitMiB"), gogc(node), size(node, "goMemLimitMiB")),
        time(node, "startedAt"),
        ended(node.path("ended")),
        inUse(node));
  }

  private static void size(JsonGenerator json, String key, OptionalLong bytes) throws IOException {
    if (bytes.isEmpty()) {
      json.writeNullField(key);
    } else {
      json.writeFieldName(key);
      json.writeNumber(
          BigDecimal.valueOf(bytes.getAsLong())
              .divide(BYTES_PER_MIB)
              .stripTrailingZeros()
              .toPlainString());
    }
  }

  private static OptionalLong size(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (isAbsent(value)) {
      return OptionalLong.empty();
    }
    double mib = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(mib > 0 && mib < 1L << 40)) {
      throw new IllegalArgumentException(key + " is " + shown(value) + ", not a number of MiB");
    }
    return OptionalLong.of(
        value.decimalValue().multiply(BYTES_PER_MIB).setScale(0, RoundingMode.UP).longValue());
  }

  private static void gogc(JsonGenerator json, Optional<Gogc> gogc) throws IOException {
    if (gogc.isEmpty()) {
      json.writeNullField("gogc");
    } else if (gogc.get().off()) {
      json.writeStringField("gogc", "off");
    } else {
      json.writeNumberField("gogc", gogc.get().percent());
    }
  }

  private static Optional<Gogc> gogc(JsonNode node) {
    JsonNode value = node.path("gogc");
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (value.isTextual() && value.textValue().equals("off")) {
      return Optional.of(Gogc.givenOff());
    }
    double percent = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(percent >= 0 && percent <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "gogc is " + shown(value) + ", not a percentage or \"off\"");
    }
    return Optional.of(Gogc.given(percent));
  }

  private static void ended(JsonGenerator json, Optional<PodMemory.Ended> ended)
      throws IOException {
    if (ended.isEmpty()) {
      json.writeNullField("ended");
      return;
    }
    json.writeObjectFieldStart("ended");
    json.writeStringField("reason", ended.get().reason());
    if (ended.get().exitCode().isPresent()) {
      json.writeNumberField("exitCode", ended.get().exitCode().getAsInt());
    } else {
      json.writeNullField("exitCode");
    }
    json.writeStringField("at", ended.get().at().map(Instant::toString).orElse(null));
    json.writeEndObject();
  }

  private static Optional<PodMemory.Ended> ended(JsonNode node) {
    if (isAbsent(node)) {
      return Optional.empty();
    }
    JsonNode reason = node.path("reason");
    if (!reason.isTextual() || reason.textValue().length() > MAX_REASON_CHARS) {
      throw new IllegalArgumentException("ended.reason is " + shown(reason) + ", not a word");
    }
    JsonNode exitCode = node.path("exitCode");
    return Optional.of(
        new PodMemory.Ended(
            reason.textValue(),
            exitCode.isInt() ? OptionalInt.of(exitCode.intValue()) : OptionalInt.empty(),
            time(node, "at")));
  }

  private static void inUse(JsonGenerator json, Optional<PodMemory.InUse> inUse)
      throws IOException {
    size(json, "memoryMiB", inUse.map(one -> OptionalLong.of(one.bytes())).orElse(NOTHING));
    json.writeStringField(
        "measuredAt", inUse.flatMap(PodMemory.InUse::at).map(Instant::toString).orElse(null));
  }

  private static Optional<PodMemory.InUse> inUse(JsonNode node) {
    OptionalLong bytes = size(node, "memoryMiB");
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(new PodMemory.InUse(bytes.getAsLong(), time(node, "measuredAt")));
  }

  private static Optional<Instant> time(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(value.asText()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          key + " is " + shown(value) + ", not a time like 2026-01-05T10:00:00Z", e);
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() > MAX_REASON_CHARS ? text.substring(0, MAX_REASON_CHARS) + "…" : text;
  }
}
