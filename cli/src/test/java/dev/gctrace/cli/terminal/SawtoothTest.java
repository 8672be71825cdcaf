package dev.gctrace.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.drawing.Points;
import dev.gctrace.cli.drawing.Reports;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SawtoothTest {

  private static final Verdict VERDICT = Reports.verdict(Severity.OK, "Fits.");
  private static final double[] STRANGE = {
    -1, 0, 1e17, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };
  private static final String SGR = "\u001b\\[[0-9;]*m";

  /** {@code -Dgolden.update=DIR} writes the drawings anew into the folder. */
  @ParameterizedTest
  @CsvSource({
    "killed, 400, 0, 80, 20, true",
    "killed, 400, 0, 80, 20, false",
    "survived, 400, 400, 40, 20, true",
    "go119-leak-300, 300, 0, 80, 20, false",
    "go119-leak-400-gml360MiB, 400, 360, 120, 36, true",
    "go119-idle-120, 8192, 0, 80, 16, true",
  })
  void drawsRecordedRuns(
      String run, long limit, long goMemLimit, int columns, int rows, boolean unicode)
      throws IOException {
    ProcessReport report = Reports.recorded(run, Reports.settings(limit, goMemLimit), VERDICT);

    String drawing =
        String.join("\n", Sawtooth.render(report, columns, rows, unicode, false)) + "\n";

    String name = run + "-" + columns + (unicode ? "" : "-ascii") + ".txt";
    if (System.getProperty("golden.update") != null) {
      Files.writeString(Path.of(System.getProperty("golden.update"), name), drawing);
    }
    assertThat(drawing).isEqualTo(golden(name));
  }

  @Test
  void theLimitIsDrawnAtItsHeightAcrossThePlot() {
    // 16 rows of 4 dots from 0 to the high end of the band, 1.15 x 520 + 12 = 610 MiB: 400 MiB are
    // 400 / 610 x 63 = 41.3 dots up, in the 11th row from the bottom, that is the 6th from the top.
    List<String> lines = killed(400, 80, 20, true);

    assertThat(lines.get(6)).startsWith("400┤━━━").endsWith("━ limit 400");
    assertThat(lines.stream().filter(l -> l.contains("━"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLimitIsMarkedWhereTheHeapMeetsIt(boolean unicode) {
    String limit = killed(400, 80, 20, unicode).get(6);

    // 0.729159 s of the 2.600 s of the drawing behind the 1.195 s of the trace: 0.740 of the plot,
    // which is 80 - 4 - 14 = 62 columns wide: column 4 + 45.
    assertThat(limit.indexOf(unicode ? '╳' : 'X')).isEqualTo(49);
  }

  @Test
  void aLimitThatIsNotReachedIsNotMarked() {
    assertThat(String.join("", killed(1000, 80, 20, true))).doesNotContain("╳");
  }

  @Test
  void theLegendNamesOnlyWhatIsInTheDrawing() {
    // 1 MiB a second, 90 s to the limit after 2 s of trace: far outside of the drawing.
    List<String> lines =
        render(
            Reports.settings(100, 0),
            Points.cycle(1).at(0, 0).heap(10, 10, 10),
            Points.cycle(2).at(1, 1).heap(11, 11, 10),
            Points.cycle(3).at(2, 2).heap(11, 11, 10));

    assertThat(String.join("\n", lines)).contains("coming cycle").doesNotContain("╳", "┊");
    assertThat(String.join("\n", killed(400, 80, 20, true))).contains("╳ at limit", "┊ peak");
  }

  @Test
  void aLimitOutOfRangeIsNamed() {
    List<String> lines = killed(8192, 80, 20, true);

    assertThat(lines.get(0)).isEqualTo("MiB  ↑ limit 8192 above");
    assertThat(String.join("", lines)).doesNotContain("━");
  }

  @Test
  void everyLevelIsNamedBesideThePlotOrInTheLegend() {
    assertThat(String.join("\n", killed(400, 80, 20, true)))
        .contains("limit 400", "next goal 520", "peak 549");
    assertThat(killed(400, 59, 20, true))
        .anyMatch(l -> l.contains("L limit 400"))
        .anyMatch(l -> l.contains("N next goal 520"))
        .anyMatch(l -> l.contains("P peak 549"))
        .anyMatch(l -> l.endsWith("━ L"));
  }

  @Test
  void asciiHasOnlyAscii() {
    for (String line : killed(8192, 80, 20, false)) {
      assertThat(line).matches("[ -~]*");
    }
  }

  @Test
  void coloursAreAddedOnlyWhenAskedFor() {
    ProcessReport report = Reports.recorded("killed", Reports.settings(400, 0), VERDICT);
    List<String> coloured = Sawtooth.render(report, 80, 20, true, true);

    assertThat(String.join("", coloured)).contains("\u001b[31m━", "\u001b[1;31m╳\u001b[0m");
    assertThat(coloured.stream().map(l -> l.replaceAll(SGR, "")))
        .isEqualTo(killed(400, 80, 20, true));
    assertThat(coloured).allMatch(l -> !l.contains("\u001b") || l.endsWith("\u001b[0m"));
  }

  @Test
  void oneCycleIsDrawn() {
    List<String> lines =
        render(Reports.settings(0, 0), Points.cycle(3).at(7, 7).heap(90, 90, 40).goal(80));

    assertThat(String.join("\n", lines)).contains("⢸", "since start", "heap", "goal");
  }

  @Test
  void manyCyclesInAColumnShowTheirRange() {
    // From 10 to 90 MiB in every column, of 0 to 100: the rows between are full, the others empty.
    List<CyclePoint> points = new ArrayList<>();
    for (int i = 0; i < 4096; i++) {
      points.add(Points.cycle(i).at(i, i).heap(90, i == 99 ? 100 : 90, 10).point());
    }
    List<String> lines =
        Sawtooth.render(Reports.of(1, MemorySettings.NONE, VERDICT, points), 80, 24, true, false);

    // 20 rows of 4 dots: 10 MiB are dot 7.9, 90 MiB are dot 71.1.
    assertThat(lines.get(4)).matches("   │⣿{50,}.*");
    assertThat(lines.get(10)).matches("   │⣿{50,}.*");
    assertThat(lines.get(17)).matches("   │⣿{50,}.*");
    assertThat(lines.get(2)).matches("   │ +[⢸⡇]");
    assertThat(lines.get(20)).isEqualTo("  0┤");
  }

  @Test
  void aProcessWithoutCyclesHasNoDrawing() {
    assertThat(render(MemorySettings.NONE)).isEmpty();
  }

  @Test
  void cyclesWithoutTimeStandSideBySide() {
    List<String> lines =
        render(
            MemorySettings.NONE,
            Points.cycle(4).at(0, 0).heap(9, 9, 4),
            Points.cycle(5).at(0, 0).heap(12, 12, 5));

    assertThat(String.join("\n", lines)).contains("gc 4", "gc 5", "collection");
  }

  @Property(tries = 300)
  void noLineIsTooLongAndNoneEndsInBlanks(
      @ForAll long seed,
      @ForAll @IntRange(max = 250) int columns,
      @ForAll @IntRange(max = 60) int rows,
      @ForAll boolean unicode,
      @ForAll @LongRange(max = 1L << 43) long limit,
      @ForAll @LongRange(max = 1L << 43) long goMemLimit) {
    ProcessReport report = random(new Random(seed), Reports.settings(limit, goMemLimit));

    List<String> lines = Sawtooth.render(report, columns, rows, unicode, false);

    assertThat(lines).hasSizeLessThanOrEqualTo(Math.max(rows, Sawtooth.MIN_ROWS));
    for (String line : lines) {
      assertThat(line).hasSizeLessThanOrEqualTo(Math.max(columns, Sawtooth.MIN_COLUMNS));
      assertThat(line).isEqualTo(line.stripTrailing());
    }
  }

  @Property(tries = 200)
  void theLimitIsEitherDrawnOrSaidToBeAbove(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2000) int limit) {
    ProcessReport report = random(new Random(seed), Reports.settings(limit, 0));

    List<String> lines = Sawtooth.render(report, 80, 24, true, false);

    boolean above = lines.get(0).contains("limit " + limit + " above");
    boolean drawn = lines.subList(1, lines.size()).stream().anyMatch(l -> l.contains("━"));
    assertThat(drawn).isNotEqualTo(above);
  }

  private static ProcessReport random(Random random, MemorySettings settings) {
    List<CyclePoint> points = new ArrayList<>();
    double time = random.nextDouble() * Math.pow(10, random.nextInt(12));
    long scale = random.nextInt(50) == 0 ? Long.MAX_VALUE / 3 : 1 + random.nextInt(1000);
    for (int i = 0; i < 1 + random.nextInt(40); i++) {
      double end = time + random.nextDouble();
      double live = Math.floor(random.nextDouble() * scale);
      long start = (long) live + random.nextLong(scale);
      Points point =
          Points.cycle(i + 1)
              .at(time, end)
              .heap(start, start + random.nextLong(scale), (long) live);
      if (random.nextBoolean()) {
        point
            .goal(random.nextLong(scale))
            .next(2.0 * live)
            .peak(live, 2.0 * live + 8, 3.0 * live + 9);
      }
      points.add(point.point());
      time = random.nextInt(50) == 0 ? STRANGE[random.nextInt(STRANGE.length)] : end + 20;
    }
    return Reports.of(1, settings, VERDICT, points);
  }

  private static List<String> killed(long limit, int columns, int rows, boolean unicode) {
    return Sawtooth.render(
        Reports.recorded("killed", Reports.settings(limit, 0), VERDICT),
        columns,
        rows,
        unicode,
        false);
  }

  private static List<String> render(MemorySettings settings, Points... points) {
    List<CyclePoint> made = List.of(points).stream().map(Points::point).toList();
    return Sawtooth.render(Reports.of(1, settings, VERDICT, made), 80, 20, true, false);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = SawtoothTest.class.getResourceAsStream("/sawtooth/" + name)) {
      return in == null ? "no such golden file" : new String(in.readAllBytes(), UTF_8);
    }
  }
}
