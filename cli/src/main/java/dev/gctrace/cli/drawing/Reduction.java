package dev.gctrace.cli.drawing;

import java.util.ArrayList;
import java.util.List;

/** Makes a line of many points short without changing how it looks. */
public final class Reduction {

  private Reduction() {}

  /**
   * Keeps of the points that share a column the first, the lowest, the highest and the last, in
   * their order: a line through them covers the same pixels as one through all.
   *
   * @param line from left to right
   * @param domain the stretch of time that is drawn
   * @param columns how many columns it has
   * @return no more than four points a column
   */
  public static List<Vertex> perColumn(List<Vertex> line, Domain domain, int columns) {
    List<Vertex> kept = new ArrayList<>();
    int from = 0;
    while (from < line.size()) {
      int column = column(line.get(from), domain, columns);
      int to = from + 1;
      int low = from;
      int high = from;
      while (to < line.size() && column(line.get(to), domain, columns) == column) {
        low = line.get(to).mib() < line.get(low).mib() ? to : low;
        high = line.get(to).mib() > line.get(high).mib() ? to : high;
        to++;
      }
      int[] marks = {from, Math.min(low, high), Math.max(low, high), to - 1};
      for (int i = 0; i < marks.length; i++) {
        if (i == 0 || marks[i] != marks[i - 1]) {
          kept.add(line.get(marks[i]));
        }
      }
      from = to;
    }
    return kept;
  }

  private static int column(Vertex vertex, Domain domain, int columns) {
    return (int) Math.floor(domain.part(vertex.x()) * columns);
  }
}
