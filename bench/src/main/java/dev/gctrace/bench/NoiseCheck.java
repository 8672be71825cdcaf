package dev.gctrace.bench;

import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.core.tuning.Comparison;
import dev.gctrace.core.tuning.Comparison.Change;
import dev.gctrace.core.tuning.Comparison.Direction;
import dev.gctrace.core.tuning.Comparison.Metric;
import dev.gctrace.core.tuning.RunFigures;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code gctrace compare} says of recorded runs of one program: of two under the same
 * settings, where nothing changed, and of two under another GOGC, where the heap and the number of
 * collections did. Prints the table of docs/tuning.md:
 *
 * <pre>java -cp 'bench/target/classes:bench/target/lib/*' dev.gctrace.bench.NoiseCheck</pre>
 */
public final class NoiseCheck {

  private NoiseCheck() {}

  /**
   * Two recorded runs and what is said of them.
   *
   * @param before name of the one
   * @param after name of the other
   * @param comparison what is said
   */
  record Pair(String before, String after, Comparison comparison) {

    Direction of(Metric metric) {
      return comparison.changes().stream()
          .filter(change -> change.metric() == metric)
          .map(Change::direction)
          .findFirst()
          .orElseThrow();
    }
  }

  private record Run(Recording recording, RunFigures figures, RunFigures.Recorder recorder) {

    static Run of(Recording recording) {
      RunFigures.Recorder recorder = new RunFigures.Recorder();
      ProcessTrace process =
          recording.analysed((p, cycle) -> recorder.add(p.number(), cycle.event()));
      return new Run(recording, RunFigures.of(List.of(List.of(process.report()))), recorder);
    }

    Pair beside(Run after) {
      return new Pair(
          recording.name(),
          after.recording.name(),
          Comparison.of(figures, recorder, after.figures, after.recorder));
    }

    /** The program and its settings, but for the container's limit. */
    String kind() {
      return recording.name().split("-", 2)[0]
          + recording.shape()
          + recording.settings().gogc()
          + recording.settings().goMemLimitBytes();
    }
  }

  /** Runs that lived, of one program under one GOGC and GOMEMLIMIT, under other limits. */
  static List<Pair> same() {
    List<Run> runs =
        Recording.in("oom-runs").stream().filter(r -> !r.killed()).map(Run::of).toList();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (int j = i + 1; j < runs.size(); j++) {
        if (runs.get(i).kind().equals(runs.get(j).kind())) {
          pairs.add(runs.get(i).beside(runs.get(j)));
        }
      }
    }
    return pairs;
  }

  /**
   * Runs of one program without settings and under another GOGC.
   *
   * @param gogc the other
   */
  static List<Pair> from100To(int gogc) {
    List<Run> runs = Recording.in("pairs").stream().map(Run::of).toList();
    List<Pair> pairs = new ArrayList<>();
    for (Run before : runs) {
      for (Run after : runs) {
        if (after.recording.name().equals(before.recording.name() + "-gogc" + gogc)) {
          pairs.add(before.beside(after));
        }
      }
    }
    return pairs;
  }

  /**
   * Prints the table.
   *
   * @param args none
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("| pairs | n | live heap | heap | GC CPU | pause | collections | allocation |");
    out.println("|---|---|---|---|---|---|---|---|");
    row(out, "the same settings", same());
    row(out, "GOGC 100 and 50", from100To(50));
    row(out, "GOGC 100 and 200", from100To(200));
  }

  private static void row(PrintStream out, String name, List<Pair> pairs) {
    StringBuilder line = new StringBuilder("| " + name + " | " + pairs.size());
    for (Metric metric : Metric.values()) {
      line.append(
          String.format(
              Locale.ROOT,
              " | %d up, %d down of %d",
              count(pairs, metric, Direction.UP),
              count(pairs, metric, Direction.DOWN),
              pairs.size() - count(pairs, metric, Direction.CANNOT_TELL)));
    }
    out.println(line.append(" |"));
  }

  private static long count(List<Pair> pairs, Metric metric, Direction direction) {
    return pairs.stream().filter(pair -> pair.of(metric) == direction).count();
  }
}
