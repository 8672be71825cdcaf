package dev.gctrace.streams.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of programs that nobody ran, but as the runtime prints them. */
final class Lines {

  private Lines() {}

  /** A collection at GOGC 100 that takes 2 ms. */
  static String gc(long cycle, double at, long start, long live, long goal) {
    return String.format(
        Locale.ROOT,
        "gc %d @%.3fs 1%%: 0.10+2.0+0.10 ms clock, 0.20+0/1.0/0+0.20 ms cpu, %d->%d->%d MB, "
            + "%d MB goal, 0 MB stacks, 0 MB globals, 2 P",
        cycle,
        at,
        start,
        start,
        live,
        goal);
  }

  /** A program that keeps 20 MiB, from a cycle to another one, ten seconds apart. */
  static List<String> calm(int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int cycle = from; cycle <= to; cycle++) {
      lines.add(gc(cycle, 10.0 * cycle, 39, 20, 40));
    }
    return lines;
  }

  /** A program that had kept so many MiB, and from that cycle on keeps 20. */
  static List<String> relieved(long live, int from, int to) {
    List<String> lines = new ArrayList<>(List.of(gc(from, 10.0 * from, 2 * live, 20, 2 * live)));
    lines.addAll(calm(from + 1, to));
    return lines;
  }

  /** A program that keeps 20 MiB, and with the last collection 150: the next goal is 300 MiB. */
  static List<String> burst(int from, int to) {
    List<String> lines = new ArrayList<>(calm(from, to - 1));
    lines.add(gc(to, 10.0 * to, 155, 150, 40));
    return lines;
  }

  /**
   * A program that keeps so many MiB from that cycle on: at GOGC 100 the next goal is twice that.
   */
  static List<String> keeping(long live, int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int cycle = from; cycle <= to; cycle++) {
      lines.add(gc(cycle, 10.0 * cycle, 2 * live - 1, live, 2 * live));
    }
    return lines;
  }
}
