package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding;
import dev.gctrace.core.report.ProcessAnalysis;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Verdict;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.streams.alert.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The words of an alert: those of the report on a process, made from the collections that are kept
 * as evidence.
 *
 * @param reason code of the reason
 * @param sentence what a person reads first
 * @param cause why in more words; empty when there is nothing to explain
 * @param advice what to set; empty when there is nothing to do
 */
record AlertText(String reason, String sentence, String cause, String advice) {

  private static final double MIB = 1 << 20;

  /** What is not known any more of the collections before the last. */
  private static final Forecast UNSAID =
      new Forecast(
          Severity.UNKNOWN,
          Reason.NOT_ENOUGH_DATA,
          Gogc.DEFAULT,
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /**
   * The words.
   *
   * @param change what is told
   * @param process number of the process
   * @param evidence its last collections; not empty
   * @param forecast what the last of them says
   * @param settings what is known of the container
   * @param silence how long a container may be without a line
   */
  static AlertText of(
      Change change,
      int process,
      List<GcEvent> evidence,
      Forecast forecast,
      MemorySettings settings,
      Duration silence) {
    ProcessAnalysis analysis = new ProcessAnalysis(process, settings);
    int last = evidence.size() - 1;
    for (int i = 0; i <= last; i++) {
      analysis.add(evidence.get(i), i < last ? UNSAID : forecast, OptionalLong.empty());
    }
    if (change == Change.KILLED) {
      analysis.add(new DeathEvent(DeathEvent.Cause.KILLED, "OOMKilled"));
    }
    ProcessReport report = analysis.report(false);
    Verdict verdict = report.verdict();
    Optional<Finding> finding =
        report.findings().stream()
            .filter(found -> found.severity() != Finding.Level.INFO)
            .findFirst();
    return new AlertText(
        verdict.reason().code(),
        change == Change.SILENT ? silent(silence, verdict) : verdict.sentence(),
        finding.map(Finding::explanation).orElse(""),
        finding.map(found -> advice(found, report)).orElse(""));
  }

  /**
   * The advice of a finding; one that it sends the reader on to stands below, as here is no list.
   */
  private static String advice(Finding finding, ProcessReport report) {
    String advice = finding.advice();
    for (Finding other : report.findings()) {
      int begin = advice.indexOf(" ([" + other.id() + "]");
      int end = advice.indexOf(')', Math.max(0, begin));
      if (begin >= 0 && end >= 0) {
        return advice.substring(0, begin) + advice.substring(end + 1) + "\n\n" + other.advice();
      }
    }
    return advice;
  }

  /** The words when no collection was read. */
  static AlertText withoutTrace(MemorySettings settings) {
    String limit =
        settings.limitBytes().isPresent()
            ? " under a limit of " + Math.round(settings.limitBytes().getAsLong() / MIB) + " MiB"
            : "";
    return new AlertText(
        Reason.OUT_OF_MEMORY.code(),
        "Was OOMKilled" + limit + "; no gctrace line of it was read.",
        "Without GODEBUG=gctrace=1 in the container's environment there is nothing to foretell"
            + " from.",
        "");
  }

  private static String silent(Duration silence, Verdict verdict) {
    return "No line for "
        + shown(silence)
        + ", though a Go program that lives collects every two to three minutes: it has ended, is"
        + " stopped, or its lines are lost. Before that: "
        + verdict.sentence();
  }

  private static String shown(Duration time) {
    return time.toSeconds() % 60 == 0 && time.toSeconds() > 0
        ? time.toMinutes() + " min"
        : time.toSeconds() + " s";
  }
}
