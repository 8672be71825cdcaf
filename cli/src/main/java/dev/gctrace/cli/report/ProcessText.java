package dev.gctrace.cli.report;

import dev.gctrace.cli.console.Paragraph;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.terminal.Sawtooth;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of the report that is about one process: verdict, facts, drawing, findings. */
final class ProcessText {

  private static final int PROSE_COLUMNS = 100;
  private static final int DRAWING_COLUMNS = 160;
  private static final int DRAWING_ROWS = 20;
  private static final String INDENT = "  ";

  private final ContainerReport.Entry entry;
  private final ProcessReport report;
  private final Style style;
  private final int prose;
  private final List<String> lines = new ArrayList<>();

  private ProcessText(ContainerReport.Entry entry, Style style) {
    this.entry = entry;
    this.report = entry.report();
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
    ProcessFacts.of(entry).forEach(this::fact);
  }

  private void postMortem() {
    if (report.postMortem().isPresent()) {
      lines.add("");
      PostMortemText.facts(report.postMortem().get(), report.settings().limitBytes())
          .forEach(this::fact);
    }
  }

  private void fact(Fact fact) {
    String label = INDENT + String.format(Locale.ROOT, "%-10s  ", fact.name());
    List<String> wrapped =
        Paragraph.lines(style.shown(fact.text()), prose, label, " ".repeat(label.length()));
    lines.add(style.faint(label) + wrapped.get(0).substring(label.length()));
    lines.addAll(wrapped.subList(1, wrapped.size()));
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
          Paragraph.lines(
              level + ": " + style.shown(finding.summary() + " [" + finding.id() + "]"),
              prose,
              INDENT,
              indent);
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
}
