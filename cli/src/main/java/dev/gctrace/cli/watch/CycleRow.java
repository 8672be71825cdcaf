package dev.gctrace.cli.watch;

import dev.gctrace.cli.console.Style;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A collection as one aligned row of text. Sizes are MiB. */
final class CycleRow {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Below it, the rows of named containers are closer together. */
  private static final int WIDE_COLUMNS = 96;

  private static final int MIN_NAME = 9;
  private static final int MAX_NAME = 40;

  private final Style style;

  CycleRow(Style style) {
    this.style = style;
  }

  /** The heading of the rows, over the one given. */
  String heading(CycleFigures first, boolean named) {
    return style.faint(
        line(
            named,
            first.time().isPresent() ? "TIME UTC" : "TIME",
            named ? padded("CONTAINER") : "",
            "CYCLE",
            style.unicode() ? "START→END→LIVE" : "STRT->END->LIVE",
            "GOAL",
            "NEXT",
            "PEAK/LIMIT",
            "SEVERITY"));
  }

  /** The row of a collection. */
  String of(CycleFigures cycle, Optional<String> name) {
    return line(
        name.isPresent(),
        time(cycle),
        name.map(label -> padded(style.shortened(label, nameColumns()))).orElse(""),
        Long.toString(cycle.cycle()),
        style.shown(whole(cycle.start()) + "→" + whole(cycle.end()) + "→" + whole(cycle.live())),
        whole(cycle.goal()),
        rounded(cycle.nextGoal()),
        bar(cycle, name.isPresent()),
        style.severity(cycle.severity(), Style.name(cycle.severity())));
  }

  private String line(boolean named, Object... cells) {
    return String.format(Locale.ROOT, format(named), cells);
  }

  private String format(boolean named) {
    int heap = style.unicode() ? 14 : 16;
    return isClose(named)
        ? "%8s %s%5s %" + heap + "s %5s %5s %-10s %s"
        : "%8s  %s%5s  %" + heap + "s  %5s %5s  %-12s  %s";
  }

  private boolean isClose(boolean named) {
    return named && style.columns() < WIDE_COLUMNS;
  }

  private static String time(CycleFigures cycle) {
    Optional<Instant> time = cycle.time();
    return time.isPresent()
        ? TIME.format(time.get())
        : cycle.at().isPresent()
            ? String.format(Locale.ROOT, "@%.1fs", cycle.at().getAsDouble())
            : "-";
  }

  private int nameColumns() {
    int others = line(true, "", "", "", "", "", "", "", "critical").length();
    return Math.max(MIN_NAME, Math.min(MAX_NAME, style.columns() - others - 2));
  }

  private String padded(String name) {
    return name + " ".repeat(Math.max(0, nameColumns() - name.length()) + 2);
  }

  /** How much of the limit is live, and how much the coming peak takes. */
  private String bar(CycleFigures cycle, boolean named) {
    if (cycle.limit().isEmpty() || cycle.peak().isEmpty()) {
      return "-";
    }
    double limit = cycle.limit().getAsDouble();
    double peak = cycle.peak().getAsDouble();
    int cells = isClose(named) ? 4 : 6;
    int live = cells(cells, cycle.live().orElse(0) / limit);
    int top = Math.max(live, cells(cells, peak / limit));
    return (style.unicode() ? "█" : "#").repeat(live)
        + (style.unicode() ? "▒" : "+").repeat(top - live)
        + (style.unicode() ? "·" : ".").repeat(cells - top)
        + String.format(Locale.ROOT, "%4.0f %%", 100 * peak / limit);
  }

  private static int cells(int all, double share) {
    return (int) Math.max(0, Math.min(all, Math.round(share * all)));
  }

  private static String whole(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "-";
  }
}
