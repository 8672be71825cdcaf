package dev.gctrace.core.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of the live heap against time, seen through windows of different lengths: each holds
 * at most {@link TrendWindow#POINTS} points and is twice as long as the one before. Immutable.
 *
 * <p>While a process is young the shortest window holds the latest 16 cycles. As it ages the
 * windows lengthen with it, so that the longest spans most of its life and the shortest about a
 * sixtieth of that, whatever the age: memory is bounded, and so is the cost, since points come ever
 * more rarely.
 */
final class LiveTrend {

  static final int WINDOWS = 7;

  static final LiveTrend NONE =
      new LiveTrend(0, 0, Double.NaN, Float.POSITIVE_INFINITY, List.of(), null);

  private final int base;
  private final long waiting;
  private final double time;
  private final float live;
  private final List<TrendWindow> windows;
  private final Growth growth;

  private LiveTrend(
      int base, long waiting, double time, float live, List<TrendWindow> windows, Growth growth) {
    this.base = base;
    this.waiting = waiting;
    this.time = time;
    this.live = live;
    this.windows = windows;
    this.growth = growth;
  }

  /** One that the accessors told. */
  static LiveTrend of(int base, long waiting, double time, float live, List<TrendWindow> windows) {
    return new LiveTrend(base, waiting, time, live, List.copyOf(windows), growth(windows));
  }

  /** A point of the shortest window is the smallest live heap of 2^base cycles. */
  int base() {
    return base;
  }

  /** Cycles that wait to become the next point. */
  long waiting() {
    return waiting;
  }

  /** When the smallest live heap of those was seen, in seconds. */
  double time() {
    return time;
  }

  /** The smallest live heap of those in MiB; infinite when none waits. */
  float live() {
    return live;
  }

  /** The windows, the shortest first. */
  List<TrendWindow> windows() {
    return windows;
  }

  /** The growth that the data support; null when they support none. */
  Growth growth() {
    return growth;
  }

  /** After one more cycle. */
  LiveTrend after(Observation o) {
    float value = (float) o.live();
    boolean lower = value <= live;
    double at = lower ? o.end() : time;
    float least = lower ? value : live;
    if (waiting + 1 < 1L << base) {
      return new LiveTrend(base, waiting + 1, at, least, windows, growth);
    }
    List<TrendWindow> next = new ArrayList<>(windows);
    int nextBase = base;
    int i = 0;
    boolean carried = true;
    while (carried) {
      if (i == next.size()) {
        if (i == WINDOWS) {
          next.remove(0);
          nextBase++;
          i--;
        }
        next.add(TrendWindow.EMPTY);
      }
      TrendWindow window = next.get(i);
      next.set(i, window.with(at, least));
      carried = window.holds();
      if (carried && window.heldLive() < least) {
        at = window.heldTime();
        least = window.heldLive();
      }
      i++;
    }
    List<TrendWindow> done = List.copyOf(next);
    return new LiveTrend(nextBase, 0, Double.NaN, Float.POSITIVE_INFINITY, done, growth(done));
  }

  /**
   * The shortest window that shows growth tells how fast; unless a shorter one, that could have
   * shown it, does not.
   */
  private static Growth growth(List<TrendWindow> windows) {
    for (int i = 0; i < windows.size(); i++) {
      Growth shown = windows.get(i).rises() ? windows.get(i).growth() : null;
      if (shown != null) {
        return contradicted(shown, windows.subList(0, i)) ? null : shown;
      }
    }
    return null;
  }

  private static boolean contradicted(Growth shown, List<TrendWindow> shorter) {
    for (TrendWindow window : shorter) {
      if (window.isTelling()) {
        double[] slopes = window.slopes();
        if (slopes.length > 0 && slopes[slopes.length * 3 / 4] < shown.slope() / 2) {
          return true;
        }
      }
    }
    return false;
  }
}
