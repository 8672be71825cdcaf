package dev.gctrace.cli.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.drawing.Points;
import dev.gctrace.cli.drawing.Reports;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PictureTest {

  @Test
  void severalPartsStandInTheirOrder() throws IOException {
    String svg = svg(List.of(part("first", Severity.OK), part("second", Severity.CRITICAL)));

    assertThat(svg.indexOf(">first<")).isPositive().isLessThan(svg.indexOf(">second<"));
    assertThat(svg).contains("height=\"1040\"");
  }

  @Test
  void ofManyPartsTheMostDangerousAreDrawnAndTheOthersNamed() throws IOException {
    List<ChartPart> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parts.add(part("fine" + i, Severity.OK));
    }
    parts.add(part("unclear", Severity.UNKNOWN));
    parts.add(part("bad", Severity.CRITICAL));
    parts.add(part("soon", Severity.WARNING));

    String svg = svg(parts);

    assertThat(svg.indexOf(">bad<")).isPositive().isLessThan(svg.indexOf(">soon<"));
    assertThat(svg.indexOf(">soon<")).isLessThan(svg.indexOf(">unclear<"));
    assertThat(svg).contains(">fine2<").doesNotContain(">fine3<");
    assertThat(svg).contains("Not drawn, in falling order of danger: fine3 (OK), fine4 (OK)");
  }

  @Test
  void sixPartsAreAllDrawn() throws IOException {
    List<ChartPart> parts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      parts.add(part("fine" + i, Severity.OK));
    }

    assertThat(svg(parts)).contains(">fine5<").doesNotContain("Not drawn");
    assertThat(Picture.of(parts).height()).isEqualTo(6 * 520);
  }

  @Test
  void aHundredPartsNamedStillHaveAnEnd() throws IOException {
    List<ChartPart> parts = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      parts.add(part("container-with-a-long-name-" + i, Severity.OK));
    }

    assertThat(Picture.of(parts).height()).isLessThan(6 * 520 + 150);
    assertThat(svg(parts)).contains("…<");
  }

  @Test
  void processesThatRanAtTheSameTimeGetTheirOwnPanels() {
    ProcessReport first = stamped(1, 0);
    ProcessReport second = stamped(2, 1);

    assertThat(Picture.of(List.of(new ChartPart("a", List.of(first, second)))).height())
        .isEqualTo(2 * 520);
  }

  @Test
  void theTitleIsTheVerdictOfTheWorstProcess() {
    ProcessReport fine = stamped(1, 0);
    ProcessReport later = stamped(2, 20);
    ProcessReport bad = Reports.of(2, later.settings(), verdict(Severity.CRITICAL), later.points());

    assertThat(Picture.of(List.of(new ChartPart("a", List.of(fine, bad, stamped(3, 40))))).title())
        .isEqualTo("a: Process 2: It is CRITICAL.");
  }

  /** Numbers as a hostile log may hold them: nothing, next to nothing, as much as there is. */
  @Property(tries = 150)
  void anyNumbersCanBeDrawn(
      @ForAll @Size(min = 1, max = 6) List<@From("times") Double> times,
      @ForAll @Size(6) List<@LongRange(max = Long.MAX_VALUE) Long> sizes,
      @ForAll @LongRange(max = 1L << 43) long limit,
      @ForAll boolean stamps)
      throws IOException {
    List<CyclePoint> points = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      long size = sizes.get(i);
      Points point =
          Points.cycle(size)
              .at(times.get(i), times.get((i + 1) % times.size()))
              .heap(size, sizes.get((i + 1) % 6), sizes.get((i + 2) % 6))
              .goal(size)
              .next(2.0 * size)
              .peak((double) size, 3.0 * size, Double.POSITIVE_INFINITY)
              .cpu((double) size);
      points.add((stamps ? point.stamp(size) : point).point());
    }
    ProcessReport report =
        Reports.of(1, Reports.settings(limit, limit / 2), verdict(Severity.OK), points);

    assertThat(svg(List.of(new ChartPart("a", List.of(report, report))))).contains(">OK<");
  }

  @Provide
  Arbitrary<Double> times() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            0.0,
            Double.MIN_VALUE,
            1e17,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY),
        Arbitraries.doubles());
  }

  private static ProcessReport stamped(int process, long second) {
    return Reports.of(
        process,
        Reports.settings(400, 0),
        verdict(Severity.OK),
        List.of(
            Points.cycle(1).at(0, 0).stamp(1000 * second).point(),
            Points.cycle(2).at(9, 9).stamp(1000 * second + 9000).point()));
  }

  private static ChartPart part(String label, Severity severity) {
    ProcessReport report =
        Reports.of(
            1,
            Reports.settings(400, 0),
            verdict(severity),
            List.of(Points.cycle(1).at(1, 2).heap(90, 90, 40).point()));
    return new ChartPart(label, List.of(report));
  }

  private static dev.gctrace.core.report.Verdict verdict(Severity severity) {
    return Reports.verdict(severity, "It is " + severity + ".");
  }

  private static String svg(List<ChartPart> parts) throws IOException {
    return new String(SvgImage.of(Picture.of(parts)), UTF_8).replaceAll("\\s+<", "<");
  }
}
