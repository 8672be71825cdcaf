package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the last lines of a process say, as a post-mortem tells it: a few figures in place of
 * records, since of most processes nobody asks.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class LastCycles {

  private static final int FIGURES = 6;

  /** The figures of each cycle, the earliest first; NaN where there is none. */
  private final double[] figures = new double[FIGURES * PostMortem.LAST_CYCLES];

  private int length;

  /** Takes the next cycle. */
  void add(GcEvent event, double atSeconds, Forecast forecast) {
    if (length == figures.length) {
      length -= FIGURES;
      System.arraycopy(figures, FIGURES, figures, 0, length);
    }
    figures[length] = event.cycle();
    figures[length + 1] = atSeconds;
    figures[length + 2] = event.liveMiB();
    figures[length + 3] = event.heapEndMiB();
    length += FIGURES;
    judged(forecast);
  }

  /** Takes another forecast for the last cycle, and tells that; there has to be one. */
  PostMortem.LastCycle judgedAgain(Forecast forecast) {
    judged(forecast);
    return at(length - FIGURES);
  }

  private void judged(Forecast forecast) {
    figures[length - 2] = forecast.nextGoalMiB().orElse(Double.NaN);
    figures[length - 1] = forecast.peakMiB().map(Band::expected).orElse(Double.NaN);
  }

  /** The cycles, the earliest first. */
  List<PostMortem.LastCycle> list() {
    List<PostMortem.LastCycle> cycles = new ArrayList<>();
    for (int i = 0; i < length; i += FIGURES) {
      cycles.add(at(i));
    }
    return cycles;
  }

  private PostMortem.LastCycle at(int i) {
    return new PostMortem.LastCycle(
        (long) figures[i],
        figures[i + 1],
        (long) figures[i + 2],
        (long) figures[i + 3],
        known(figures[i + 4]),
        known(figures[i + 5]));
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
