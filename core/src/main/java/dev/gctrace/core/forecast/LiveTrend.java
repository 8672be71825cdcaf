package dev.gctrace.core.forecast;

import java.util.Arrays;

/**
 * The course of the live heap, and the stacks beside it, against time, seen through windows of
 * different lengths: each holds at most {@link TrendWindow#POINTS} points and is twice as long as
 * the one before. Immutable.
 *
 * <p>While a process is young the shortest window holds the latest 16 cycles. As it ages the
 * windows lengthen with it, so that the longest spans a third of its life or more and the shortest
 * about a sixtieth of that, whatever the age: memory is bounded, and so is the cost, since points
 * come ever more rarely.
 */
final class LiveTrend {

  static final int WINDOWS = 7;

  static final LiveTrend NONE =
      new LiveTrend(
          0,
          0,
          Double.NEGATIVE_INFINITY,
          Float.NaN,
          Float.POSITIVE_INFINITY,
          new TrendWindow[0],
          null);

  /** Points lie at least so far apart: a heap does not live or die in less. */
  private static final double LEAST_SECONDS = 0.15;

  private final int base;
  private final long waiting;
  private final double since;
  private final float time;
  private final float live;
  private final TrendWindow[] windows;
  private final Growth growth;

  private LiveTrend(
      int base,
      long waiting,
      double since,
      float time,
      float live,
      TrendWindow[] windows,
      Growth growth) {
    this.base = base;
    this.waiting = waiting;
    this.since = since;
    this.time = time;
    this.live = live;
    this.windows = windows;
    this.growth = growth;
  }

  /** One that the accessors told. */
  static LiveTrend of(
      int base, long waiting, double since, float time, float live, TrendWindow[] windows) {
    return new LiveTrend(base, waiting, since, time, live, windows.clone(), growth(windows));
  }

  /** A point of the shortest window is the smallest live heap of 2^base cycles. */
  int base() {
    return base;
  }

  /** Cycles that wait to become the next point. */
  long waiting() {
    return waiting;
  }

  /** When the last point was made, in seconds. */
  double since() {
    return since;
  }

  /** When the smallest live heap of those was seen, in seconds. */
  float time() {
    return time;
  }

  /** The smallest live heap of those in MiB; infinite when none waits. */
  float live() {
    return live;
  }

  /** The windows, the shortest first. */
  TrendWindow[] windows() {
    return windows.clone();
  }

  /** Whether the shortest window is full. */
  boolean hasHistory() {
    return windows.length > 0 && windows[0].isFull();
  }

  /** The growth that the data support; null when they support none. */
  Growth growth() {
    return growth;
  }

  /** After one more cycle. */
  LiveTrend after(Observation o) {
    float value = (float) o.retained();
    boolean lower = value <= live;
    float at = lower ? (float) o.end() : time;
    float least = lower ? value : live;
    if (waiting + 1 < 1L << base || Math.abs(o.end() - since) < LEAST_SECONDS) {
      return new LiveTrend(base, waiting + 1, since, at, least, windows, growth);
    }
    TrendWindow[] next =
        windows.length == 0 ? new TrendWindow[] {TrendWindow.EMPTY} : windows.clone();
    int nextBase = base;
    boolean carried = true;
    for (int i = 0; carried; i++) {
      if (i == WINDOWS) {
        System.arraycopy(next, 1, next, 0, WINDOWS - 1);
        next[WINDOWS - 1] = TrendWindow.EMPTY;
        nextBase++;
        i--;
      } else if (i == next.length) {
        next = Arrays.copyOf(next, i + 1);
        next[i] = TrendWindow.EMPTY;
      }
      TrendWindow window = next[i];
      next[i] = window.with(at, least);
      // A longer window is begun when the longest is full.
      carried = window.holds() && (i + 1 < next.length || next[i].isFull());
      if (carried && window.heldLive() < least) {
        at = window.heldTime();
        least = window.heldLive();
      }
    }
    return new LiveTrend(
        nextBase, 0, o.end(), Float.NaN, Float.POSITIVE_INFINITY, next, growth(next));
  }

  /**
   * The shortest window that shows growth tells that there is some; longer ones that agree tell
   * more exactly how fast. A shorter one that could have shown it and does not tells that it ended.
   */
  private static Growth growth(TrendWindow[] windows) {
    Growth shown = null;
    for (int i = 0; i < windows.length; i++) {
      Growth longer = windows[i].growth();
      if (shown == null && longer != null) {
        if (contradicted(longer, windows, i)) {
          return null;
        }
        shown = longer;
      } else if (shown != null && (longer == null || !shown.agreesWith(longer))) {
        return shown;
      } else if (shown != null) {
        shown = longer;
      }
    }
    return shown;
  }

  private static boolean contradicted(Growth shown, TrendWindow[] windows, int before) {
    for (int i = 0; i < before; i++) {
      TrendWindow window = windows[i];
      if (window.isTelling() && window.slope(3) < shown.slope() / 2) {
        return true;
      }
    }
    return false;
  }
}
