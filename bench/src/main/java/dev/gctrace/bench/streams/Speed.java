package dev.gctrace.bench.streams;

import dev.gctrace.bench.streams.Cluster.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * How many records a second the processor commits, beside a topology that passes every record on
 * with the same serdes, transactions and partitions. The two take turns; the first turn of each
 * warms up.
 */
final class Speed {

  private static final int CONTAINERS = 200;
  private static final int MANY_CONTAINERS = 20_000;
  private static final int MIXED = 600_000;
  private static final int GCTRACE = 200_000;
  private static final int ROUNDS = 3;

  private final Cluster cluster;
  private final Path folder;

  Speed(Cluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  /**
   * One turn.
   *
   * @param rate records a second that were committed, from a tenth of them on
   * @param micros time that this process's CPUs worked for a record, in microseconds
   * @param broker time that the broker's CPUs worked for a record, in microseconds
   */
  private record Turn(double rate, double micros, double broker) {}

  /** On logs of which one line in a thousand is the runtime's. */
  void measureMixed() throws ExecutionException, InterruptedException {
    cluster.topics("mixed-logs");
    cluster.send("mixed-logs", () -> IntStream.range(0, MIXED).mapToObj(Speed::mixed).iterator());
    compare("0.1 % gctrace", "mixed-logs", MIXED, MIXED / 1000);
  }

  /** On the runtime's lines alone: each is read, judged and written as an event. */
  void measureGctrace() throws ExecutionException, InterruptedException {
    measureGctrace("all gctrace", "gctrace-logs", CONTAINERS);
  }

  /**
   * The same of so many containers that none is heard of twice within a commit, nor is at hand when
   * it is heard of again: each line reads and writes a state.
   */
  void measureFleet() throws ExecutionException, InterruptedException {
    measureGctrace("of many containers", "fleet-logs", MANY_CONTAINERS);
  }

  private void measureGctrace(String what, String topic, int containers)
      throws ExecutionException, InterruptedException {
    cluster.topics(topic);
    cluster.send(
        topic, () -> IntStream.range(0, GCTRACE).mapToObj(i -> gctrace(i, containers)).iterator());
    compare(what, topic, GCTRACE, GCTRACE);
  }

  private void compare(String what, String topic, int records, int events)
      throws ExecutionException, InterruptedException {
    List<Turn> passed = new ArrayList<>();
    List<Turn> judged = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      passed.add(turn(topic, records, 0, round));
      judged.add(turn(topic, records, events, round));
    }
    passed.remove(0);
    judged.remove(0);
    print("passed on, " + what, passed);
    print("judged, " + what, judged);
    double[] ratios =
        IntStream.range(0, ROUNDS)
            .mapToDouble(i -> judged.get(i).rate() / passed.get(i).rate())
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "%-28s %9.2f of passed on (%.2f to %.2f)%n",
        "",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1]);
  }

  private Turn turn(String topic, int records, int events, int round)
      throws ExecutionException, InterruptedException {
    String group = topic + (events > 0 ? "-judged-" : "-passed-") + round;
    try (Running running = Running.start(cluster, folder, group, topic, events > 0)) {
      await(() -> cluster.committed(group, topic) >= records / 10);
      long from = cluster.committed(group, topic);
      long begin = System.nanoTime();
      Duration cpu = cpu();
      Duration broker = cluster.worked();
      await(
          () ->
              cluster.committed(group, topic) >= records
                  && running.events() >= events
                  && cluster.isSettled("gc-events"));
      double seconds = (System.nanoTime() - begin) / 1e9;
      double micros = cpu().minus(cpu).toNanos() / 1e3;
      double brokers = cluster.worked().minus(broker).toNanos() / 1e3;
      long counted = records - from;
      return new Turn(counted / seconds, micros / counted, brokers / counted);
    }
  }

  private interface Condition {
    boolean holds() throws ExecutionException, InterruptedException;
  }

  private static void await(Condition condition) throws ExecutionException, InterruptedException {
    while (!condition.holds()) {
      Thread.sleep(10);
    }
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void print(String what, List<Turn> turns) {
    double[] rates = turns.stream().mapToDouble(Turn::rate).sorted().toArray();
    double[] micros = turns.stream().mapToDouble(Turn::micros).sorted().toArray();
    double[] brokers = turns.stream().mapToDouble(Turn::broker).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-28s %,9.0f records/s (%,.0f to %,.0f), %.1f us of CPU each, and %.1f of the broker's%n",
        what,
        rates[rates.length / 2],
        rates[0],
        rates[rates.length - 1],
        micros[micros.length / 2],
        brokers[brokers.length / 2]);
  }

  /** One in a thousand is of the runtime. */
  private static Message mixed(int i) {
    return i % 1000 == 999
        ? FleetLog.fluentBit(i / 1000 % CONTAINERS, FleetLog.calm(1 + i / (1000 * CONTAINERS)))
        : FleetLog.fluentBit(i % CONTAINERS, FleetLog.other(i));
  }

  private static Message gctrace(int i, int containers) {
    return FleetLog.fluentBit(i % containers, FleetLog.calm(1 + i / containers));
  }
}
