package dev.gctrace.cli.drawing;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.report.CyclePoint;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Makes cycles of which only what is said matters. */
public final class Points {

  private final long cycle;
  private double start;
  private double end;
  private OptionalLong stamp = OptionalLong.empty();
  private long heapStart = 8;
  private long heapEnd = 8;
  private long live = 4;
  private OptionalLong goal = OptionalLong.empty();
  private OptionalDouble next = OptionalDouble.empty();
  private Optional<Band> peak = Optional.empty();
  private OptionalDouble cpu = OptionalDouble.empty();
  private boolean forced;

  private Points(long cycle) {
    this.cycle = cycle;
  }

  public static Points cycle(long number) {
    return new Points(number);
  }

  public Points at(double startSeconds, double endSeconds) {
    start = startSeconds;
    end = endSeconds;
    return this;
  }

  public Points stamp(long epochMillis) {
    stamp = OptionalLong.of(epochMillis);
    return this;
  }

  public Points heap(long startMiB, long endMiB, long liveMiB) {
    heapStart = startMiB;
    heapEnd = endMiB;
    live = liveMiB;
    return this;
  }

  public Points goal(long mib) {
    goal = OptionalLong.of(mib);
    return this;
  }

  public Points next(double mib) {
    next = OptionalDouble.of(mib);
    return this;
  }

  public Points peak(double low, double expected, double high) {
    peak = Optional.of(new Band(low, expected, high));
    return this;
  }

  public Points cpu(double percent) {
    cpu = OptionalDouble.of(percent);
    return this;
  }

  public Points forced() {
    forced = true;
    return this;
  }

  public CyclePoint point() {
    return new CyclePoint(
        cycle, start, end, stamp, heapStart, heapEnd, live, goal, next, peak, cpu, forced);
  }
}
