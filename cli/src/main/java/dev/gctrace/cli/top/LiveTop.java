package dev.gctrace.cli.top;

import dev.gctrace.cli.console.Key;
import dev.gctrace.cli.console.Style;
import dev.gctrace.core.forecast.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest round on a screen: as many of the containers as there is room for, the most dangerous
 * first.
 *
 * <p>For use by one thread that reads rounds and one that draws.
 */
final class LiveTop {

  /** Heading of the screen, heading of the table, foot. */
  private static final int OTHER_ROWS = 3;

  private final String where;
  private Sweep.Round round;
  private Instant at = Instant.EPOCH;
  private int first;

  LiveTop(String where) {
    this.where = where;
  }

  synchronized void show(Sweep.Round latest, Instant now) {
    round = latest;
    at = now;
  }

  synchronized void press(Key key) {
    int last = round == null ? 0 : Math.max(0, round.standings().size() - 1);
    first =
        switch (key) {
          case UP -> Math.max(0, first - 1);
          case DOWN -> Math.min(last, first + 1);
          case FIRST -> 0;
          case LAST -> last;
          default -> first;
        };
  }

  synchronized List<String> lines(Style style, int rows) {
    if (round == null) {
      return List.of("gctrace top  " + style.shown(where) + "  reading …");
    }
    List<Standing> standings = round.standings();
    int from = Math.min(first, Math.max(0, standings.size() - 1));
    int room = Math.max(1, rows - OTHER_ROWS - shownProblems().size());
    int to = Math.min(standings.size(), from + room);
    List<String> lines = new ArrayList<>();
    lines.add(
        style.strong("gctrace top")
            + style.shown(
                "  "
                    + where
                    + "  "
                    + standings.size()
                    + (standings.size() == 1 ? " container, " : " containers, ")
                    + count(Severity.CRITICAL)
                    + " critical, "
                    + count(Severity.WARNING)
                    + " warning  "
                    + at.truncatedTo(ChronoUnit.SECONDS)));
    lines.addAll(new Table(style, at).lines(standings.subList(from, to)));
    shownProblems().forEach(problem -> lines.add(style.shown(problem)));
    while (lines.size() < rows - 1) {
      lines.add("");
    }
    lines.add(style.faint(foot(from, to, standings.size())));
    return lines;
  }

  /** The first problems, a line each. */
  private List<String> shownProblems() {
    List<String> problems = round.problems();
    List<String> shown =
        new ArrayList<>(
            problems.stream().limit(3).map(text -> text.lines().findFirst().orElse("")).toList());
    if (problems.size() > shown.size()) {
      shown.add("and " + (problems.size() - shown.size()) + " more that cannot be read");
    }
    return shown;
  }

  private static String foot(int from, int to, int all) {
    String hidden =
        from == 0 && to == all ? "" : (from + 1) + "–" + to + " of " + all + "  j k g G move  ";
    return hidden + "q quit";
  }

  private long count(Severity severity) {
    return round.standings().stream().filter(one -> one.severity() == severity).count();
  }
}
