package dev.gctrace.bench.score;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints how good the forecast is on recorded runs, beside the rules people use today: the tables
 * of {@code docs/forecast.md} and of the README.
 *
 * <p>{@code bench/score [DIR...]} runs it; without a directory on the runs that are in the
 * repository.
 */
public final class ForecastScore {

  static final List<String> SETS =
      List.of("oom-runs", "held-out-runs", "fresh-runs", "latest-runs");

  private final PrintStream out;

  private ForecastScore(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints the tables.
   *
   * @param args directories of recorded runs; none for those in the repository
   */
  public static void main(String[] args) throws IOException, URISyntaxException {
    run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args);
  }

  static void run(PrintStream out, String[] directories) throws IOException, URISyntaxException {
    ForecastScore score = new ForecastScore(out);
    if (directories.length > 0) {
      List<RecordedRun> runs = new ArrayList<>();
      for (String directory : directories) {
        runs.addAll(RunReader.read(Path.of(directory)));
      }
      score.print("the runs of " + String.join(", ", directories), Score.of(runs));
    } else {
      score.print("the runs that the model was made with", Score.of(committed("oom-runs")));
      score.print("runs that were looked at once before", Score.of(committed("held-out-runs")));
      score.print("runs that were held out until then", Score.of(committed("fresh-runs")));
      Score latest = Score.of(committed("latest-runs"));
      score.print("runs recorded after it was made", latest);
      List<RecordedRun> all = new ArrayList<>();
      for (String set : SETS) {
        all.addAll(committed(set));
      }
      LeaveOneOut left = LeaveOneOut.of(all);
      score.leaveOneOut(left);
      all.removeIf(RecordedRun::isOutsideHeap);
      score.readme(left.tally(), Score.of(all), latest);
    }
  }

  /** The runs in the repository. */
  static List<RecordedRun> committed(String set) throws IOException, URISyntaxException {
    return RunReader.read(
        Path.of(ForecastScore.class.getResource("/dev/gctrace/bench/" + set).toURI()));
  }

  private void print(String which, Score score) {
    out.println("## On " + which);
    rules(score);
    reach(score);
    shapes(score);
    calibration(score.calibration());
  }

  private void rules(Score score) {
    Tally all = score.tallyOfAll();
    out.printf(
        "%n%d runs; %d killed by the kernel, %d lived, %d prove nothing (within 8 %% of the limit, or"
            + " cut while leaking).%n%n",
        score.runs().size(),
        all.killed(),
        all.lived(),
        score.runs().size() - all.killed() - all.lived());
    out.println(
        "| rule | kills caught | false alarms | seconds before the kill, median (p10) | cycles |");
    out.println("|---|---|---|---|---|");
    row("**gctrace**, critical", all);
    row("gctrace, kills by the Go heap alone", score.tally());
    for (Rule rule : Rule.known()) {
      row(rule.name(), score.tally(rule));
    }
    out.println();
    names("Missed", all.missed());
    names("False", all.falseAlarms());
  }

  private void row(String name, Tally tally) {
    out.printf(
        "| %s | %s | %s | %s (%s) | %s |%n",
        name,
        Numbers.share(tally.caught(), tally.killed()),
        Numbers.share(tally.falseAlarms().size(), tally.lived()),
        Numbers.printed(Numbers.quantile(tally.leadSeconds(), 0.5)),
        Numbers.printed(Numbers.quantile(tally.leadSeconds(), 0.1)),
        Numbers.printed(Numbers.quantile(tally.leadLines(), 0.5)));
  }

  private void reach(Score score) {
    LeakTimes leaks = score.leaks();
    Spirals spirals = score.spirals();
    out.printf("%n| asked | measured |%n|---|---|%n");
    out.printf(
        "| leaks warned of with a time, 5 cycles before the kill | %s |%n",
        Numbers.share(leaks.early(), leaks.runs()));
    out.printf(
        "| of those with 12 collections or more after their first second | %s |%n",
        Numbers.share(leaks.earlyOfLong(), leaks.longRuns()));
    out.printf(
        "| error of that time, median: all warnings (first of each run) | %.0f %% (%.0f %%) |%n",
        100 * Numbers.quantile(leaks.errors(), 0.5),
        100 * Numbers.quantile(leaks.firstErrors(), 0.5));
    out.printf("| times inside their band | %s |%n", Numbers.share(leaks.inside(), leaks.times()));
    out.printf(
        "| a leak stands at the end of a run that lived and levelled off | %d |%n",
        score.standingLeaks().size());
    out.printf(
        "| lived, and changed severity twice in 20 cycles of standing still | %d |%n",
        score.flapping().size());
    out.printf(
        "| death spirals named within 10 cycles | %s |%n",
        Numbers.share(spirals.spirals() - spirals.unnamed().size(), spirals.spirals()));
    out.printf("| called a spiral without GOMEMLIMIT | %d |%n%n", spirals.wronglyNamed().size());
    names("Warned of late", leaks.late());
    names("A leak stands", score.standingLeaks());
    names("Changed twice", score.flapping());
    names("Spirals not named", spirals.unnamed());
    names("Wrongly called spirals", spirals.wronglyNamed());
  }

