package dev.gctrace.cli.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.mibPerSecond;
import static dev.gctrace.core.report.Amounts.millis;
import static dev.gctrace.core.report.Amounts.number;
import static dev.gctrace.core.report.Amounts.percent;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.cli.analysis.ClockJump;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.report.Alarm;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Summary;
import dev.gctrace.core.trace.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The figures of one process in words: what the report says between the verdict and the drawing.
 */
final class ProcessFacts {

  private static final double BYTES_PER_MIB = 1 << 20;

  private final ContainerReport.Entry entry;
  private final ProcessReport report;
  private final Summary summary;
  private final List<Fact> facts = new ArrayList<>();

  private ProcessFacts(ContainerReport.Entry entry) {
    this.entry = entry;
    this.report = entry.report();
    this.summary = report.summary();
  }

  /** All that is known, in the order of the report; what is absent is left out. */
  static List<Fact> of(ContainerReport.Entry entry) {
    ProcessFacts facts = new ProcessFacts(entry);
    facts.collect();
    return List.copyOf(facts.facts);
  }

  private void collect() {
    add("process", process());
    add("settings", settings());
    add("live heap", live());
    add("heap", heap());
    add("coming", report.lastForecast().map(ProcessFacts::coming).orElse(""));
    add("warned", report.postMortem().isPresent() ? "" : warned());
    add("allocation", allocation());
    add("GC", collector());
    add("pauses", pauses());
    add("clock", entry.trace().clockJump().map(ProcessFacts::jump).orElse(""));
  }

  private void add(String name, String text) {
    if (!text.isEmpty()) {
      facts.add(new Fact(name, text));
    }
  }

  private String process() {
    Row row = new Row();
    if (entry.trace().container().processCount() > 1) {
      row.add(report.process() + " of " + entry.trace().container().processCount());
    }
    row.add(
        summary.firstCycle() == summary.lastCycle()
            ? "cycle " + summary.firstCycle()
            : "cycles " + summary.firstCycle() + "–" + summary.lastCycle());
    row.count(summary.missingCycles(), "missing");
    row.count(summary.repairedCycles(), "repaired");
    row.count(summary.forcedCycles(), "forced");
    row.count(summary.periodicCycles(), "periodic");
    summary.durationSeconds().ifPresent(s -> row.add("in " + seconds(s)));
    row.add(version(summary.format()) + ", GOMAXPROCS " + summary.procs());
    return row.toString();
  }

  private String settings() {
    MemorySettings known = report.settings();
    Row row = new Row();
    row.add(
        known.limitBytes().isPresent()
            ? "limit " + size(known.limitBytes())
            : "limit not known (--limit)");
    report
        .lastForecast()
        .map(Forecast::gogc)
        .map(gogc -> gogc(gogc, known.gogc()))
        .ifPresent(row::add);
    row.add(
        known.goMemLimitBytes().isPresent()
            ? "GOMEMLIMIT " + size(known.goMemLimitBytes())
            : inferredGoMemLimit());
    return row.toString();
  }

  private String inferredGoMemLimit() {
    OptionalDouble inferred =
        report.lastForecast().map(Forecast::inferredGoMemLimitMiB).orElse(OptionalDouble.empty());
    return inferred.isPresent()
        ? "GOMEMLIMIT about " + mib(inferred.getAsDouble()) + " (inferred)"
        : "GOMEMLIMIT not given";
  }

  private static String gogc(Gogc gogc, Optional<Gogc> given) {
    return "GOGC "
        + value(gogc)
        + switch (gogc.source()) {
          case GIVEN -> "";
          // What was given stands until the lines show another.
          case INFERRED ->
              " (inferred"
                  + given
                      .map(ProcessFacts::value)
                      .filter(value -> !value.equals(value(gogc)))
                      .map(value -> "; not the " + value + " given")
                      .orElse("")
                  + ")";
          case DEFAULT -> " (assumed)";
        };
  }

  private static String value(Gogc gogc) {
    return gogc.off() ? "off" : number(gogc.percent());
  }

