package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.kubernetes.fake.FakeCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeaseHoldTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path dir;
  private FakeCluster fake;
  private Api api;
  private Cluster cluster;
  private long now;

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
    ClusterOptions options =
        new ClusterOptions(Optional.of(fake.kubeconfig(dir)), Optional.empty(), Optional.empty());
    api = new Api(Connection.open(options), Pause.BY_CLOCK);
    cluster = Cluster.open(options);
  }

  @AfterEach
  void close() {
    api.close();
    cluster.close();
    fake.close();
  }

  @Test
  void theFirstMakesTheLeaseAndTheSecondWaitsUntilItWasNotRenewedForItsTime() throws Exception {
    LeaseRecord one = record("one", 15);
    LeaseRecord two = record("two", 15);

    assertThat(one.take(PATIENCE)).isEmpty();
    assertThat(two.take(PATIENCE)).hasValue("one");
    now += 14 * SECOND;
    assertThat(two.take(PATIENCE)).hasValue("one");
    assertThat(one.take(PATIENCE)).isEmpty();
    // Renewed: the 15 s count from when the other one sees that it was.
    now += 14 * SECOND;
    assertThat(two.take(PATIENCE)).hasValue("one");
    now += 15 * SECOND;
    assertThat(two.take(PATIENCE)).isEmpty();
    assertThat(fake.leases().holder("shop", "collect")).isEqualTo("two");
    assertThat(one.take(PATIENCE)).hasValue("two");
  }

  @Test
  void oneThatWasGivenBackIsTakenAtOnce() throws Exception {
    LeaseRecord one = record("one", 15);
    assertThat(one.take(PATIENCE)).isEmpty();
    LeaseRecord two = record("two", 15);
    assertThat(two.take(PATIENCE)).hasValue("one");

    two.giveBack(PATIENCE);
    assertThat(fake.leases().holder("shop", "collect")).isEqualTo("one");
    one.giveBack(PATIENCE);

    assertThat(two.take(PATIENCE)).isEmpty();
  }

  @Test
  void oneThatAManifestMadeIsTakenWithoutTheRightToMakeOne() throws Exception {
    fake.leases().put("shop", "collect");
    fake.leases().refuse("create");

    assertThat(record("one", 15).take(PATIENCE)).isEmpty();
    assertThat(fake.leases().holder("shop", "collect")).isEqualTo("one");
  }

  @Test
  void aRefusalNamesTheRuleThatIsMissing() {
    fake.leases().refuse("get");

    assertThatThrownBy(() -> record("one", 15).take(PATIENCE))
        .isInstanceOf(ClusterProblem.class)
        .hasMessage(
            "not allowed to get leases of coordination.k8s.io in namespace shop as"
                + " system:serviceaccount:shop:gctrace; the Role needs\n"
                + "- apiGroups: [\"coordination.k8s.io\"]\n"
                + "  resources: [\"leases\"]\n"
                + "  verbs: [\"get\"]");
  }

  @Test
  void whatCannotBeRenewedIsNotHeldAnyMoreBeforeAnotherCanTakeIt() throws Exception {
    Told one = new Told();
    Told two = new Told();
    try (LeaseHold first = hold("one", one)) {
      assertThat(one.next()).isEqualTo("gained");
      assertThat(first.isHeld()).isTrue();
      try (LeaseHold second = hold("two", two)) {
        assertThat(two.next()).isEqualTo("held by one");
        assertThat(second.isHeld()).isFalse();

        fake.leases().freeze(true);
        assertThat(one.next()).startsWith("problem").contains("etcd has no leader");
        one.awaitWord("lost");
        assertThat(first.isHeld()).isFalse();
        fake.leases().freeze(false);
        String next = firstOf(one, two);
        assertThat(next).isEqualTo("gained");
      }
    }
    assertThat(fake.leases().holder("shop", "collect")).isEmpty();
  }

  @Test
  void theHolderThatEndsLeavesItToTheOneThatWaits() throws Exception {
    Told two = new Told();
    LeaseHold first = hold("one", new Told());
    while (!first.isHeld()) {
      Thread.onSpinWait();
    }
    try (LeaseHold second = hold("two", two)) {
      assertThat(two.next()).isEqualTo("held by one");
      first.close();
      assertThat(two.next()).isEqualTo("gained");
      assertThat(second.isHeld()).isTrue();
    }
  }

  private static String firstOf(Told one, Told two) throws InterruptedException {
    while (true) {
      for (Told told : new Told[] {one, two}) {
        String word = told.words.poll(50, TimeUnit.MILLISECONDS);
        if (word != null && word.equals("gained")) {
          return word;
        }
      }
    }
  }

  private LeaseHold hold(String identity, Told told) {
    return cluster.lease("shop", "collect", identity, Duration.ofSeconds(2), told);
  }

  private LeaseRecord record(String identity, int seconds) {
    return new LeaseRecord(
        api,
        "shop",
        "collect",
        identity,
        seconds,
        () -> now,
        Clock.fixed(Instant.parse("2026-01-05T10:00:00.123456Z"), ZoneOffset.UTC));
  }

  private static final class Told implements LeaseListener {
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return words.poll(30, TimeUnit.SECONDS);
    }

    void awaitWord(String wanted) throws InterruptedException {
      String word = next();
      while (word != null && !word.equals(wanted)) {
        word = next();
      }
      assertThat(word).isEqualTo(wanted);
    }

    @Override
    public void gained() {
      words.add("gained");
    }

    @Override
    public void lost() {
      words.add("lost");
    }

    @Override
    public void heldBy(String holder) {
      words.add("held by " + holder);
    }

    @Override
    public void problem(ClusterProblem problem) {
      words.add("problem " + problem.getMessage());
    }
  }
}
