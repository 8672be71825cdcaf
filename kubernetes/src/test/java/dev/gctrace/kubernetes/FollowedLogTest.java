package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FollowedLogTest {

  private static final List<String> FIRST =
      List.of(
          "2026-01-05T10:06:58.100000000Z gc 1 of the first run",
          "2026-01-05T10:06:59.200000000Z gc 2 of the first run",
          "2026-01-05T10:06:59.200000000Z gc 2 of the first run");

  private static final List<String> LAST_WORDS = List.of("2026-01-05T10:07:00.900000000Z the end");
  private static final List<String> SECOND =
      List.of("2026-01-05T10:07:04.000000000Z gc 1 of the second run");

  private static final String POD = "/api/v1/namespaces/shop/pods/orders";

  @TempDir private Path dir;
  private FakeCluster fake;
  private Cluster cluster;

  /** What is read and what is told, in their order. */
  private final List<String> story = new ArrayList<>();

  /** Those of the thread that reads; the watch of the pod has its own. */
  private final List<Duration> rests = new ArrayList<>();

  private final Thread reader = Thread.currentThread();
  private Runnable whileResting = () -> {};

  /** Falls to 0 when a resize was told. */
  private final CountDownLatch resizes = new CountDownLatch(1);

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
    cluster = open(Duration.ofMinutes(1), Duration.ofDays(1));
    fake.put(FakePod.tracing("shop", "orders", "512Mi"));
  }

  @AfterEach
  void close() {
    cluster.close();
    fake.close();
  }

  @Test
  void aRestartIsFollowedBehindTheRestOfTheOldLog() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        then(FakeLog.of(FIRST), () -> fake.put(FakePod.killed("shop", "orders", "512Mi", 1))),
        then(FakeLog.of(SECOND), this::complete));
    fake.previousLog("shop", "orders", "app", FakeLog.of(plus(FIRST, LAST_WORDS)));

    follow();

    List<String> expected = new ArrayList<>(plus(FIRST, LAST_WORDS));
    expected.add("ended: OOM_KILLED");
    expected.add("changed: run 1");
    expected.addAll(SECOND);
    expected.add("ended: COMPLETED");
    assertThat(story).isEqualTo(expected);
    assertThat(fake.requests())
        .filteredOn(request -> request.contains("previous=true"))
        .singleElement()
        .asString()
        .contains("sinceTime=2026-01-05T10%3A06%3A59Z");
  }

  @Test
  void aConnectionThatIsCutInTheMiddleOfALineIsResumedWithoutDoubles() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        FakeLog.cutAfter(FIRST, "2026-01-05T10:07:00.9"),
        then(FakeLog.of(plus(FIRST, LAST_WORDS)), this::complete));

    follow();

    assertThat(linesOnly()).isEqualTo(plus(FIRST, LAST_WORDS));
    assertThat(story)
        .contains("note: shop/orders/app: the connection broke; the log is opened again");
    assertThat(rests).contains(Duration.ofSeconds(1));
  }

  @Test
  void aConnectionOnWhichNothingComesIsGivenUpAndOpenedAgain() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    cluster.close();
    cluster = open(Duration.ofMillis(200), Duration.ofDays(1));
    fake.log(
        "shop",
        "orders",
        "app",
        FakeLog.stallAfter(FIRST, never),
        then(FakeLog.of(plus(FIRST, LAST_WORDS)), this::complete));

    follow();
    never.countDown();

    assertThat(linesOnly()).isEqualTo(plus(FIRST, LAST_WORDS));
  }

  @Test
  void aStatusInPlaceOfALogIsNotTakenForText() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        FakeLog.raw("{\"kind\":\"Status\",\"message\":\"container is waiting\"}\n"),
        then(FakeLog.of(FIRST), this::complete));

    follow();

    assertThat(linesOnly()).isEqualTo(FIRST);
    assertThat(story.get(0))
        .isEqualTo(
            "note: shop/orders/app: instead of a log line the node wrote:"
                + " {\"kind\":\"Status\",\"message\":\"container is waiting\"}");
  }

  @Test
  void aPodThatVanishesEndsTheLogWithALine() throws IOException {
    fake.log("shop", "orders", "app", then(FakeLog.of(FIRST), () -> fake.delete("shop", "orders")));

    follow();

    assertThat(linesOnly()).isEqualTo(FIRST);
    assertThat(story).endsWith("note: shop/orders/app: the pod is gone, and its log with it");
  }

  @Test
  void aCrashLoopIsWaitedForAndItsEndToldOnce() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        then(FakeLog.of(FIRST), () -> fake.put(backingOff())),
        FakeLog.of(plus(FIRST, LAST_WORDS)),
        then(FakeLog.of(SECOND), this::complete));
    whileResting =
        () -> {
          if (rests.size() == 3) {
            fake.put(FakePod.killed("shop", "orders", "512Mi", 1));
          }
        };

    follow();

    assertThat(linesOnly()).isEqualTo(plus(plus(FIRST, LAST_WORDS), SECOND));
    assertThat(story).filteredOn(line -> line.equals("ended: OOM_KILLED")).hasSize(1);
    assertThat(rests.subList(0, 3))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void runsThatWereMissedAreCounted() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        then(FakeLog.of(FIRST), () -> fake.put(FakePod.killed("shop", "orders", "512Mi", 3))),
        then(FakeLog.of(SECOND), this::complete));
    fake.previousLog("shop", "orders", "app", FakeLog.of(LAST_WORDS));

    follow();

    assertThat(linesOnly()).isEqualTo(plus(plus(FIRST, LAST_WORDS), SECOND));
    assertThat(story)
        .contains(
            "note: shop/orders/app: 2 runs in between cannot be read: only the last one is kept");
  }

  @Test
  void aContainerThatHasNotStartedIsWaitedFor() throws IOException {
    fake.put(waiting());
    whileResting =
        () -> {
          fake.put(FakePod.tracing("shop", "orders", "512Mi"));
          fake.log("shop", "orders", "app", then(FakeLog.of(FIRST), this::complete));
        };

    follow();

    assertThat(linesOnly()).isEqualTo(FIRST);
  }

  /** The node has started the container again, and what is open already is the next log. */
  @Test
  void aRestartThatTheClusterTellsLateIsFoundWhileTheNextLogIsRead() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        FakeLog.of(FIRST),
        (asked, out) -> {
          out.flush();
          fake.traffic().awaitAnswer(POD, asked.looks());
          fake.put(FakePod.killed("shop", "orders", "512Mi", 1));
          // Until the reader hangs up.
          while (true) {
            out.write("2026-01-05T10:07:03.5Z more\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            awaitResize();
          }
        },
        then(FakeLog.of(SECOND), this::complete));
    fake.previousLog("shop", "orders", "app", FakeLog.of(FIRST));

    follow();

    List<String> expected = new ArrayList<>(List.of("ended: OOM_KILLED", "changed: run 1"));
    expected.addAll(SECOND);
    expected.add("ended: COMPLETED");
    assertThat(story.subList(story.indexOf("ended: OOM_KILLED"), story.size())).isEqualTo(expected);
  }

  @Test
  void aResizeIsToldOf() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        FakeLog.cutAfter(FIRST, ""),
        then(FakeLog.of(plus(FIRST, LAST_WORDS)), this::complete));
    whileResting = () -> fake.put(FakePod.tracing("shop", "orders", "1Gi"));

    follow();

    assertThat(story).contains("changed: run 0");
    assertThat(linesOnly()).isEqualTo(plus(FIRST, LAST_WORDS));
  }

  @Test
  void withoutTheRightToWatchThePodAResizeIsFoundByAsking() throws IOException {
    cluster.close();
    cluster = open(Duration.ofMinutes(1), Duration.ZERO);
    fake.refuse("pods", "watch");
    fake.log(
        "shop",
        "orders",
        "app",
        (asked, out) -> {
          FakeLog.of(FIRST).write(asked, out);
          out.flush();
          // Once when the log is open, once with its first bytes.
          fake.traffic().awaitAnswer(POD, asked.looks() + 1);
          fake.put(FakePod.tracing("shop", "orders", "1Gi"));
          FakeLog.of(LAST_WORDS).write(asked, out);
          out.flush();
          fake.traffic().awaitAnswer(POD, asked.looks() + 2);
          complete();
        },
        FakeLog.of(plus(FIRST, LAST_WORDS)));

    follow();

    List<String> expected = new ArrayList<>(FIRST);
    expected.add("changed: run 0");
    expected.addAll(LAST_WORDS);
    expected.add("ended: COMPLETED");
    assertThat(story).isEqualTo(expected);
  }

  @Test
  void aResizeIsToldByAWatchBeforeTheLinesThatComeAfterIt() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        (asked, out) -> {
          FakeLog.of(FIRST).write(asked, out);
          out.flush();
          fake.traffic().awaitAnswer(POD, asked.looks());
          fake.put(FakePod.tracing("shop", "orders", "1Gi"));
          for (int i = 100; resizes.getCount() > 0; i++) {
            out.write(("2026-01-05T10:07:00." + i + "Z a\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            awaitResize();
          }
          FakeLog.of(LAST_WORDS).write(asked, out);
          out.flush();
          complete();
        },
        FakeLog.of(LAST_WORDS));

    follow();

    assertThat(story.indexOf("changed: run 0")).isLessThan(story.indexOf(LAST_WORDS.get(0)));
    assertThat(story).endsWith("ended: COMPLETED");
  }

  @Test
  void howAContainerEndedIsToldThoughItsPodWasDeletedWithItsLog() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        then(
            FakeLog.of(FIRST),
            () -> {
              // From the list on, which the watch begins with, it is told of everything.
              fake.traffic().awaitAnswer("/api/v1/namespaces/shop/pods", 0);
              Pod killed = Serialization.clone(fake.pod("shop", "orders"));
              killed
                  .getStatus()
                  .getContainerStatuses()
                  .get(0)
                  .setState(
                      FakePod.state(
                          "{\"terminated\":{\"exitCode\":137,\"reason\":\"OOMKilled\"}}"));
              fake.put(killed);
              fake.delete("shop", "orders");
            }));

    follow();

    List<String> expected = new ArrayList<>(FIRST);
    expected.add("ended: OOM_KILLED");
    expected.add("note: shop/orders/app: the pod is gone, and its log with it");
    assertThat(story).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aRefusedLogNamesItsRule() {
    fake.refuse("pods/log", "get");

    assertThatThrownBy(this::follow)
        .hasMessageContaining("not allowed to get pods/log in namespace shop")
        .hasMessageContaining("resources: [\"pods/log\"]");
  }

  @Test
  void aStoredLogHoldsTheContainersLinesOnly() throws IOException {
    fake.log(
        "shop",
        "orders",
        "app",
        FakeLog.raw(FIRST.get(0) + "\nunable to retrieve container logs for containerd://1\n"));

    try (var log = cluster.log(container().who(), story::add)) {
      assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(FIRST.get(0) + "\n");
    }
    assertThat(story).containsExactly("unable to retrieve container logs for containerd://1");
  }

  @Test
  void aMissingPreviousLogIsToldInTheClustersWords() {
    assertThatThrownBy(() -> cluster.previousLog(container().who(), story::add))
        .hasMessage(
            "shop/orders: previous terminated container \"app\" in pod \"orders\" not found");
  }

  private void follow() throws IOException {
    LogListener listener =
        new LogListener() {
          @Override
          public String ended(ContainerFacts container, Ended end) {
            return "ended: " + end.how() + "\n";
          }

          @Override
          public void changed(ContainerFacts container) {
            story.add("changed: run " + container.restarts());
            resizes.countDown();
          }

          @Override
          public void note(String text) {
            story.add("note: " + text);
          }
        };
    byte[] some = new byte[700];
    StringBuilder part = new StringBuilder();
    try (FollowedLog log = cluster.follow(container(), listener)) {
      for (int count = log.read(some); count >= 0; count = log.read(some)) {
        part.append(new String(some, 0, count, StandardCharsets.UTF_8));
        for (int at = part.indexOf("\n"); at >= 0; at = part.indexOf("\n")) {
          story.add(part.substring(0, at));
          part.delete(0, at + 1);
        }
      }
    }
    assertThat(part).isEmpty();
  }

  private void awaitResize() throws InterruptedIOException {
    try {
      var unused = resizes.await(5, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private List<String> linesOnly() {
    return story.stream().filter(line -> line.startsWith("2026-")).toList();
  }

  private ContainerFacts container() throws IOException {
    return cluster.container("orders", Optional.empty(), story::add);
  }

  private Cluster open(Duration silence, Duration lookEvery) throws IOException {
    return Cluster.open(
        new ClusterOptions(Optional.of(fake.kubeconfig(dir)), Optional.empty(), Optional.empty()),
        time -> {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          if (Thread.currentThread() == reader) {
            rests.add(time);
            whileResting.run();
          }
        },
        silence,
        lookEvery,
        Duration.ofMinutes(10));
  }

  /** Something happens behind a log, when the reader has opened it and looked at the pod. */
  private FakeLog then(FakeLog log, Runnable after) {
    return (asked, out) -> {
      log.write(asked, out);
      out.flush();
      if (asked.query().containsKey("follow")) {
        fake.traffic().awaitAnswer(POD, asked.looks());
      }
      after.run();
    };
  }

  private static List<String> plus(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** The present run ends by itself and for good. */
  private void complete() {
    Pod pod = Serialization.clone(fake.pod("shop", "orders"));
    pod.getSpec().setRestartPolicy("Never");
    var status = pod.getStatus().getContainerStatuses().get(0);
    status.setState(FakePod.state("{\"terminated\":{\"exitCode\":0,\"reason\":\"Completed\"}}"));
    fake.put(pod);
  }

  private static Pod backingOff() {
    Pod pod = FakePod.killed("shop", "orders", "512Mi", 1);
    var status = pod.getStatus().getContainerStatuses().get(0);
    status.setRestartCount(0);
    status.setContainerID("containerd://orders-0");
    status.setState(FakePod.state("{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}}"));
    return pod;
  }

  private static Pod waiting() {
    Pod pod = FakePod.tracing("shop", "orders", "512Mi");
    var status = pod.getStatus().getContainerStatuses().get(0);
    status.setContainerID(null);
    status.setState(FakePod.state("{\"waiting\":{\"reason\":\"ContainerCreating\"}}"));
    return pod;
  }
}
