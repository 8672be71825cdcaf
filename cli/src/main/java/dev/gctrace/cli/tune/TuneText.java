package dev.gctrace.cli.tune;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.number;
import static dev.gctrace.core.report.Amounts.percent;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.cli.console.Paragraph;
import dev.gctrace.cli.console.Style;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Summary;
import dev.gctrace.core.tuning.Outcome;
import dev.gctrace.core.tuning.Outcome.Fit;
import dev.gctrace.core.tuning.Recommendation;
import dev.gctrace.core.tuning.WhatIf;
import dev.gctrace.core.tuning.WorkloadRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What would be, for a person: a table, the recommendation, the patch. */
final class TuneText {

  private static final int PROSE_COLUMNS = 100;
  private static final String INDENT = "  ";
  private static final String ROW = "%4s  %10s %6s %6s %6s %-11s %7s %7s  ";

  private final Tuned tuned;
  private final Style style;
  private final int prose;
  private final List<String> lines = new ArrayList<>();

  private TuneText(Tuned tuned, Style style) {
    this.tuned = tuned;
    this.style = style;
    this.prose = Math.min(style.columns(), PROSE_COLUMNS);
  }

  /** The recommendation alone, or all of it. */
  static List<String> of(Tuned tuned, boolean quiet, Style style) {
    TuneText text = new TuneText(tuned, style);
    text.heading();
    if (tuned.workload().isEmpty()) {
      text.paragraph(
          "Too little to go by: the lines of "
              + WorkloadRecorder.MIN_CYCLES
              + " collections of one process are needed, of Go 1.5 or later.");
      text.lines.add("");
      return text.lines;
    }
    if (!quiet) {
      text.read();
      text.table();
      text.selfCheck();
    }
    text.recommendation();
    text.lines.add("");
    return text.lines;
  }

  private void heading() {
    lines.add(style.strong(style.shown(tuned.container().label())));
  }

  private void read() {
    Summary summary = tuned.report().summary();
    int processes = tuned.container().processCount();
    String text =
        "from "
            + tuned.workload().orElseThrow().cycles()
            + " collections in "
            + seconds(tuned.workload().orElseThrow().seconds())
            + (processes > 1 ? " of process " + tuned.report().process() + " of " + processes : "")
            + (tuned.dropped() > 0 ? ", the latest of " + summary.cycles() : "")
            + "; sizes in MiB; * as it ran"
            + (isListed() ? ", " + best() + "recommended" : "");
    paragraph(text);
    lines.add("");
  }

  private void table() {
    lines.add(
        style.faint(
            INDENT
                + String.format(
                    Locale.ROOT,
                    ROW,
                    "GOGC",
                    "GOMEMLIMIT",
                    "LIMIT",
                    "HEAP",
                    "MEMORY",
                    "",
                    "GCS/MIN",
                    "GC CPU")
                + "VERDICT"));
    WhatIf best =
        tuned.recommendation().flatMap(Recommendation::outcome).map(Outcome::settings).orElse(null);
    boolean listed = false;
    for (Outcome outcome : tuned.outcomes()) {
      boolean recommended = outcome.settings().equals(best);
      listed |= recommended;
      row(outcome, recommended, outcome.equals(tuned.outcomes().get(0)));
    }
    if (best != null && !listed) {
      row(tuned.recommendation().orElseThrow().outcome().orElseThrow(), true, false);
    }
    lines.add("");
  }

  private void row(Outcome outcome, boolean recommended, boolean present) {
    WhatIf settings = outcome.settings();
    String row =
        String.format(
            Locale.ROOT,
            ROW,
            settings.gogc().isPresent() ? number(settings.gogc().getAsDouble()) : "off",
            size(settings.goMemLimitMiB()),
            size(settings.limitMiB()),
            number(outcome.peakHeapMiB()),
            number(outcome.memoryMiB().expected()),
            style.shown(
                "("
                    + number(outcome.memoryMiB().low())
                    + "–"
                    + number(outcome.memoryMiB().high())
                    + ")"),
            number(outcome.cyclesPerMinute()),
            percent(outcome.gcCpuPercent()));
    String mark = recommended ? best() : present ? "* " : INDENT;
    lines.add(mark + row + style.severity(severity(outcome.fit()), outcome.fit().code()));
  }

  private String best() {
    return style.unicode() ? "→ " : "> ";
  }

  /** Whether a row of the table is recommended. */
  private boolean isListed() {
    return tuned.recommendation().flatMap(Recommendation::outcome).isPresent();
  }

  private static Severity severity(Fit fit) {
    return switch (fit) {
      case FITS -> Severity.OK;
      case TIGHT, THRASHES -> Severity.WARNING;
      case KILLED -> Severity.CRITICAL;
      case NO_LIMIT -> Severity.UNKNOWN;
    };
  }

  private static String size(OptionalDouble mib) {
    return mib.isPresent() ? number(mib.getAsDouble()) : "-";
  }

  private void selfCheck() {
    Tuned.SelfCheck check = tuned.selfCheck().orElseThrow();
    paragraph(
        "Simulated under its own settings and compared with what was recorded: peak "
            + signed(check.peakPercent())
            + " %, collections "
            + signed(check.cyclesPercent())
            + " %, GC CPU "
            + signed(check.gcCpuPoints())
            + " points"
            + (check.isGood()
                ? "."
                : ": this trace is hard to simulate, take the table with care."));
    lines.add("");
    if (tuned.measuredMiB().isPresent()) {
      paragraph(
          "MEMORY is what this program takes beside its heap, by the "
              + mib(tuned.measuredMiB().getAsDouble())
              + " that its container was measured to use.");
      lines.add("");
    }
  }

  private static String signed(double value) {
    long whole = Math.round(value);
    return whole > 0 ? "+" + whole : whole < 0 ? "−" + -whole : "0";
  }

  private void recommendation() {
    Recommendation recommendation = tuned.recommendation().orElseThrow();
    List<String> wrapped =
        Paragraph.lines(
            recommendation.kind().code() + ": " + style.shown(recommendation.reason()),
            prose,
            INDENT,
            INDENT);
    String head = INDENT + recommendation.kind().code() + ":";
    lines.add(INDENT + style.strong(head.strip()) + wrapped.get(0).substring(head.length()));
    lines.addAll(wrapped.subList(1, wrapped.size()));
    tuned.patch().ifPresent(this::patch);
  }

  private void patch(Patch patch) {
    lines.add("");
    String note = tuned.target().note();
    if (!note.isEmpty()) {
      paragraph(note);
      lines.add("");
    }
    patch.yaml().lines().forEach(line -> lines.add(INDENT.repeat(2) + style.shown(line)));
    patch
        .command()
        .ifPresent(
            command -> {
              lines.add("");
              // In one line, however long: it is there to be copied.
              lines.add(INDENT.repeat(2) + style.shown(command));
            });
  }

  private void paragraph(String text) {
    lines.addAll(Paragraph.lines(style.shown(text), prose, INDENT, INDENT));
  }
}
