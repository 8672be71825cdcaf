package dev.gctrace.cli.drawing;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.report.ProcessReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The way of the heap after the last line of a trace: from its live size up to the goal of the next
 * cycle, at the rate at which the program allocates.
 *
 * @param from the live heap at the end of the last cycle
 * @param to where the heap meets the goal, or the limit when there is no goal, or what it gets to
 *     in the two minutes after which the runtime collects anyway
 * @param peak the container's memory at that time in MiB; empty when not forecast, and without a
 *     goal: then the forecast is for the next collection that the program asks for
 * @param atLimit where on its way the container's memory is expected to be at the limit; that is
 *     before the heap itself is there. Empty when it does not get there, or no limit is known
 */
public record ComingTooth(Vertex from, Vertex to, Optional<Band> peak, Optional<Vertex> atLimit) {

  /** The runtime forces a collection after so long without one: forcegcperiod of proc.go. */
  private static final double FORCED_AFTER_SECONDS = 120;

  private static final double BYTES_PER_MIB = 1 << 20;

  /** The tooth to come after the last of the given ones, of which there is at least one. */
  static Optional<ComingTooth> after(List<Tooth> teeth, ProcessReport report, Clock clock) {
    Optional<Forecast> forecast = report.lastForecast();
    Tooth last = teeth.get(teeth.size() - 1);
    double live = last.point().liveMiB();
    OptionalDouble goal = forecast.map(Forecast::nextGoalMiB).orElse(last.point().nextGoalMiB());
    OptionalDouble target = goal.isPresent() ? goal : limit(report);
    if (target.isEmpty() || target.getAsDouble() < live) {
      return Optional.empty();
    }
    OptionalDouble rate =
        forecast.map(Forecast::allocationMiBPerSecond).orElse(OptionalDouble.empty());
    double top = target.getAsDouble();
    double width;
    if (clock != Clock.CYCLES && rate.isPresent() && rate.getAsDouble() > 0) {
      // Without a goal there is no collection after two minutes either: GOGC=off ends both.
      double most = goal.isPresent() ? FORCED_AFTER_SECONDS : Double.POSITIVE_INFINITY;
      width = Math.min((top - live) / rate.getAsDouble(), most);
      top = Math.min(top, live + rate.getAsDouble() * most);
    } else {
      width = meanPeriod(teeth);
    }
    Vertex from = new Vertex(last.endX(), live);
    Vertex to = new Vertex(last.endX() + width, top);
    OptionalDouble seconds =
        clock == Clock.CYCLES ? OptionalDouble.empty() : secondsOfThisTooth(forecast);
    Optional<Vertex> atLimit =
        seconds.isPresent()
            ? on(from, to, seconds.getAsDouble() / width)
            : crossing(from, to, limit(report));
    Optional<Band> peak = forecast.filter(f -> goal.isPresent()).flatMap(Forecast::peakMiB);
    return Optional.of(new ComingTooth(from, to, peak, atLimit));
  }

  /** The time to the limit, but for one that rests on the trend over many cycles. */
  private static OptionalDouble secondsOfThisTooth(Optional<Forecast> forecast) {
    return forecast
        .filter(f -> f.secondsToLimitBand().isEmpty())
        .map(Forecast::secondsToLimit)
        .orElse(OptionalDouble.empty());
  }

  /** Where the heap itself passes the limit. */
  private static Optional<Vertex> crossing(Vertex from, Vertex to, OptionalDouble limit) {
    return limit.isEmpty()
        ? Optional.empty()
        : on(from, to, (limit.getAsDouble() - from.mib()) / (to.mib() - from.mib()));
  }

  /** The point at a part of the way, when it is on it. */
  private static Optional<Vertex> on(Vertex from, Vertex to, double part) {
    return part >= 0 && part <= 1 ? Optional.of(between(from, to, part)) : Optional.empty();
  }

  private static Vertex between(Vertex from, Vertex to, double part) {
    return new Vertex(
        from.x() + part * (to.x() - from.x()), from.mib() + part * (to.mib() - from.mib()));
  }

  private static OptionalDouble limit(ProcessReport report) {
    OptionalLong bytes = report.settings().limitBytes();
    return bytes.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(bytes.getAsLong() / BYTES_PER_MIB);
  }

  private static double meanPeriod(List<Tooth> teeth) {
    double span = teeth.get(teeth.size() - 1).endX() - teeth.get(0).startX();
    return span > 0 ? span / teeth.size() : 1;
  }

  /**
   * How far the tooth goes inside of a drawing.
   *
   * @param mostX its right edge
   * @param mostMib its upper edge
   * @return the end of the tooth, or where it leaves the drawing
   */
  public Vertex end(double mostX, double mostMib) {
    double part = 1;
    if (to.x() > mostX) {
      part = Math.min(part, (mostX - from.x()) / (to.x() - from.x()));
    }
    if (to.mib() > mostMib) {
      part = Math.min(part, (mostMib - from.mib()) / (to.mib() - from.mib()));
    }
    return between(from, to, part);
  }
}
