package dev.gctrace.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gctrace.bench.streams.Cluster.Message;
import java.util.Locale;

/** What the containers of a fleet log, as Fluent Bit writes it. */
final class FleetLog {

  private FleetLog() {}

  /** A line of the runtime: a program that keeps 70 MiB and collects every ten seconds. */
  static String calm(int cycle) {
    return line(cycle, 139, 70, 140);
  }

  /** The line that shows the danger: 150 MiB live, so that the next goal is 300 MiB. */
  static String danger(int cycle) {
    return line(cycle, 155, 150, 140);
  }

  private static String line(int cycle, int peak, int live, int goal) {
    return String.format(
        Locale.ROOT,
        "gc %d @%.3fs 1%%: 0.10+%.1f+0.10 ms clock, 0.20+0/1.0/0+0.20 ms cpu, %d->%d->%d MB, "
            + "%d MB goal, 0 MB stacks, 0 MB globals, 2 P",
        cycle,
        10.0 * cycle + cycle % 7 / 1000.0,
        2.0 + cycle % 9 / 10.0,
        peak,
        peak + cycle % 3,
        live,
        goal);
  }

  /** A line of the program's own. */
  static String other(int number) {
    return "2026/11/21 07:10:46 order " + number + " shipped to 10.0.0.7 in 17ms";
  }

  static String container(int pod) {
    return "shop/orders-" + pod + "/app";
  }

  /** A record with the container as its key. */
  static Message fluentBit(int pod, String log) {
    String record =
        "{\"@timestamp\":1767607872.123457,\"stream\":\"stderr\",\"_p\":\"F\",\"log\":\""
            + log
            + "\",\"kubernetes\":{\"pod_name\":\"orders-"
            + pod
            + "\",\"namespace_name\":\"shop\",\"pod_id\":\"0b6f1111-2222-3333-4444-555555555555\","
            + "\"labels\":{\"app\":\"orders\"},\"annotations\":{},\"host\":\"node-a\","
            + "\"pod_ip\":\"10.0.0.7\",\"container_name\":\"app\",\"docker_id\":\"3f4e1a2b3c4d\"}}";
    return new Message(container(pod).getBytes(UTF_8), record.getBytes(UTF_8));
  }
}
