package dev.gctrace.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.report.PostMortem;
import dev.gctrace.logs.CycleJson;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The post-mortem of a process as a JSON object; what is absent is null. */
final class PostMortemJson {

  private static final String KEY = "postMortem";

  private PostMortemJson() {}

  static void write(JsonGenerator json, Optional<PostMortem> told) throws IOException {
    if (told.isEmpty()) {
      json.writeNullField(KEY);
      return;
    }
    PostMortem postMortem = told.get();
    json.writeObjectFieldStart(KEY);
    json.writeStringField("end", postMortem.end().name().toLowerCase(Locale.ROOT));
    json.writeStringField("cause", postMortem.cause().code());
    json.writeStringField("sentence", postMortem.sentence());
    json.writeArrayFieldStart("lastCycles");
    for (PostMortem.LastCycle cycle : postMortem.lastCycles()) {
      json.writeStartObject();
      json.writeNumberField("cycle", cycle.cycle());
      CycleJson.decimal(json, "at", cycle.atSeconds(), 3);
      json.writeNumberField("liveMiB", cycle.liveMiB());
      json.writeNumberField("heapEndMiB", cycle.heapEndMiB());
      CycleJson.decimal(json, "nextGoalMiB", cycle.nextGoalMiB().orElse(Double.NaN), 1);
      CycleJson.decimal(json, "peakMiB", cycle.peakMiB().orElse(Double.NaN), 1);
      json.writeEndObject();
    }
    json.writeEndArray();
    firstSign(json, postMortem.firstSign());
    PostMortem.Rescue rescue = postMortem.rescue();
    json.writeObjectFieldStart("rescue");
    json.writeBooleanField("possible", rescue.isPossible());
    whole(json, "goMemLimitMiB", rescue.goMemLimitMiB());
    whole(json, "gogc", rescue.gogc());
    whole(json, "limitMiB", rescue.limitMiB());
    json.writeStringField("sentence", rescue.sentence());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void firstSign(JsonGenerator json, Optional<PostMortem.FirstSign> sign)
      throws IOException {
    if (sign.isEmpty()) {
      json.writeNullField("firstSign");
      return;
    }
    json.writeObjectFieldStart("firstSign");
    json.writeNumberField("cycle", sign.get().cycle());
    CycleJson.decimal(json, "at", sign.get().atSeconds(), 3);
    json.writeNumberField("cyclesBeforeLast", sign.get().cyclesBeforeLast());
    CycleJson.decimal(json, "secondsBeforeLast", sign.get().secondsBeforeLast(), 3);
    json.writeEndObject();
  }

  private static void whole(JsonGenerator json, String key, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(key, value.getAsLong());
    } else {
      json.writeNullField(key);
    }
  }
}
