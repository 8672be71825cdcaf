package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.ContainerForecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each shape of program judged with the figures that all other shapes measure in place of the
 * forecast's own: what it would say of a program that nobody has recorded.
 *
 * @param shapes the shapes, in the order of their names
 * @param tally of all of them
 */
record LeaveOneOut(List<Shape> shapes, Tally tally) {

  /**
   * A shape that was left out.
   *
   * @param name its name
   * @param measured what the others measure
   * @param tally how it was judged with that
   */
  record Shape(String name, Measured measured, Tally tally) {}

  /** Leaves out one shape after the other. */
  static LeaveOneOut of(List<RecordedRun> runs) {
    Map<String, List<RecordedRun>> byShape = new TreeMap<>();
    List<Measured.OfRun> facts = new ArrayList<>();
    for (RecordedRun run : runs) {
      if (!run.isOutsideHeap()) {
        byShape.computeIfAbsent(run.shape(), shape -> new ArrayList<>()).add(run);
        facts.add(Measured.OfRun.of(run));
      }
    }
    Tally all = new Tally();
    List<Shape> shapes = new ArrayList<>();
    for (Map.Entry<String, List<RecordedRun>> shape : byShape.entrySet()) {
      Measured measured =
          Measured.of(facts.stream().filter(run -> !run.shape().equals(shape.getKey())).toList());
      Tally tally = new Tally();
      for (RecordedRun run : shape.getValue()) {
        ContainerForecaster forecaster =
            new ContainerForecaster(
                measured.memory(),
                measured.overshoot().stream().mapToDouble(ratio -> ratio).toArray());
        List<Double> criticals = Judged.of(run, forecaster).criticals();
        tally.add(run, criticals);
        all.add(run, criticals);
      }
      shapes.add(new Shape(shape.getKey(), measured, tally));
    }
    return new LeaveOneOut(shapes, all);
  }
}
