package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.ValueTicks;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Verdict;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The words over a chart.
 *
 * @param label the container or file
 * @param severity how dangerous, of the worst process
 * @param sentence the verdict on it
 * @param facts container settings and what was read
 */
record Heading(String label, Severity severity, String sentence, String facts) {

  private static final double BYTES_PER_MIB = 1 << 20;

  static Heading of(String label, Timeline timeline) {
    List<ProcessReport> processes = timeline.runs().stream().map(Run::report).toList();
    ProcessReport worst =
        processes.stream()
            .max(
                Comparator.comparing((ProcessReport p) -> p.verdict().severity())
                    .thenComparing(ProcessReport::process))
            .orElseThrow();
    Verdict verdict = worst.verdict();
    String which = processes.size() == 1 ? "" : "Process " + worst.process() + ": ";
    return new Heading(
        Plain.text(label),
        verdict.severity(),
        which + Plain.text(verdict.sentence()),
        facts(processes));
  }

  /** The colour of the severity's name. */
  Color colour() {
    return switch (severity) {
      case OK -> Look.Line.GOAL.textColour();
      case UNKNOWN -> Look.QUIET;
      case WARNING -> new Color(0x805300);
      case CRITICAL -> Look.Line.LIMIT.textColour();
    };
  }

  /** The name of the severity as it is shown. */
  String severityName() {
    return severity.name().toUpperCase(Locale.ROOT);
  }

  private static String facts(List<ProcessReport> processes) {
    ProcessReport last = processes.get(processes.size() - 1);
    MemorySettings settings = last.settings();
    StringBuilder facts = new StringBuilder();
    facts.append("limit ").append(size(settings.limitBytes()));
    facts.append("  ·  GOGC ").append(gogc(last));
    facts.append("  ·  GOMEMLIMIT ").append(goMemLimit(last));
    long cycles = processes.stream().mapToLong(p -> p.summary().cycles()).sum();
    facts.append("  ·  ").append(cycles).append(cycles == 1 ? " cycle" : " cycles");
    if (processes.size() > 1) {
      facts.append(" of ").append(processes.size()).append(" processes");
    }
    return facts.toString();
  }

  private static String size(OptionalLong bytes) {
    return bytes.isEmpty() ? "not given" : mib(bytes.getAsLong() / BYTES_PER_MIB);
  }

  private static String goMemLimit(ProcessReport report) {
    OptionalDouble inferred =
        report.lastForecast().map(Forecast::inferredGoMemLimitMiB).orElse(OptionalDouble.empty());
    return report.settings().goMemLimitBytes().isEmpty() && inferred.isPresent()
        ? "about " + mib(inferred.getAsDouble()) + ", inferred"
        : size(report.settings().goMemLimitBytes());
  }

  /** A size with its unit; a whole number unless it is small. */
  static String mib(double mib) {
    return mib < 10 && mib != Math.rint(mib)
        ? String.format(Locale.ROOT, "%.1f MiB", mib)
        : ValueTicks.label(mib) + " MiB";
  }

  private static String gogc(ProcessReport report) {
    Optional<Gogc> gogc = report.lastForecast().map(Forecast::gogc).or(report.settings()::gogc);
    if (gogc.isEmpty()) {
      return "not known";
    }
    String value =
        gogc.get().off() ? "off" : String.format(Locale.ROOT, "%.0f", gogc.get().percent());
    return switch (gogc.get().source()) {
      case GIVEN -> value;
      case INFERRED -> value + ", inferred";
      case DEFAULT -> value + ", assumed";
    };
  }
}
