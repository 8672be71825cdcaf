package dev.gctrace.cli.top;

import dev.gctrace.cli.console.Style;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.report.Amounts;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.MemoryLimit;
import dev.gctrace.logs.Cycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The containers as a table, a line each. Sizes are MiB. */
final class Table {

  private static final double MIB = 1 << 20;
  private static final int BAR_CELLS = 8;
  private static final String NONE = "-";
  private static final List<String> HEADING =
      List.of(
          "CONTAINER",
          "AGE",
          "RESTARTS",
          "LIMIT",
          "GOMEMLIMIT",
          "GOGC",
          "NOW",
          "LIVE",
          "NEXT",
          "PEAK/LIMIT",
          "IN",
          "SEVERITY",
          "CAUSE");

  private static final int SEVERITY = HEADING.indexOf("SEVERITY");

  private final Style style;
  private final Instant now;

  /**
   * A table.
   *
   * @param style how text looks
   * @param now the present, for ages
   */
  Table(Style style, Instant now) {
    this.style = style;
    this.now = now;
  }

  /** The heading and the rows; nothing for no containers. */
  List<String> lines(List<Standing> standings) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADING);
    standings.forEach(standing -> rows.add(cells(standing)));
    int[] widths = new int[HEADING.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(style.faint(line(HEADING, widths, null)));
    for (int i = 0; i < standings.size(); i++) {
      lines.add(line(rows.get(i + 1), widths, standings.get(i)));
    }
    return standings.isEmpty() ? List.of() : lines;
  }

  private String line(List<String> cells, int[] widths, Standing standing) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padded = cells.get(i) + " ".repeat(widths[i] - cells.get(i).length());
      line.append(
          i == SEVERITY && standing != null ? style.severity(standing.severity(), padded) : padded);
      line.append("  ");
    }
    return line.toString().stripTrailing();
  }

  private List<String> cells(Standing standing) {
    ContainerFacts facts = standing.facts();
    Optional<Cycle> last = standing.last();
    return List.of(
        style.shown(standing.name()),
        facts.startedAt().map(this::age).orElse(NONE),
        restarts(facts),
        limit(facts.limit()),
        bytes(facts.environment().goMemLimitBytes()),
        gogc(standing),
        bytes(standing.memoryBytes()),
        last.map(cycle -> Long.toString(cycle.event().liveMiB())).orElse(NONE),
        last.map(cycle -> rounded(cycle.forecast().nextGoalMiB())).orElse(NONE),
        bar(standing),
        standing.secondsToLimit().isPresent()
            ? Amounts.seconds(standing.secondsToLimit().getAsDouble())
            : NONE,
        standing.isOver() ? NONE : Style.name(standing.severity()),
        cause(standing));
  }

  private String age(Instant from) {
    long seconds = Math.max(0, Duration.between(from, now).toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 2 * 86400 ? seconds / 3600 + "h" : seconds / 86400 + "d";
  }

  private String restarts(ContainerFacts facts) {
    Optional<Instant> killed =
        facts.lastEnd().filter(end -> end.how() == Ended.How.OOM_KILLED).flatMap(Ended::finishedAt);
    return facts.restarts() + killed.map(at -> " (OOM " + age(at) + " ago)").orElse("");
  }

  private static String limit(MemoryLimit limit) {
    return switch (limit.source()) {
      case STATUS, SPEC -> bytes(limit.bytes());
      case POD -> bytes(limit.bytes()) + " (pod)";
      case NONE ->
          "none"
              + (limit.allocatableBytes().isPresent()
                  ? " (node " + bytes(limit.allocatableBytes()) + ")"
                  : "");
    };
  }

  private static String gogc(Standing standing) {
    Gogc gogc =
        standing
            .last()
            .map(cycle -> cycle.forecast().gogc())
            .or(() -> standing.facts().environment().gogcValue())
            .orElse(null);
    if (gogc == null) {
      return NONE;
    }
    String value = gogc.off() ? "off" : Amounts.number(gogc.percent());
    return gogc.source() == Gogc.Source.INFERRED ? "~" + value : value;
  }

  private String bar(Standing standing) {
    if (standing.shareOfLimit().isEmpty()) {
      return NONE;
    }
    double peak = standing.shareOfLimit().getAsDouble();
    double live =
        standing.last().orElseThrow().event().liveMiB() / standing.limitMiB().getAsDouble();
    int liveCells = filled(live);
    int peakCells = Math.max(liveCells, filled(peak));
    return (style.unicode() ? "█" : "#").repeat(liveCells)
        + (style.unicode() ? "▒" : "+").repeat(peakCells - liveCells)
        + (style.unicode() ? "·" : ".").repeat(BAR_CELLS - peakCells)
        + String.format(Locale.ROOT, " %.0f%%", 100 * peak);
  }

  private static int filled(double share) {
    return (int) Math.max(0, Math.min(BAR_CELLS, Math.round(share * BAR_CELLS)));
  }

  private static String cause(Standing standing) {
    if (standing.isOver()) {
      return standing
          .facts()
          .ended()
          .map(Ended::reason)
          .filter(why -> !why.isEmpty())
          .orElse("ended");
    }
    if (standing.last().isPresent()) {
      return standing.last().get().forecast().reason().code();
    }
    String reason = standing.facts().run().reason();
    return reason.isEmpty() ? "no gctrace line yet" : reason;
  }

  private static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? String.format(Locale.ROOT, "%.0f", bytes.getAsLong() / MIB) : NONE;
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : NONE;
  }
}
