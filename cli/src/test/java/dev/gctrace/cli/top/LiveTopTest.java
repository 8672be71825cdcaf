package dev.gctrace.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.cluster.ContainerLog;
import dev.gctrace.cli.console.Key;
import dev.gctrace.cli.console.Style;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Lookup;
import dev.gctrace.kubernetes.pod.PodReader;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveTopTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:10:00.123Z");
  private static final Style STYLE = new Style(80, false, false);

  private final LiveTop top = new LiveTop("shop");

  @Test
  void asManyRowsAsThereIsRoomForAreShownAndTheRestIsCounted() {
    top.show(round(50, List.of()), NOW);

    List<String> lines = top.lines(STYLE, 10);

    assertThat(lines).hasSize(10);
    assertThat(lines.get(0))
        .isEqualTo("gctrace top  shop  50 containers, 0 critical, 0 warning  2026-01-05T10:10:00Z");
    assertThat(lines.get(1)).startsWith("CONTAINER");
    assertThat(lines.get(2)).startsWith("shop/orders-00/app");
    assertThat(lines.get(8)).startsWith("shop/orders-06/app");
    assertThat(lines.get(9)).isEqualTo("1–7 of 50  j k g G move  q quit");
  }

  @Test
  void keysMoveTheRows() {
    top.show(round(50, List.of()), NOW);

    top.press(Key.DOWN);
    top.press(Key.DOWN);
    top.press(Key.UP);
    assertThat(top.lines(STYLE, 10).get(2)).startsWith("shop/orders-01/app");
    top.press(Key.LAST);
    assertThat(top.lines(STYLE, 10).get(2)).startsWith("shop/orders-49/app");
    top.press(Key.FIRST);
    assertThat(top.lines(STYLE, 10).get(2)).startsWith("shop/orders-00/app");
  }

  @Test
  void problemsStandBelowTheRowsWhichMakeRoomForThem() {
    top.show(round(50, List.of("a", "not allowed\n- rule", "c", "d", "e")), NOW);

    List<String> lines = top.lines(STYLE, 10);

    assertThat(lines).hasSize(10);
    assertThat(lines.subList(5, 9))
        .containsExactly("a", "not allowed", "c", "and 2 more that cannot be read");
  }

  @Test
  void beforeTheFirstRoundAndWithoutContainersThereIsAScreenToo() {
    assertThat(top.lines(STYLE, 10)).containsExactly("gctrace top  shop  reading …");
    top.show(round(0, List.of()), NOW);
    assertThat(top.lines(STYLE, 4)).hasSize(4).endsWith("q quit");
  }

  private static Sweep.Round round(int containers, List<String> problems) {
    return new Sweep.Round(
        IntStream.range(0, containers).mapToObj(LiveTopTest::standing).toList(),
        problems,
        List.of(),
        0);
  }

  private static Standing standing(int number) {
    ContainerFacts facts =
        PodReader.read(
                FakePod.tracing("shop", "orders-%02d".formatted(number), "400Mi"), Lookup.NONE)
            .get(0);
    return new Standing(facts, new ContainerLog(facts).last(), OptionalLong.empty());
  }
}
