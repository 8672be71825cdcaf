package dev.gctrace.cli.pod;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.kubernetes.profile.HeapProfile;
import dev.gctrace.kubernetes.profile.ProfileName;
import dev.gctrace.kubernetes.profile.ProfileStore;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.CycleJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A profile and, beside it, the forecast that it was taken for. */
final class SavedProfile {

  private SavedProfile() {}

  /**
   * Saves both.
   *
   * @param profile the profile
   * @param who the container
   * @param cycle the collection that it was taken for; empty when there was none yet
   * @return one line that says where it is
   */
  static String save(
      HeapProfile profile, ContainerId who, Optional<Cycle> cycle, ProfileStore store)
      throws IOException {
    Instant time = Instant.now();
    long number = cycle.map(one -> one.event().cycle()).orElse(0L);
    String name = ProfileName.of(who, number, time);
    String place = store.save(name + ".pb.gz", profile.bytes());
    store.save(name + ".json", json(profile, cycle, time));
    return "heap profile of cycle " + number + ": " + place;
  }

  private static byte[] json(HeapProfile profile, Optional<Cycle> cycle, Instant time)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("takenAt", time.toString());
      json.writeNumberField("port", profile.port());
      json.writeNumberField("bytes", profile.bytes().length);
      json.writeFieldName("cycle");
      if (cycle.isPresent()) {
        CycleJson.write(json, cycle.get());
      } else {
        json.writeNull();
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return out.toByteArray();
  }
}
