package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PodWatchTest {

  private static final String PODS = "/api/v1/namespaces/shop/pods";

  @TempDir private Path dir;
  private FakeCluster fake;
  private Cluster cluster;
  private PodWatch watch;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
    cluster = open(time -> {}, Duration.ofMinutes(10));
  }

  private Cluster open(Pause pause, Duration silence) throws IOException {
    return Cluster.open(
        new ClusterOptions(Optional.of(fake.kubeconfig(dir)), Optional.empty(), Optional.empty()),
        pause,
        silence,
        Duration.ofDays(1),
        Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    watch.close();
    cluster.close();
    fake.close();
  }

  @Test
  void podsThatAreThereAreToldAndThenWhatHappensToThem() throws Exception {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .put(FakePod.tracing("bank", "till", "400Mi"));

    watch = cluster.watch(PodQuery.in("shop"), listener());
    next("orders 0 of 400Mi", "complete");
    fake.put(FakePod.tracing("shop", "cart", "1Gi"));
    next("cart 0 of 1Gi");
    fake.put(FakePod.tracing("bank", "vault", "1Gi"));
    fake.put(FakePod.killed("shop", "orders", "400Mi", 1));
    next("orders 1 of 400Mi");
    fake.delete("shop", "orders");
    next("gone: orders 1 of 400Mi");
  }

  @Test
  void aWatchThatHasFallenTooFarBehindBeginsWithANewList() throws Exception {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .put(FakePod.tracing("shop", "cart", "1Gi"));

    watch = cluster.watch(PodQuery.in("shop"), listener());
    next("orders 0 of 400Mi", "cart 0 of 1Gi", "complete");
    fake.refuse("pods", "list");
    fake.forgetChanges();
    assertThat(told.take()).startsWith("problem: not allowed to list pods in namespace shop");
    assertThat(fake.requests()).anyMatch(request -> request.contains("watch=true"));
  }

  @Test
  void whatVanishedBetweenTwoListsIsGoneToo() throws Exception {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .put(FakePod.tracing("shop", "cart", "1Gi"));

    watch = cluster.watch(PodQuery.in("shop"), listener());
    next("orders 0 of 400Mi", "cart 0 of 1Gi", "complete");
    fake.deleteUnseen("shop", "cart");
    fake.forgetChanges();
    next("orders 0 of 400Mi", "gone: cart 0 of 1Gi", "complete");
  }

  @Test
  void aRefusalToWatchNamesItsRuleAndEndsTheWatch() throws Exception {
    fake.refuse("pods", "watch").put(FakePod.tracing("shop", "orders", "400Mi"));

    watch = cluster.watch(PodQuery.in("shop"), listener());
    next("orders 0 of 400Mi", "complete");
    assertThat(told.take())
        .startsWith("problem: not allowed to watch pods in namespace shop")
        .endsWith("verbs: [\"watch\"]");
    assertThat(fake.traffic().timesAsked(PODS)).isEqualTo(2);
  }

  @Test
  void aServerThatFailsIsAskedAgain() throws Exception {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"));
    fake.failNext(5, 503, null);

    watch = cluster.watch(PodQuery.in("shop"), listener());
    assertThat(told.take()).startsWith("problem: ").contains("answers 503 to list pods");
    next("orders 0 of 400Mi", "complete");
  }

  /** A connection that is dead on one side is neither closed nor heard of any more. */
  @Test
  void aWatchThatFallsSilentIsGivenUpAndThePodsAreListedAgain() throws Exception {
    cluster.close();
    cluster = open(time -> {}, Duration.ofSeconds(1));
    watch = cluster.watch(PodQuery.in("shop"), listener());
    // What the watch itself has told, it is open for.
    fake.put(FakePod.tracing("shop", "orders", "400Mi"));
    awaitWord("orders 0 of 400Mi");

    fake.silenceWatches();
    fake.put(FakePod.tracing("shop", "cart", "1Gi"));
    awaitWord("cart 0 of 1Gi");
    fake.silenceWatches();
    fake.deleteUnseen("shop", "cart");
    awaitWord("gone: cart 0 of 1Gi");
  }

  @Test
  void aWatchWhoseClusterIsClosedFirstEndsQuietly() throws Exception {
    CountDownLatch rests = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    cluster.close();
    cluster =
        open(
            time -> {
              thread.set(Thread.currentThread());
              Thread.currentThread().setUncaughtExceptionHandler((of, e) -> uncaught.add(e));
              rests.countDown();
              awaitInterrupted(closed);
            },
            Duration.ofMinutes(10));
    fake.failNext(1, 503, null);
    watch = cluster.watch(PodQuery.in("shop"), listener());

    rests.await();
    cluster.close();
    closed.countDown();
    thread.get().join();

    assertThat(uncaught).isEmpty();
    assertThat(told).isEmpty();
  }

  /** Interrupted or not, so that a request is made of a client that is closed. */
  private static void awaitInterrupted(CountDownLatch latch) {
    boolean opened = false;
    while (!opened) {
      try {
        latch.await();
        opened = true;
      } catch (InterruptedException e) {
        opened = latch.getCount() == 0;
      }
    }
  }

  private void awaitWord(String wanted) throws InterruptedException {
    String word = told.take();
    while (!word.equals(wanted)) {
      word = told.take();
    }
  }

  private void next(String... expected) throws InterruptedException {
    for (String one : expected) {
      assertThat(told.take()).isEqualTo(one);
    }
  }

  private PodListener listener() {
    return new PodListener() {
      @Override
      public void seen(List<ContainerFacts> containers) {
        told.add(words(containers));
      }

      @Override
      public void gone(List<ContainerFacts> containers) {
        told.add("gone: " + words(containers));
      }

      @Override
      public void complete() {
        told.add("complete");
      }

      @Override
      public void problem(ClusterProblem problem) {
        told.add("problem: " + problem.getMessage());
      }
    };
  }

  private static String words(List<ContainerFacts> containers) {
    ContainerFacts first = containers.get(0);
    return first.who().pod() + " " + first.restarts() + " of " + first.limit().text().orElseThrow();
  }
}
