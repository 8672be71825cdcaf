package dev.gctrace.streams.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Lookup;
import dev.gctrace.kubernetes.pod.PodReader;
import dev.gctrace.logs.LogDecoder;
import dev.gctrace.logs.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineJsonTest {

  private static final Instant TIME = Instant.parse("2026-01-05T10:11:12.123456789Z");
  private static final String GC =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, "
          + "309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  @Test
  void theTopologyReadsContainerRunAndTimeFromIt() {
    ContainerFacts container =
        PodReader.read(FakePod.killed("shop", "orders", "512Mi", 1), Lookup.NONE).get(0);
    byte[] text = ("x" + GC).getBytes(UTF_8);

    byte[] json = LineJson.write(container, TIME, text, 1, text.length);

    assertThat(new String(json, UTF_8))
        .startsWith(
            "{\"time\":\"2026-01-05T10:11:12.123456789Z\",\"k8s.namespace.name\":\"shop\","
                + "\"k8s.pod.name\":\"orders\",\"k8s.pod.uid\":\"uid-orders\","
                + "\"k8s.container.name\":\"app\",\"container.id\":\"containerd://orders-1\","
                + "\"log\":\"gc 15 @");
    List<String> read = new ArrayList<>();
    LogDecoder decoder =
        new LogDecoder(
            line ->
                read.add(
                    line.who().name().orElse("-")
                        + " "
                        + line.who().instance()
                        + " "
                        + line.when().orElseThrow().instant()
                        + " "
                        + text(line)));
    decoder.record(json, 0, json.length, 1);
    decoder.end();
    assertThat(read).containsExactly("shop/orders/app orders-1 " + TIME + " " + GC);
  }

  private static String text(LogLine line) {
    return new String(line.text(), line.from(), line.to() - line.from(), UTF_8);
  }
}
