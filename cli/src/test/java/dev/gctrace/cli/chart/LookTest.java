package dev.gctrace.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By the formulas of WCAG 2.1 for luminance and contrast. */
class LookTest {

  /** Lines that stand side by side in one plot. */
  private static final List<Look.Line> TOGETHER =
      List.of(
          Look.Line.HEAP,
          Look.Line.LIVE,
          Look.Line.GOAL,
          Look.Line.LIMIT,
          Look.Line.GOMEMLIMIT,
          Look.Line.COMING);

  @ParameterizedTest
  @EnumSource(Look.Line.class)
  void everyLineStandsOutFromWhite(Look.Line line) {
    assertThat(contrast(line.colour(), Color.WHITE)).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Look.Line.class)
  void everyTextCanBeRead(Look.Line line) {
    assertThat(contrast(line.textColour(), Color.WHITE)).isGreaterThanOrEqualTo(4.5);
  }

  @Test
  void inGreyEveryPairDiffersInLightnessOrInDashesAndWidth() {
    for (Look.Line a : TOGETHER) {
      for (Look.Line b : TOGETHER) {
        if (a != b) {
          boolean lightness = Math.abs(lightness(a.colour()) - lightness(b.colour())) > 20;
          boolean dashes = !Arrays.equals(a.dashes(), b.dashes());
          assertThat(lightness || dashes || wider(a, b) || wider(b, a))
              .as("%s and %s", a, b)
              .isTrue();
        }
      }
    }
  }

  @Test
  void noTwoLinesHaveTheSameGreyButForInk() {
    List<Double> greys =
        TOGETHER.stream()
            .filter(l -> l != Look.Line.COMING)
            .map(l -> lightness(l.colour()))
            .sorted()
            .toList();
    for (int i = 1; i < greys.size(); i++) {
      assertThat(greys.get(i) - greys.get(i - 1)).isGreaterThan(2);
    }
  }

  @Test
  void areasAreTellApartFromEachOtherAndPale() {
    assertThat(lightness(Look.HEAP_FILL) - lightness(Look.LIVE_FILL)).isGreaterThan(6);
    assertThat(lightness(Look.LIVE_FILL)).isGreaterThan(80);
  }

  private static boolean wider(Look.Line a, Look.Line b) {
    return a.stroke().getLineWidth() >= 1.8 * b.stroke().getLineWidth();
  }

  private static double contrast(Color a, Color b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
  }

  /** CIE L*, 0 to 100. */
  private static double lightness(Color c) {
    return 116 * Math.cbrt(luminance(c)) - 16;
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
