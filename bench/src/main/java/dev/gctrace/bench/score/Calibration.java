package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.Forecast;

/**
 * Whether what is said to come true in so many cases of a hundred does.
 *
 * <p>A chance of a kill comes true when no line came after it and the kernel killed the program. A
 * band of the peak comes true when the most resident memory until the next line lies inside it.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Calibration {

  static final int CLASSES = 10;

  private final int[] said = new int[CLASSES];
  private final int[] came = new int[CLASSES];
  private final double[] chances = new double[CLASSES];
  private int peaks;
  private int below;
  private int above;

  /** Counts a run; those that memory outside the heap killed are not the chance's. */
  void add(Judged judged) {
    RecordedRun run = judged.run();
    if (run.isOutsideHeap()) {
      return;
    }
    int last = judged.forecasts().size() - 1;
    for (int i = 0; i <= last; i++) {
      Forecast forecast = judged.forecasts().get(i);
      if (i < last || run.killed()) {
        forecast.killProbability().ifPresent(p -> count(p));
        if (i == last && forecast.killProbability().isPresent()) {
          came[classOf(forecast.killProbability().getAsDouble())]++;
        }
      }
      if (i < last && forecast.peakMiB().isPresent()) {
        double peak = run.peak(judged.time(i), judged.time(i + 1));
        if (!Double.isNaN(peak)) {
          peaks++;
          below += peak < forecast.peakMiB().get().low() ? 1 : 0;
          above += peak > forecast.peakMiB().get().high() ? 1 : 0;
        }
      }
    }
  }

  private void count(double chance) {
    said[classOf(chance)]++;
    chances[classOf(chance)] += chance;
  }

  private static int classOf(double chance) {
    return (int) Math.min(CLASSES - 1, Math.floor(chance * CLASSES));
  }

  /** Forecasts of a class. */
  int said(int place) {
    return said[place];
  }

  /** How many of them came true. */
  int came(int place) {
    return came[place];
  }

  /** Their mean chance. */
  double mean(int place) {
    return chances[place] / said[place];
  }

  /** Peaks that had a band and a sample. */
  int peaks() {
    return peaks;
  }

  /** Peaks below their band. */
  int below() {
    return below;
  }

  /** Peaks above it. */
  int above() {
    return above;
  }
}
