package dev.gctrace.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.console.Key;
import dev.gctrace.cli.console.Style;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.TraceReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LiveFrameTest {

  private static final MemorySettings LIMIT_400_MIB =
      new MemorySettings(OptionalLong.of(400L << 20), Optional.empty(), OptionalLong.empty());

  private final LiveFace face = new LiveFace(() -> {});

  @Test
  void waitsForTheFirstLine() {
    assertThat(frame(80, 24)).contains("waiting for a gctrace line ...");
  }

  @Test
  void showsTheWorstContainerFirstAndItsSawtooth() {
    read("[pod/calm/app] " + gc(1, 10) + "[pod/bad/app] " + gc(1, 350));

    List<String> lines = frame(100, 30);

    assertThat(lines).hasSize(30);
    assertThat(lines.get(2)).startsWith("> ").contains("bad/app");
    assertThat(lines.get(3)).startsWith("  ").contains("calm/app");
    assertThat(lines).anyMatch(line -> line.contains("heap") && line.contains("goal"));
  }

  @Test
  void aChosenContainerStaysChosenWhenTheOrderChanges() {
    read("[pod/a/app] " + gc(1, 10) + "[pod/b/app] " + gc(1, 10));
    face.press(Key.DOWN);
    assertThat(chosen()).isEqualTo("b/app");

    read("[pod/b/app] " + gc(2, 390));

    assertThat(chosen()).isEqualTo("b/app");
    face.press(Key.LAST);
    assertThat(chosen()).isEqualTo("a/app");
    face.press(Key.DOWN);
    assertThat(chosen()).isEqualTo("a/app");
    face.press(Key.FIRST);
    face.press(Key.UP);
    assertThat(chosen()).isEqualTo("b/app");
  }

  @Test
  void tellsHowLongTheTerminalTookNothing() {
    LiveModel model = model();
    Style style = new Style(80, false, false);

    assertThat(LiveFrame.of(model, style, 24).get(23)).contains("j k choose");
    assertThat(LiveFrame.of(model.standingStill(3), style, 24).get(23))
        .isEqualTo("the terminal was too slow: this view stood still for 3 s");
  }

  @Test
  void aLogThatIsWrittenNewestFirstIsToldAtOnce() {
    read(gc(1, 10));

    face.newestFirst("app.log");

    assertThat(frame(100, 24))
        .anyMatch(line -> line.contains("app.log: written newest first; gctrace analyze"));
  }

  @Test
  void aContainerOfAnOldGoHasARowToo() {
    read(
        "gc7(4): 5+0+186+0 us, 30 -> 60 MB, 18 (19-1) objects, 0/0/0 sweeps, 0(0) handoff,"
            + " 0(0) steal, 0/0/0 yields\n");

    // The second figure is the heap that the collection found; what was live then is not told.
    assertThat(frame(80, 24).get(2)).containsPattern("> +- .* 7 +60->-->- +- +- +- +unknown");
  }

  @Property(tries = 60)
  void fitsEveryTerminal(
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 40, max = 160) int columns,
      @ForAll @IntRange(max = 50) int containers) {
    for (int i = 0; i < containers; i++) {
      read("[pod/orders-" + i + "/app] " + gc(1, 10 + i));
    }
    face.press(Key.LAST);

    List<String> lines = frame(columns, rows);

    assertThat(lines).hasSizeLessThanOrEqualTo(rows);
    // Below 76 columns a row takes more than there is; the screen cuts it off.
    assertThat(lines.subList(1, Math.min(2 + containers, lines.size())))
        .allMatch(line -> line.length() <= Math.max(76, columns));
  }

  private String chosen() {
    LiveModel model = model();
    return model.rows().get(model.chosen()).label();
  }

  private List<String> frame(int columns, int rows) {
    return LiveFrame.of(model(), new Style(columns, false, false), rows);
  }

  private LiveModel model() {
    return face.model("standard input", new Watching.State(analysis, Intake.NOTHING, false, false));
  }

  private final Analysis analysis = new Analysis(LIMIT_400_MIB, ContainerFilter.ALL, face);

  private void read(String log) {
    TraceReader reader = new TraceReader(analysis.input("standard input"), ContainerId.NONE);
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, 0, bytes.length);
    reader.end();
  }

  private static String gc(int cycle, int live) {
    return String.format(
        "gc %d @%d.000s 0%%: 0.061+28+0.041 ms clock, 0.12+0/8/2.9+0.082 ms cpu, %d->%d->%d MB,"
            + " %d MB goal, 0 MB stacks, 0 MB globals, 2 P%n",
        cycle, cycle, live, live, live, live);
  }
}
