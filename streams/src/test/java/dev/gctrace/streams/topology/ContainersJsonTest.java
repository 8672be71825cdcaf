package dev.gctrace.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainersJsonTest {

  private static final String POD = "shop/orders-1/app";

  private static JsonNode container(Driven driven) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ContainersJson.write(driven.containers(), out);
    JsonNode all = Driven.json(out.toByteArray());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void aContainerShowsWhatWasSaidOfItAndTheLinesThatItRestsOn() throws IOException {
    try (Driven driven = new Driven("gctrace.limit", "400Mi")) {
      driven.logs(POD, Lines.calm(1, 5));
      JsonNode shown = container(driven);
      assertThat(shown.get("container").asText()).isEqualTo(POD);
      assertThat(shown.get("severity").asText()).isEqualTo("ok");
      assertThat(shown.get("cycle").asInt()).isEqualTo(5);
      assertThat(shown.get("evidence")).hasSize(3);
      assertThat(shown.get("lastLine").asText()).isEqualTo(Driven.BEGIN.toString());
      assertThat(shown.get("ended").isNull()).isTrue();
      assertThat(shown.get("held").asInt()).isZero();
    }
  }

  @Test
  void linesThatWaitForOthersAreShownWithTheDangerThatTheyTold() throws IOException {
    try (Driven driven = new Driven("gctrace.limit", "400Mi")) {
      // The log begins with cycle 14: those before it are waited for.
      List<String> lines = Driven.sample("bulk-export-killed.log");
      driven.logs(POD, lines);
      JsonNode shown = container(driven);
      assertThat(shown.get("severity").asText()).isEqualTo("critical");
      assertThat(shown.get("episode").isTextual()).isTrue();
      assertThat(shown.get("cycle").isNull()).isTrue();
      assertThat(shown.get("lastLine").isNull()).isTrue();
      assertThat(shown.get("held").asInt()).isEqualTo(2);
      assertThat(shown.get("heldLines").get(1).asText()).isEqualTo(lines.get(lines.size() - 1));
    }
  }

  @Test
  void anEndIsShownWithItsTime() throws IOException {
    try (Driven driven = new Driven("gctrace.limit", "400Mi")) {
      driven.logs(POD, Lines.calm(1, 5));
      driven.memory(POD, "{\"ended\":{\"reason\":\"Completed\",\"at\":\"2026-01-05T10:00:30Z\"}}");
      assertThat(container(driven).get("ended").asText()).isEqualTo("2026-01-05T10:00:30Z");
    }
  }
}
