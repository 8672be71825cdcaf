package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GctraceTopologyTest {

  private static final String GOLDEN = "topology.golden";

  /** {@code -Dgolden.write=true} writes it anew; read the difference before it is committed. */
  @Test
  void everyNodeStoreAndTopicHasTheNameThatItHadBefore() throws IOException {
    String described = GctraceTopology.of(Settings.DEFAULT).describe().toString();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(
          Path.of("src/test/resources/dev/gctrace/streams/topology", GOLDEN), described);
    }
    try (InputStream in = GctraceTopologyTest.class.getResourceAsStream(GOLDEN)) {
      assertThat(described).isEqualTo(new String(in.readAllBytes(), UTF_8));
    }
    assertThat(described).doesNotContain("KSTREAM", "000000");
  }

  @Test
  void topicsHaveTheNamesOfTheSettings() {
    String described =
        GctraceTopology.of(
                Settings.of(
                    Map.of(
                        "gctrace.topic.logs", "a",
                        "gctrace.topic.memory", "b",
                        "gctrace.topic.events", "c",
                        "gctrace.topic.alerts", "d",
                        "gctrace.topic.dead-letters", "e")))
            .describe()
            .toString();
    assertThat(described)
        .contains("(topics: [a])", "(topics: [b])", "(topic: c)", "(topic: d)", "(topic: e)");
  }
}
