package dev.gctrace.cli.drawing;

import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process on an axis of time: its teeth and the one that was to come.
 *
 * @param report the process
 * @param teeth its cycles from left to right; never empty
 * @param coming the tooth after the last line; empty when nothing is known of it
 */
public record Run(ProcessReport report, List<Tooth> teeth, Optional<ComingTooth> coming) {

  /**
   * Copies the list.
   *
   * @param report see the record
   * @param teeth see the record
   * @param coming see the record
   */
  public Run {
    teeth = List.copyOf(teeth);
  }

  /** {@return where the first cycle began} */
  public double startX() {
    return teeth.get(0).startX();
  }

  /** {@return where the last cycle ended} */
  public double endX() {
    return teeth.get(teeth.size() - 1).endX();
  }

  /**
   * The heap as a line: live, up to the start of the next cycle, its end, down to live again. A
   * piece for each stretch without missing lines.
   *
   * @return the pieces from left to right
   */
  public List<List<Vertex>> heap() {
    List<List<Vertex>> pieces = new ArrayList<>();
    List<Vertex> piece = new ArrayList<>();
    for (Tooth tooth : teeth) {
      if (tooth.afterGap()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
      CyclePoint point = tooth.point();
      piece.add(new Vertex(tooth.startX(), point.heapStartMiB()));
      piece.add(new Vertex(tooth.endX(), point.heapEndMiB()));
      piece.add(new Vertex(tooth.endX(), point.liveMiB()));
    }
    pieces.add(piece);
    return pieces;
  }

  /** {@return the live heap after each cycle} */
  public List<Vertex> live() {
    return teeth.stream().map(t -> new Vertex(t.endX(), t.point().liveMiB())).toList();
  }

  /**
   * The goal as steps: the goal of a cycle holds from the end of the cycle before to its own end. A
   * piece for each stretch that has a goal and no missing lines.
   *
   * @return the pieces from left to right, of an even number of points; none is empty
   */
  public List<List<Vertex>> goal() {
    List<List<Vertex>> pieces = new ArrayList<>();
    List<Vertex> piece = new ArrayList<>();
    Tooth before = null;
    for (Tooth tooth : teeth) {
      OptionalLong goal = tooth.point().goalMiB();
      boolean joined = before != null && !tooth.afterGap();
      if (!joined || goal.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
      if (goal.isPresent()) {
        double from = joined ? before.endX() : tooth.startX();
        piece.add(new Vertex(from, goal.getAsLong()));
        piece.add(new Vertex(tooth.endX(), goal.getAsLong()));
      }
      before = tooth;
    }
    pieces.add(piece);
    return pieces.stream().filter(p -> !p.isEmpty()).toList();
  }
}
