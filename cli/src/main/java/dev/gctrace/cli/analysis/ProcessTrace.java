package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.KnownEnd;
import dev.gctrace.core.report.ProcessAnalysis;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.LineTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** One process of a container while its events come in. */
public final class ProcessTrace {

  /** Collections that came late which are known again: a shipper repeats seconds of a log. */
  private static final int MAX_LATE = 32;

  private final ContainerTrace container;
  private final int number;
  private final ProcessAnalysis analysis;
  private final ClockWatch clocks = new ClockWatch();

  /** Place of its last event among those of the container. */
  private long lastEvent;

  private Severity severity = Severity.UNKNOWN;

  /** Numbers of those that came late, to know one that is delivered twice. */
  private long[] late = {};

  private int latest;

  ProcessTrace(ContainerTrace container, int number, MemorySettings settings, int points) {
    this.container = container;
    this.number = number;
    this.analysis = new ProcessAnalysis(number, settings, points);
  }

  /**
   * The container that it ran in.
   *
   * @return the container
   */
  public ContainerTrace container() {
    return container;
  }

  /**
   * Its number in the container.
   *
   * @return a number from 1
   */
  public int number() {
    return number;
  }

  /**
   * Severity of its last line.
   *
   * @return {@link Severity#UNKNOWN} before the first
   */
  public Severity severity() {
    return severity;
  }

  /**
   * Where the log's clock jumped first.
   *
   * @return empty when it did not
   */
  public Optional<ClockJump> clockJump() {
    return clocks.first();
  }

  /**
   * The report so far.
   *
   * @return a new report
   */
  public ProcessReport report() {
    return report(KnownEnd.UNKNOWN);
  }

  /**
   * The report so far.
   *
   * @param lastEnd what is known of the end of the container's last process; of those before it, it
   *     is known that they have ended
   * @return a new report
   */
  public ProcessReport report(KnownEnd lastEnd) {
    return analysis.report(container.hasBegunAfter(lastEvent) ? KnownEnd.ENDED : lastEnd);
  }

  void add(GcEvent event, Forecast forecast, Optional<LineTime> time) {
    severity = forecast.severity();
    clocks.take(event, time);
    analysis.add(
        event,
        forecast,
        time.isPresent()
            ? OptionalLong.of(time.get().instant().toEpochMilli())
            : OptionalLong.empty());
  }

  /** Takes what is said of the last collection now that more is known. */
  void judgedAgain(Forecast forecast) {
    severity = forecast.severity();
    analysis.judgedAgain(forecast);
  }

  /** Whether a collection that came late has come before; it is known from then on. */
  boolean knowsLate(GcEvent event) {
    for (long cycle : late) {
      if (cycle == event.cycle()) {
        return true;
      }
    }
    late = late.length < MAX_LATE ? Arrays.copyOf(late, late.length + 1) : late;
    late[latest] = event.cycle();
    latest = (latest + 1) % MAX_LATE;
    return false;
  }

  boolean isDrawn() {
    return analysis.isDrawn();
  }

  /** Keeps so many teeth to be drawn from now on; 0 for none. */
  void draw(int points) {
    analysis.draw(points);
  }

  void settings(MemorySettings settings) {
    analysis.settings(settings);
  }

  void add(EarlyGcEvent event) {
    analysis.add(event);
  }

  void add(TraceEvent event) {
    analysis.add(event);
  }

  void touched(long event) {
    lastEvent = event;
  }
}
