package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import java.util.List;
import java.util.Optional;

/**
 * All that is said of one process.
 *
 * @param process number of the process in its container, from 1
 * @param settings what was known from outside the log
 * @param verdict the judgement
 * @param summary the figures
 * @param findings what was found, the most severe first; never empty
 * @param points the teeth to draw, in order of time: all of them, or, of more than {@link
 *     ProcessAnalysis#MAX_POINTS}, a choice that keeps the peaks and the ends; none for formats
 *     without a time
 * @param lastForecast what the last line says; empty for formats without a forecast
 * @param firstWarning the line that first showed at least a warning which was not followed by a
 *     long calm; empty when there was none
 * @param firstCritical the same for a critical forecast
 * @param postMortem what killed it; empty when nothing speaks of a kill
 */
public record ProcessReport(
    int process,
    MemorySettings settings,
    Verdict verdict,
    Summary summary,
    List<Finding> findings,
    List<CyclePoint> points,
    Optional<Forecast> lastForecast,
    Optional<Alarm> firstWarning,
    Optional<Alarm> firstCritical,
    Optional<PostMortem> postMortem) {

  /**
   * Copies the lists.
   *
   * @param process see the record
   * @param settings see the record
   * @param verdict see the record
   * @param summary see the record
   * @param findings see the record
   * @param points see the record
   * @param lastForecast see the record
   * @param firstWarning see the record
   * @param firstCritical see the record
   * @param postMortem see the record
   */
  public ProcessReport {
    findings = List.copyOf(findings);
    points = List.copyOf(points);
  }

  /**
   * The report of a process that nothing says was killed.
   *
   * @param process see the record
   * @param settings see the record
   * @param verdict see the record
   * @param summary see the record
   * @param findings see the record
   * @param points see the record
   * @param lastForecast see the record
   * @param firstWarning see the record
   * @param firstCritical see the record
   */
  public ProcessReport(
      int process,
      MemorySettings settings,
      Verdict verdict,
      Summary summary,
      List<Finding> findings,
      List<CyclePoint> points,
      Optional<Forecast> lastForecast,
      Optional<Alarm> firstWarning,
      Optional<Alarm> firstCritical) {
    this(
        process,
        settings,
        verdict,
        summary,
        findings,
        points,
        lastForecast,
        firstWarning,
        firstCritical,
        Optional.empty());
  }
}
