package dev.gctrace.cli.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.mibPerSecond;
import static dev.gctrace.core.report.Amounts.millis;
import static dev.gctrace.core.report.Amounts.number;
import static dev.gctrace.core.report.Amounts.percent;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.cli.console.Paragraph;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.terminal.Sawtooth;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Summary;
import dev.gctrace.core.trace.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The part of the report that is about one process: verdict, facts, drawing, findings. */
final class ProcessText {

  private static final double BYTES_PER_MIB = 1 << 20;
  private static final int PROSE_COLUMNS = 100;
  private static final int DRAWING_COLUMNS = 160;
  private static final int DRAWING_ROWS = 20;
  private static final String INDENT = "  ";

  private final ContainerReport.Entry entry;
  private final ProcessReport report;
  private final Summary summary;
  private final Style style;
  private final int prose;
  private final List<String> lines = new ArrayList<>();

  private ProcessText(ContainerReport.Entry entry, Style style) {
    this.entry = entry;
    this.report = entry.report();
    this.summary = report.summary();
    this.style = style;
    this.prose = Math.min(style.columns(), PROSE_COLUMNS);
  }

  /** The verdict alone. */
  static List<String> verdict(ContainerReport.Entry entry, Style style) {
    ProcessText text = new ProcessText(entry, style);
    text.verdict();
    return text.lines;
  }

  /** The whole part. */
  static List<String> whole(ContainerReport.Entry entry, Style style) {
    ProcessText text = new ProcessText(entry, style);
    text.verdict();
    text.lines.add("");
    text.facts();
    text.postMortem();
    text.drawing();
    text.findings();
    return text.lines;
  }

  private void verdict() {
    Severity severity = report.verdict().severity();
    String name = severity.name();
    String indent = " ".repeat(name.length() + 2);
    List<String> sentence =
        Paragraph.lines(style.shown(report.verdict().sentence()), prose, indent, indent);
    lines.add(style.severity(severity, name) + "  " + style.strong(sentence.get(0).strip()));
    sentence.stream().skip(1).map(line -> indent + style.strong(line.strip())).forEach(lines::add);
  }

  private void facts() {
    fact("process", process());
    fact("settings", settings());
    fact("live heap", live());
    fact("heap", heap());
    report.lastForecast().ifPresent(forecast -> fact("coming", coming(forecast)));
    report
        .firstCritical()
        .ifPresent(
            alarm ->
                fact(
                    "warned",
                    "critical since cycle "
                        + alarm.cycle()
                        + (alarm.secondsBeforeLast() > 0
                            ? ", " + seconds(alarm.secondsBeforeLast()) + " before the last line"
                            : ", the last line")));
    fact("allocation", allocation());
    fact("GC", collector());
    fact("pauses", pauses());
    entry
        .trace()
        .clockJump()
        .ifPresent(
            jump ->
                fact(
                    "clock",
                    "the log's clock jumped by "
                        + (jump.seconds() < 0 ? "−" : "+")
                        + seconds(Math.abs(jump.seconds()))
                        + " before cycle "
                        + jump.cycle()
                        + "; its times are not to be trusted"));
  }

  private void postMortem() {
    if (report.postMortem().isPresent()) {
      lines.add("");
      PostMortemText.facts(report.postMortem().get(), report.settings().limitBytes())
          .forEach(fact -> fact(fact.name(), fact.text()));
    }
  }

  private void fact(String name, String text) {
    if (text.isEmpty()) {
      return;
    }
    String label = INDENT + String.format(Locale.ROOT, "%-10s  ", name);
    List<String> wrapped =
        Paragraph.lines(style.shown(text), prose, label, " ".repeat(label.length()));
    lines.add(style.faint(label) + wrapped.get(0).substring(label.length()));
    lines.addAll(wrapped.subList(1, wrapped.size()));
  }

  private String process() {
    Facts facts = new Facts();
    if (entry.trace().container().processCount() > 1) {
      facts.add(report.process() + " of " + entry.trace().container().processCount());
    }
    facts.add(
        summary.firstCycle() == summary.lastCycle()
            ? "cycle " + summary.firstCycle()
            : "cycles " + summary.firstCycle() + "–" + summary.lastCycle());
    facts.count(summary.missingCycles(), "missing");
    facts.count(summary.repairedCycles(), "repaired");
    facts.count(summary.forcedCycles(), "forced");
    facts.count(summary.periodicCycles(), "periodic");
    summary.durationSeconds().ifPresent(s -> facts.add("in " + seconds(s)));
    facts.add(version(summary.format()) + ", GOMAXPROCS " + summary.procs());
    return facts.toString();
  }

  private String settings() {
    MemorySettings known = report.settings();
    Facts facts = new Facts();
    facts.add(
        known.limitBytes().isPresent()
            ? "limit " + size(known.limitBytes())
            : "limit not known (--limit)");
    report.lastForecast().map(Forecast::gogc).map(ProcessText::gogc).ifPresent(facts::add);
    facts.add(
        known.goMemLimitBytes().isPresent()
            ? "GOMEMLIMIT " + size(known.goMemLimitBytes())
            : "GOMEMLIMIT not given");
    return facts.toString();
  }