  private void shapes(Score score) {
    out.printf("%n| shape | killed, caught | lived, false | seconds before | cycles |%n");
    out.println("|---|---|---|---|---|");
    for (Map.Entry<String, Tally> shape : score.byShape().entrySet()) {
      Tally tally = shape.getValue();
      out.printf(
          "| %s | %d, %d | %d, %d | %s | %s |%n",
          shape.getKey(),
          tally.killed(),
          tally.caught(),
          tally.lived(),
          tally.falseAlarms().size(),
          Numbers.printed(Numbers.quantile(tally.leadSeconds(), 0.5)),
          Numbers.printed(Numbers.quantile(tally.leadLines(), 0.5)));
    }
  }

  private void calibration(Calibration calibration) {
    out.printf(
        "%n| chance of a kill before the next line | forecasts | came true |%n|---|---|---|%n");
    for (int i = 0; i < Calibration.CLASSES; i++) {
      if (calibration.said(i) > 0) {
        out.printf(
            "| %d–%d %%, mean %.0f %% | %d | %.0f %% |%n",
            100 * i / Calibration.CLASSES,
            100 * (i + 1) / Calibration.CLASSES,
            100 * calibration.mean(i),
            calibration.said(i),
            100.0 * calibration.came(i) / calibration.said(i));
      }
    }
    out.printf(
        "%nOf %d peaks %.0f %% lay below their band of 10 to 90 %%, %.0f %% above.%n%n",
        calibration.peaks(),
        100.0 * calibration.below() / calibration.peaks(),
        100.0 * calibration.above() / calibration.peaks());
  }

  private void leaveOneOut(LeaveOneOut left) {
    out.printf("## Each shape judged by what all the others measure%n%n");
    out.println("| left out | k | written by | overshoot | killed, caught | lived, false |");
    out.println("|---|---|---|---|---|---|");
    for (LeaveOneOut.Shape shape : left.shapes()) {
      Measured measured = shape.measured();
      Tally tally = shape.tally();
      out.printf(
          "| %s | %.3f ± %.3f | %.0f %% | %.2f–%.2f | %d, %d | %d, %d |%n",
          shape.name(),
          measured.k(),
          measured.kDeviation(),
          100 * (1 - measured.unwritten()),
          measured.overshoot().get(0),
          measured.overshoot().get(measured.overshoot().size() - 1),
          tally.killed(),
          tally.caught(),
          tally.lived(),
          tally.falseAlarms().size());
    }
    Tally all = left.tally();
    out.printf(
        "%nTogether: %s kills by the Go heap caught, %s false alarms.%n",
        Numbers.share(all.caught(), all.killed()),
        Numbers.share(all.falseAlarms().size(), all.lived()));
    names("Missed", all.missed());
    names("False", all.falseAlarms());
  }

  /** The table of the README: all kills by the Go heap, and those of the runs recorded last. */
  private void readme(Tally left, Score all, Score latest) {
    out.printf("%n## In the README%n%n");
    out.printf(
        "| rule | %d runs: kills caught | false alarms | the last %d of them | false alarms |%n",
        all.runs().size(), latest.runs().size());
    out.println("|---|---|---|---|---|");
    pair("**gctrace**, critical", left, latest.tally());
    for (Rule rule : Rule.known()) {
      pair(rule.name(), all.tally(rule), latest.tally(rule));
    }
  }

  private void pair(String name, Tally all, Tally latest) {
    out.printf(
        "| %s | %s | %s | %s | %s |%n",
        name,
        Numbers.share(all.caught(), all.killed()),
        Numbers.share(all.falseAlarms().size(), all.lived()),
        Numbers.share(latest.caught(), latest.killed()),
        Numbers.share(latest.falseAlarms().size(), latest.lived()));
  }

  private void names(String what, List<String> names) {
    if (!names.isEmpty()) {
      out.println(what + ": " + String.join(", ", names) + ".");
    }
  }
}
