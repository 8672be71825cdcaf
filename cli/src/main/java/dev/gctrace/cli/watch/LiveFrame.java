package dev.gctrace.cli.watch;

import dev.gctrace.cli.console.Paragraph;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.terminal.Sawtooth;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A live view as lines of text: a table of all containers, the sawtooth of the chosen one. */
final class LiveFrame {

  /** Title, heading, a blank line, alert, keys. */
  private static final int FIXED_ROWS = 5;

  private static final int VERDICT_ROWS = 2;

  /** Columns of the mark before the chosen row. */
  private static final int MARK = 2;

  private final LiveModel model;
  private final Style style;
  private final int rows;
  private final List<String> lines = new ArrayList<>();

  private LiveFrame(LiveModel model, Style style, int rows) {
    this.model = model;
    this.style = style;
    this.rows = rows;
  }

  /** The lines, no more than there are rows. */
  static List<String> of(LiveModel model, Style style, int rows) {
    LiveFrame frame = new LiveFrame(model, style, rows);
    frame.draw();
    return frame.lines.subList(0, Math.min(rows, frame.lines.size()));
  }

  private void draw() {
    title();
    table();
    lines.add("");
    model.report().ifPresent(this::chosen);
    while (lines.size() < rows - 2) {
      lines.add("");
    }
    lines.add(model.alert().map(alert -> style.shortened(alert, style.columns())).orElse(""));
    String keys =
        style.unicode()
            ? "↑↓ or j k choose   q or Ctrl-C ends and sums up"
            : "up, down or j k choose   q or Ctrl-C ends and sums up";
    String stoodStill =
        "the terminal was too slow: this view stood still for " + model.stoodStillSeconds() + " s";
    lines.add(
        model.stoodStillSeconds() > 0
            ? style.shortened(stoodStill, style.columns())
            : style.faint(keys));
  }

  private void title() {
    String read =
        String.format(
            Locale.ROOT, "  %d lines, %d cycles", model.counts().lines(), model.counts().gcLines());
    String name = style.shortened(model.source(), Math.max(10, style.columns() - 60));
    lines.add(
        style.strong("gctrace watch ")
            + name
            + style.faint(read)
            + count(Severity.CRITICAL)
            + count(Severity.WARNING));
  }

  private String count(Severity severity) {
    long count = model.rows().stream().filter(row -> row.cycle().severity() == severity).count();
    return count == 0 ? "" : "  " + style.severity(severity, count + " " + Style.name(severity));
  }

  private void table() {
    if (model.rows().isEmpty()) {
      lines.add("");
      lines.add("waiting for a gctrace line ...");
      return;
    }
    CycleRow row = new CycleRow(new Style(style.columns() - MARK, style.unicode(), style.colour()));
    lines.add("  " + row.heading(model.rows().get(0).cycle(), true));
    int space = tableRows();
    int first = Math.max(0, Math.min(model.chosen() - space / 2, model.rows().size() - space));
    for (int i = first; i < Math.min(first + space, model.rows().size()); i++) {
      LiveModel.Row one = model.rows().get(i);
      String text = row.of(one.cycle(), Optional.of(one.label()));
      lines.add((i == model.chosen() ? style.strong("> ") : "  ") + text);
    }
  }

  /** The drawing gets what the table leaves, and never less than it needs if there is so much. */
  private int tableRows() {
    int free = rows - FIXED_ROWS;
    int room = free - VERDICT_ROWS - Sawtooth.MIN_ROWS;
    return Math.max(1, Math.min(model.rows().size(), room > 0 ? Math.min(room, free / 2) : free));
  }

  private void chosen(ProcessReport report) {
    String name = model.rows().get(model.chosen()).label();
    List<String> verdict =
        Paragraph.lines(
            style.shown(name + ": " + report.verdict().sentence()), style.columns(), "", "");
    lines.addAll(verdict.subList(0, Math.min(VERDICT_ROWS, verdict.size())));
    int space = rows - 2 - lines.size();
    if (space >= Sawtooth.MIN_ROWS) {
      lines.addAll(
          Sawtooth.render(report, style.columns(), space, style.unicode(), style.colour()));
    }
  }
}