  private static String gogc(Gogc gogc) {
    String value = gogc.off() ? "off" : number(gogc.percent());
    return "GOGC "
        + value
        + switch (gogc.source()) {
          case GIVEN -> "";
          case INFERRED -> " (inferred)";
          case DEFAULT -> " (assumed)";
        };
  }

  private String live() {
    if (summary.liveLastMiB().isEmpty()) {
      return "";
    }
    Facts facts = new Facts();
    long last = summary.liveLastMiB().getAsLong();
    long min = summary.liveMinMiB().orElse(last);
    long max = summary.liveMaxMiB().orElse(last);
    facts.add(mib((double) last) + " at last");
    if (min < max) {
      facts.add("between " + min + " and " + mib((double) max));
    }
    summary
        .liveTrendMiBPerSecond()
        .ifPresent(
            rate ->
                facts.add(
                    (rate < 0 ? "shrinking by " : "growing by ") + mibPerSecond(Math.abs(rate))));
    return facts.toString();
  }

  private String heap() {
    Facts facts = new Facts();
    summary.peakHeapMiB().ifPresent(peak -> facts.add("at most " + mib((double) peak)));
    summary
        .goalOvershootMax()
        .ifPresent(factor -> facts.add("up to " + number(100 * factor) + " % of the goal"));
    return facts.toString();
  }

  private static String coming(Forecast forecast) {
    Facts facts = new Facts();
    forecast.nextGoalMiB().ifPresent(goal -> facts.add("next goal " + mib(goal)));
    Optional<Band> peak = forecast.peakMiB();
    peak.ifPresent(
        band ->
            facts.add(
                "container at its peak "
                    + mib(band.expected())
                    + " ("
                    + number(band.low())
                    + "–"
                    + number(band.high())
                    + ")"));
    forecast.secondsToLimit().ifPresent(s -> facts.add("the limit in " + seconds(s)));
    return facts.toString();
  }

  private String allocation() {
    Facts facts = new Facts();
    summary.allocationMiBPerSecond().ifPresent(rate -> facts.add(mibPerSecond(rate)));
    summary.periodSeconds().ifPresent(s -> facts.add("a collection every " + seconds(s)));
    return facts.toString();
  }

  private String collector() {
    Facts facts = new Facts();
    summary.gcCpuPercentOfCycles().ifPresent(share -> facts.add(percent(share) + " of the CPU"));
    summary.gcCpuPercentMax().ifPresent(share -> facts.add("at most " + percent(share)));
    summary.gcCpuPercent().ifPresent(share -> facts.add(share + " % since its start"));
    summary
        .markDutyPercent()
        .ifPresent(share -> facts.add("marking " + percent(share) + " of the time"));
    return facts.toString();
  }

  private String pauses() {
    Facts facts = new Facts();
    pause(facts, "half below ", summary.pauseP50Millis());
    pause(facts, "99 % below ", summary.pauseP99Millis());
    pause(facts, "longest ", summary.pauseMaxMillis());
    return facts.toString();
  }

  private static void pause(Facts facts, String name, OptionalDouble pause) {
    pause.ifPresent(length -> facts.add(name + millis(length)));
  }

  private void drawing() {
    List<String> drawing =
        Sawtooth.render(
            report,
            Math.min(style.columns(), DRAWING_COLUMNS),
            DRAWING_ROWS,
            style.unicode(),
            style.colour());
    if (!drawing.isEmpty()) {
      lines.add("");
      lines.addAll(drawing);
    }
  }

  private void findings() {
    String indent = INDENT.repeat(2);
    for (Finding finding : report.findings()) {
      lines.add("");
      String level = finding.severity().name().toLowerCase(Locale.ROOT);
      List<String> summaryLines =
          Paragraph.lines(level + ": " + style.shown(finding.summary()), prose, INDENT, indent);
      String first = summaryLines.get(0).substring(INDENT.length() + level.length());
      lines.add(INDENT + level(finding, level) + style.strong(first));
      summaryLines.stream().skip(1).map(style::strong).forEach(lines::add);
      lines.addAll(Paragraph.paragraphs(shownLines(finding.explanation()), prose, indent));
      if (!finding.advice().isEmpty()) {
        lines.add("");
        lines.addAll(Paragraph.paragraphs(shownLines(finding.advice()), prose, indent));
      }
    }
  }

  private String level(Finding finding, String name) {
    return switch (finding.severity()) {
      case CRITICAL -> style.severity(Severity.CRITICAL, name);
      case WARNING -> style.severity(Severity.WARNING, name);
      case INFO -> style.severity(Severity.UNKNOWN, name);
    };
  }

  private String shownLines(String text) {
    StringBuilder shown = new StringBuilder();
    text.lines().forEach(line -> shown.append(style.shown(line)).append('\n'));
    return shown.toString();
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

  /** Facts in a row. */
  private static final class Facts {
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
