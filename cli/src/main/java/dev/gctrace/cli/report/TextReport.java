package dev.gctrace.cli.report;

import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.console.Style;
import dev.gctrace.core.report.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The report for a person: an overview when there is more than one process, then each of them. */
public final class TextReport {

  /** Processes that are told in full; the others stand in the overview. */
  private static final int MAX_IN_FULL = 10;

  private static final int MAX_IN_OVERVIEW = 100;

  private final List<ContainerReport> containers;
  private final Style style;
  private final List<String> lines = new ArrayList<>();

  private TextReport(List<ContainerReport> containers, Style style) {
    this.containers = containers;
    this.style = style;
  }

  /**
   * Writes the verdicts alone, a line or two for each process.
   *
   * @param containers what is said
   * @param style how text looks
   * @param out where it goes
   * @throws IOException when that cannot be written to
   */
  public static void writeVerdicts(List<ContainerReport> containers, Style style, Appendable out)
      throws IOException {
    TextReport report = new TextReport(containers, style);
    List<ContainerReport.Entry> worstFirst = report.worstFirst();
    for (ContainerReport.Entry entry : worstFirst) {
      report.verdict(entry, worstFirst.size() > 1);
      report.writeTo(out);
      report.lines.clear();
    }
  }

  /**
   * Writes the overview, when there is more than one process, and the verdicts on the worst.
   *
   * @param containers what is said
   * @param intake what was read
   * @param style how text looks
   * @param out where it goes
   * @throws IOException when that cannot be written to
   */
  public static void writeSummary(
      List<ContainerReport> containers, Intake intake, Style style, Appendable out)
      throws IOException {
    TextReport report = new TextReport(containers, style);
    List<ContainerReport.Entry> worstFirst = report.worstFirst();
    if (worstFirst.size() > 1) {
      report.overview(worstFirst);
    }
    List<ContainerReport.Entry> inFull =
        worstFirst.subList(0, Math.min(MAX_IN_FULL, worstFirst.size()));
    report.verdicts(inFull);
    report.clockJumps(inFull);
    report.footer(intake);
    report.writeTo(out);
  }

  /**
   * Writes the whole report.
   *
   * @param containers what is said
   * @param intake what was read
   * @param style how text looks
   * @param out where it goes
   * @throws IOException when that cannot be written to
   */
  public static void write(
      List<ContainerReport> containers, Intake intake, Style style, Appendable out)
      throws IOException {
    TextReport report = new TextReport(containers, style);
    report.body();
    report.footer(intake);
    report.writeTo(out);
  }

  private void verdicts(List<ContainerReport.Entry> entries) {
    entries.forEach(entry -> verdict(entry, entries.size() > 1));
  }

  private void verdict(ContainerReport.Entry entry, boolean ofSeveral) {
    if (ofSeveral || isNamed(entry)) {
      lines.add(name(entry));
    }
    lines.addAll(ProcessText.verdict(entry, style));
  }

  private void clockJumps(List<ContainerReport.Entry> entries) {
    for (ContainerReport.Entry entry : entries) {
      entry
          .trace()
          .clockJump()
          .ifPresent(jump -> lines.add(name(entry) + ": " + ProcessFacts.jump(jump)));
    }
  }

  private void body() {
    List<ContainerReport.Entry> worstFirst = worstFirst();
    if (worstFirst.size() > 1) {
      overview(worstFirst);
    }
    for (ContainerReport.Entry entry :
        worstFirst.subList(0, Math.min(MAX_IN_FULL, worstFirst.size()))) {
      if (worstFirst.size() > 1 || isNamed(entry)) {
        heading(name(entry));
      }
      lines.addAll(ProcessText.whole(entry, style));
      lines.add("");
    }
  }

  /** Processes by severity; of equals those of the container that comes first. */
  private List<ContainerReport.Entry> worstFirst() {
    return containers.stream()
        .flatMap(container -> container.processes().stream())
        .sorted(Comparator.comparing(ContainerReport.Entry::severity).reversed())
        .toList();
  }

  /** One log of one process without a name needs no heading. */
  private static boolean isNamed(ContainerReport.Entry entry) {
    return entry.trace().container().who().name().isPresent();
  }

  private String name(ContainerReport.Entry entry) {
    int count = entry.trace().container().processCount();
    return style.shown(entry.trace().container().label())
        + (count > 1 ? ", process " + entry.trace().number() + " of " + count : "");
  }

  private void heading(String name) {
    String rule = style.unicode() ? "─" : "-";
    int rest = Math.max(3, Math.min(100, style.columns()) - name.length() - 4);
    lines.add(
        style.faint(rule.repeat(2))
            + " "
            + style.strong(name)
            + " "
            + style.faint(rule.repeat(rest)));
    lines.add("");
  }

  private void overview(List<ContainerReport.Entry> entries) {
    int room = style.columns() - 62;
    int width =
        entries.stream()
            .mapToInt(entry -> entry.trace().container().label().length())
            .max()
            .orElse(0);
    width = Math.max(9, Math.min(room, width));
    lines.add(entries.size() + " processes, the worst first; sizes in MiB");
    lines.add("");
    lines.add(
        style.faint(
            String.format(
                Locale.ROOT,
                "%-8s  %-" + width + "s  %7s %6s %6s %6s  %s",
                "SEVERITY",
                "CONTAINER",
                "PROCESS",
                "CYCLES",
                "LIVE",
                "PEAK",
                "WHY")));
    for (ContainerReport.Entry entry :
        entries.subList(0, Math.min(MAX_IN_OVERVIEW, entries.size()))) {
      Summary summary = entry.report().summary();
      lines.add(
          style.severity(
                  entry.severity(),
                  String.format(Locale.ROOT, "%-8s", Style.name(entry.severity())))
              + String.format(
                  Locale.ROOT,
                  "  %-" + width + "s  %7d %6d %6s %6s  %s",
                  style.shortened(entry.trace().container().label(), width),
                  entry.report().process(),
                  summary.cycles(),
                  text(summary.liveLastMiB()),
                  text(summary.peakHeapMiB()),
                  entry.report().verdict().reason().code()));
    }
    leftOut(entries.size() - MAX_IN_OVERVIEW, " more, none of them worse", "");
    leftOut(
        entries.size() - MAX_IN_FULL, " of them are told here only; --container tells more", "");
    lines.add("");
  }

  private void leftOut(long count, String text, String before) {
    if (count > 0) {
      lines.add(before + count + text);
    }
  }

  private static String text(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
  }

  private void footer(Intake intake) {
    long malformed = intake.counts().malformed();
    lines.add(style.faint(IntakeText.of(intake) + (malformed > 0 ? ":" : "")));
    intake.malformed().forEach(line -> lines.add("  " + style.shown(line.toString())));
    leftOut(malformed - intake.malformed().size(), " more", "  and ");
  }

  private void writeTo(Appendable out) throws IOException {
    for (String line : lines) {
      out.append(line.stripTrailing()).append('\n');
    }
  }
}
