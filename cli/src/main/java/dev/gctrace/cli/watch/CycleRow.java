package dev.gctrace.cli.watch;

import dev.gctrace.cli.console.Style;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.logs.Cycle;
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
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final int BAR_CELLS = 6;

  /** Columns that all but the container's name take. */
  private static final int FIXED_COLUMNS = 70;

  private static final int MIN_NAME = 8;
  private static final int MAX_NAME = 40;

  private final Style style;

  CycleRow(Style style) {
    this.style = style;
  }

  /** The heading of the rows, over the one given. */
  String heading(Cycle first, boolean named) {
    return style.faint(
        line(
            first.time().isPresent() ? "TIME UTC" : "TIME",
            named ? padded("CONTAINER") + "  " : "",
            "CYCLE",
            style.unicode() ? "START→END→LIVE" : "STRT->END->LIVE",
            "GOAL",
            "NEXT",
            "PEAK/LIMIT",
            "SEVERITY"));
  }

  /** The row of a collection. */
  String of(Cycle cycle, Optional<String> name) {
    GcEvent event = cycle.event();
    Severity severity = cycle.forecast().severity();
    return line(
        time(cycle),
        name.map(label -> padded(style.shortened(label, nameColumns())) + "  ").orElse(""),
        Long.toString(event.cycle()),
        style.shown(event.heapStartMiB() + "→" + event.heapEndMiB() + "→" + event.liveMiB()),
        whole(event.goalMiB()),
        rounded(cycle.forecast().nextGoalMiB()),
        bar(cycle),
        style.severity(severity, Style.name(severity)));
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%8s  %s%5s  %14s  %5s %5s  %-12s  %s", cells);
  }

  private static String time(Cycle cycle) {
    return cycle
        .time()
        .map(TIME::format)
        .orElseGet(() -> String.format(Locale.ROOT, "@%.1fs", cycle.event().startMillis() / 1e3));
  }

  private int nameColumns() {
    return Math.max(MIN_NAME, Math.min(MAX_NAME, style.columns() - FIXED_COLUMNS));
  }

  private String padded(String name) {
    return name + " ".repeat(Math.max(0, nameColumns() - name.length()));
  }

  /** How much of the limit is live, and how much the coming peak takes. */
  private String bar(Cycle cycle) {
    OptionalLong limit = cycle.settings().limitBytes();
    Optional<Band> peak = cycle.forecast().peakMiB();
    if (limit.isEmpty() || peak.isEmpty()) {
      return "-";
    }
    double limitMiB = limit.getAsLong() / BYTES_PER_MIB;
    int live = cells(cycle.event().liveMiB() / limitMiB);
    int top = Math.max(live, cells(peak.get().expected() / limitMiB));
    return (style.unicode() ? "█" : "#").repeat(live)
        + (style.unicode() ? "▒" : "+").repeat(top - live)
        + (style.unicode() ? "·" : ".").repeat(BAR_CELLS - top)
        + String.format(Locale.ROOT, "%4.0f %%", 100 * peak.get().expected() / limitMiB);
  }

  private static int cells(double share) {
    return (int) Math.max(0, Math.min(BAR_CELLS, Math.round(share * BAR_CELLS)));
  }

  private static String whole(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "-";
  }
}
