package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the programs of a fleet print: each keeps 20 MiB, and 150 MiB from a cycle of its own on, so
 * that its next goal, 300 MiB, does not fit into 280 MiB.
 */
final class Fleet {

  static final int CONTAINERS = 24;
  static final int CYCLES = 60;

  private Fleet() {}

  static String name(int container) {
    return "shop/orders-" + container + "/app";
  }

  /** The cycle that shows the danger. */
  static int dangerAt(int container) {
    return 10 + container;
  }

  static String line(int container, int cycle) {
    int danger = dangerAt(container);
    int start = cycle < danger ? 39 : cycle == danger ? 155 : 299;
    int live = cycle < danger ? 20 : 150;
    int goal = cycle <= danger ? 40 : 300;
    return String.format(
        Locale.ROOT,
        "gc %d @%.3fs 1%%: 0.10+2.0+0.10 ms clock, 0.20+0/1.0/0+0.20 ms cpu, %d->%d->%d MB, "
            + "%d MB goal, 0 MB stacks, 0 MB globals, 2 P",
        cycle,
        10.0 * cycle + container / 1000.0,
        start,
        start,
        live,
        goal);
  }

  /** As Fluent Bit writes it. */
  static byte[] fluentBit(int container, String line) {
    return ("{\"stream\":\"stderr\",\"log\":\""
            + line.replace(">", "\\u003e")
            + "\",\"kubernetes\":{\"pod_name\":\"orders-"
            + container
            + "\",\"namespace_name\":\"shop\",\"container_name\":\"app\"}}")
        .getBytes(UTF_8);
  }

  /** The lines of a round of cycles of all containers, shuffled as four partitions shuffle them. */
  static List<int[]> round(int fromCycle, int toCycle, Random random) {
    List<int[]> lines = new ArrayList<>();
    for (int cycle = fromCycle; cycle <= toCycle; cycle++) {
      for (int container = 0; container < CONTAINERS; container++) {
        lines.add(new int[] {container, cycle});
      }
    }
    Collections.shuffle(lines, random);
    return lines;
  }
}
