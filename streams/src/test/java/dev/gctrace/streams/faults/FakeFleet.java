package dev.gctrace.streams.faults;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLiveLog;
import dev.gctrace.kubernetes.fake.FakePod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Pods of a cluster that print what {@link Fleet} tells, as they live and die. */
final class FakeFleet {

  private final FakeCluster cluster;
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(120);
  private final Map<Integer, FakeLiveLog> logs = new HashMap<>();

  FakeFleet(FakeCluster cluster) {
    this.cluster = cluster;
  }

  static String pod(int container) {
    return "orders-" + container;
  }

  /** A pod is started. */
  void start(int container) {
    logs.put(container, new FakeLiveLog());
    cluster.log("shop", pod(container), "app", logs.get(container));
    cluster.put(
        FakePod.of(
            """
            {"apiVersion":"v1","kind":"Pod",
             "metadata":{"name":"%1$s","namespace":"shop","uid":"uid-%1$s"},
             "spec":{"nodeName":"node-a","restartPolicy":"Always",
              "containers":[{"name":"app","env":[{"name":"GODEBUG","value":"gctrace=1"}],
               "resources":{"limits":{"memory":"280Mi"}}}]},
             "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":0,
              "containerID":"containerd://%1$s-0",
              "state":{"running":{"startedAt":"%2$s"}}}]}}"""
                .formatted(pod(container), begin)));
  }

  /** The kernel kills the program, and it is started again. */
  void kill(int container) {
    FakeLiveLog old = logs.get(container);
    logs.put(container, new FakeLiveLog());
    cluster.previousLog("shop", pod(container), "app", old);
    cluster.log("shop", pod(container), "app", logs.get(container));
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    cluster.put(
        FakePod.of(
            """
            {"apiVersion":"v1","kind":"Pod",
             "metadata":{"name":"%1$s","namespace":"shop","uid":"uid-%1$s"},
             "spec":{"nodeName":"node-a","restartPolicy":"Always",
              "containers":[{"name":"app","env":[{"name":"GODEBUG","value":"gctrace=1"}],
               "resources":{"limits":{"memory":"280Mi"}}}]},
             "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":1,
              "containerID":"containerd://%1$s-1",
              "state":{"running":{"startedAt":"%3$s"}},
              "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled",
               "startedAt":"%2$s","finishedAt":"%3$s",
               "containerID":"containerd://%1$s-0"}}}]}}"""
                .formatted(pod(container), begin, now)));
    old.end();
  }

  /** A program prints that it has collected, between words of its own. */
  void print(int container, int cycle) {
    FakeLiveLog log = logs.get(container);
    Instant time = begin.plusSeconds(cycle).plusNanos(1_000L * container + 1);
    log.print(time, "GET /orders 200");
    log.print(time.plusMillis(1), Fleet.line(container, cycle));
    log.print(time.plusMillis(2), "{\"level\":\"info\",\"msg\":\"served\"}");
  }

  /** The connections break on which a log is followed. */
  void cut() {
    logs.values().forEach(FakeLiveLog::cut);
  }
}
