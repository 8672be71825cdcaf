package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import java.util.OptionalLong;

/**
 * Takes the events of one process in order and makes its report, in constant memory.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class ProcessAnalysis {

  /** Most teeth that a report keeps for drawing. */
  public static final int MAX_POINTS = 4096;

  private final int process;
  private final MemorySettings settings;

  /** An analysis of the given process of a container, under what is known from outside the log. */
  public ProcessAnalysis(int process, MemorySettings settings) {
    this.process = process;
    this.settings = settings;
  }

  /**
   * Takes the next collection.
   *
   * @param epochMillis wall-clock time of its line; empty when the log has no times
   */
  public void add(GcEvent event, Forecast forecast, OptionalLong epochMillis) {}

  /** Takes the next collection of a program built with Go 1.4 or earlier: figures, no forecast. */
  public void add(EarlyGcEvent event) {}

  /** Takes any other line of the runtime: periodic collections, the scavenger, how it ended. */
  public void add(TraceEvent event) {}

  /**
   * The report so far; more may be added afterwards.
   *
   * @param ended whether it is known that the process has ended: another followed it in its
   *     container
   */
  public ProcessReport report(boolean ended) {
    throw new UnsupportedOperationException(process + " " + settings);
  }
}