  private String live() {
    if (summary.liveLastMiB().isEmpty()) {
      return "";
    }
    Row row = new Row();
    long last = summary.liveLastMiB().getAsLong();
    long min = summary.liveMinMiB().orElse(last);
    long max = summary.liveMaxMiB().orElse(last);
    row.add(mib((double) last) + " at last");
    if (min < max) {
      row.add("between " + min + " and " + mib((double) max));
    }
    summary
        .liveTrendMiBPerSecond()
        .ifPresent(
            rate ->
                row.add(
                    (rate < 0 ? "shrinking by " : "growing by ") + mibPerSecond(Math.abs(rate))));
    return row.toString();
  }

  private String heap() {
    Row row = new Row();
    summary.peakHeapMiB().ifPresent(peak -> row.add("at most " + mib((double) peak)));
    summary
        .goalOvershootMax()
        .ifPresent(factor -> row.add("up to " + number(100 * factor) + " % of the goal"));
    return row.toString();
  }

  private static String coming(Forecast forecast) {
    Row row = new Row();
    forecast.nextGoalMiB().ifPresent(goal -> row.add("next goal " + mib(goal)));
    Optional<Band> peak = forecast.peakMiB();
    peak.ifPresent(
        band ->
            row.add(
                "container at its peak "
                    + mib(band.expected())
                    + " ("
                    + number(band.low())
                    + "–"
                    + number(band.high())
                    + ")"));
    forecast.secondsToLimit().ifPresent(s -> row.add("the limit in " + seconds(s)));
    return row.toString();
  }

  /** When the danger showed first: how much warning there was. */
  private String warned() {
    Row row = new Row();
    Optional<Alarm> critical = report.firstCritical();
    report
        .firstWarning()
        .filter(warning -> critical.isEmpty() || warning.cycle() < critical.get().cycle())
        .ifPresent(warning -> row.add("first warning at cycle " + at(warning)));
    critical.ifPresent(alarm -> row.add("first critical at cycle " + at(alarm)));
    return row.toString();
  }

  private static String at(Alarm alarm) {
    return alarm.cycle()
        + (alarm.secondsBeforeLast() > 0
            ? " (" + seconds(alarm.secondsBeforeLast()) + " before the last line)"
            : " (the last line)");
  }

  private String allocation() {
    Row row = new Row();
    summary.allocationMiBPerSecond().ifPresent(rate -> row.add(mibPerSecond(rate)));
    summary.periodSeconds().ifPresent(s -> row.add("a collection every " + seconds(s)));
    return row.toString();
  }

  private String collector() {
    Row row = new Row();
    summary.gcCpuPercentOfCycles().ifPresent(share -> row.add(percent(share) + " of the CPU"));
    summary.gcCpuPercentMax().ifPresent(share -> row.add("at most " + percent(share)));
    summary.gcCpuPercent().ifPresent(share -> row.add(share + " % since its start"));
    summary
        .markDutyPercent()
        .ifPresent(share -> row.add("marking " + percent(share) + " of the time"));
    return row.toString();
  }

  private String pauses() {
    Row row = new Row();
    pause(row, "half below ", summary.pauseP50Millis());
    pause(row, "99 % below ", summary.pauseP99Millis());
    pause(row, "longest ", summary.pauseMaxMillis());
    return row.toString();
  }

  private static void pause(Row row, String name, OptionalDouble pause) {
    pause.ifPresent(length -> row.add(name + millis(length)));
  }

  /** A sentence without a full stop. */
  static String jump(ClockJump jump) {
    return "the log's clock jumped by "
        + (jump.seconds() < 0 ? "−" : "+")
        + seconds(Math.abs(jump.seconds()))
        + " before cycle "
        + jump.cycle()
        + "; its times are not to be trusted";
  }

  private static String size(OptionalLong bytes) {
    return mib(bytes.getAsLong() / BYTES_PER_MIB);
  }

  private static String version(Format format) {
    return switch (format) {
      case GO_1_0 -> "Go 1.0";
      case GO_1_1 -> "Go 1.1 or 1.2";
      case GO_1_3 -> "Go 1.3";
      case GO_1_4 -> "Go 1.4";
      case GO_1_5 -> "Go 1.5";
      case GO_1_6 -> "Go 1.6 to 1.17";
      case GO_1_18 -> "Go 1.18 or later";
    };
  }

  /** Figures in a row. */
  private static final class Row {
    private final StringBuilder text = new StringBuilder();

    void add(String fact) {
      text.append(text.length() > 0 ? ", " : "").append(fact);
    }

    void count(long count, String what) {
      if (count > 0) {
        add(count + " " + what);
      }
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
