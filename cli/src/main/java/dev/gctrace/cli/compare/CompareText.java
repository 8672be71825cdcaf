package dev.gctrace.cli.compare;

import static dev.gctrace.core.report.Amounts.number;

import dev.gctrace.cli.console.Paragraph;
import dev.gctrace.cli.console.Style;
import dev.gctrace.core.tuning.Comparison;
import dev.gctrace.core.tuning.Comparison.Change;
import dev.gctrace.core.tuning.RunFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The comparison for a person: a sentence and a table. */
final class CompareText {

  private static final int PROSE_COLUMNS = 100;

  private final Comparison comparison;
  private final Style style;
  private final List<String> lines = new ArrayList<>();

  private CompareText(Comparison comparison, Style style) {
    this.comparison = comparison;
    this.style = style;
  }

  /** The sentence alone, or all of it. */
  static List<String> of(Comparison comparison, boolean quiet, Style style) {
    CompareText text = new CompareText(comparison, style);
    int columns = Math.min(style.columns(), PROSE_COLUMNS);
    Paragraph.lines(style.shown(comparison.sentence()), columns, "", "")
        .forEach(line -> text.lines.add(style.strong(line)));
    if (!quiet) {
      text.lines.add("");
      text.table();
    }
    return text.lines;
  }

  private void table() {
    RunFigures before = comparison.before();
    RunFigures after = comparison.after();
    lines.add(style.faint(row("", "BEFORE", "AFTER", "CHANGE", "")));
    count("kills, told or likely", before.kills(), after.kills());
    count("restarts", before.restarts(), after.restarts());
    count("collections", before.cycles(), after.cycles());
    whole("largest heap, MiB", before.peakHeapMiB(), after.peakHeapMiB());
    whole("largest live heap, MiB", before.liveMaxMiB(), after.liveMaxMiB());
    comparison.changes().forEach(this::change);
    plain("pause, 99 % below, ms", before.pauseP99Millis(), after.pauseP99Millis(), "");
    plain("longest pause, ms", before.pauseMaxMillis(), after.pauseMaxMillis(), "");
  }

  private void change(Change change) {
    String name =
        switch (change.metric()) {
          case LIVE -> "live heap, mean, MiB";
          case HEAP -> "heap, mean, MiB";
          case GC_CPU -> "GC CPU, %";
          case PAUSE -> "pause, mean, ms";
          case CYCLES -> "collections a minute";
          case ALLOCATION -> "allocation, MiB/s";
        };
    plain(name, change.before(), change.after(), noise(change));
  }

  private String noise(Change change) {
    return switch (change.direction()) {
      case UP -> style.strong("up");
      case DOWN -> style.strong("down");
      case SAME -> style.faint("noise");
      case CANNOT_TELL -> style.faint("too few to tell");
    };
  }

  private void count(String name, long before, long after) {
    lines.add(row(name, Long.toString(before), Long.toString(after), "", ""));
  }

  private void whole(String name, OptionalLong before, OptionalLong after) {
    plain(
        name,
        before.isPresent()
            ? OptionalDouble.of((double) before.getAsLong())
            : OptionalDouble.empty(),
        after.isPresent() ? OptionalDouble.of((double) after.getAsLong()) : OptionalDouble.empty(),
        "");
  }

  private void plain(String name, OptionalDouble before, OptionalDouble after, String remark) {
    boolean both =
        before.isPresent()
            && after.isPresent()
            && before.getAsDouble() > 0
            && Double.isFinite(after.getAsDouble() / before.getAsDouble());
    String part =
        both
            ? String.format(
                Locale.ROOT, "%+.0f %%", 100 * (after.getAsDouble() / before.getAsDouble() - 1))
            : "";
    lines.add(row(name, text(before), text(after), part, remark));
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "-";
  }

  private static String row(String name, String before, String after, String part, String remark) {
    return String.format(
        Locale.ROOT, "  %-27s %10s %10s %8s  %s", name, before, after, part, remark);
  }
}
