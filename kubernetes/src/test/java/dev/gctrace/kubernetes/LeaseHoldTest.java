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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class LeaseHoldTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path dir;
  private FakeCluster fake;
  private Api api;
  private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
  private final AtomicLong now = new AtomicLong();

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
    ClusterOptions options =
        new ClusterOptions(Optional.of(fake.kubeconfig(dir)), Optional.empty(), Optional.empty());
    api = new Api(Connection.open(options), Pause.BY_CLOCK);
  }

  @AfterEach
  void close() {
    api.close();
    fake.close();
  }

  @Test
  void theFirstMakesTheLeaseAndTheSecondWaitsUntilItWasNotRenewedForItsTime() throws Exception {
    LeaseRecord one = record("one", 15);
    LeaseRecord two = record("two", 15);

    assertThat(one.take(PATIENCE)).isEmpty();
    assertThat(two.take(PATIENCE)).hasValue("one");
    now.addAndGet(14 * SECOND);
    assertThat(two.take(PATIENCE)).hasValue("one");
    assertThat(one.take(PATIENCE)).isEmpty();
    // Renewed: the 15 s count from when the other one sees that it was.
    now.addAndGet(14 * SECOND);
    assertThat(two.take(PATIENCE)).hasValue("one");
    now.addAndGet(15 * SECOND);
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
    LeaseHold first = hold("one", Pause.BY_CLOCK);
    LeaseHold second = hold("two", Pause.BY_CLOCK);
    first.ask();
    second.ask();
    assertThat(words).containsExactly("one: gained", "two: held by one");
    assertThat(first.isHeld()).isTrue();
    assertThat(second.isHeld()).isFalse();
    words.clear();

    fake.leases().freeze(true);
    now.addAndGet(300 * SECOND);
    first.ask();
    assertThat(words).singleElement().asString().contains("one: problem", "etcd has no leader");
    // Two thirds of 900 s: by the clock alone, before anybody is asked.
    now.addAndGet(299 * SECOND);
    assertThat(first.isHeld()).isTrue();
    now.addAndGet(SECOND);
    assertThat(first.isHeld()).isFalse();
    words.clear();
    first.ask();
    assertThat(words).hasSize(2).last().isEqualTo("one: lost");
    words.clear();

    fake.leases().freeze(false);
    now.addAndGet(299 * SECOND);
    second.ask();
    assertThat(words).isEmpty();
    now.addAndGet(SECOND);
    second.ask();
    assertThat(words).containsExactly("two: gained");
    assertThat(second.isHeld()).isTrue();
    first.ask();
    assertThat(words).containsExactly("two: gained", "one: held by two");
    second.close();
    assertThat(fake.leases().holder("shop", "collect")).isEmpty();
  }

  @Test
  void theHolderThatEndsLeavesItToTheOneThatWaits() throws Exception {
    Semaphore turns = new Semaphore(0);
    LeaseHold first = hold("one", time -> new CountDownLatch(1).await()).start();
    assertThat(words.take()).isEqualTo("one: gained");
    try (LeaseHold second = hold("two", time -> turns.acquire()).start()) {
      assertThat(words.take()).isEqualTo("two: held by one");
      first.close();
      turns.release();
      assertThat(words.take()).isEqualTo("two: gained");
      assertThat(second.isHeld()).isTrue();
    }
    assertThat(fake.leases().holder("shop", "collect")).isEmpty();
  }

  /** A hold for a quarter of an hour, which nothing that is slow uses up. */
  private LeaseHold hold(String identity, Pause pause) {
    return new LeaseHold(
        record(identity, 900), Duration.ofMinutes(15), now::get, pause, told(identity));
  }

  private LeaseRecord record(String identity, int seconds) {
    return new LeaseRecord(
        api,
        "shop",
        "collect",
        identity,
        seconds,
        now::get,
        Clock.fixed(Instant.parse("2026-01-05T10:00:00.123456Z"), ZoneOffset.UTC));
  }

  private LeaseListener told(String identity) {
    return new LeaseListener() {
      @Override
      public void gained() {
        words.add(identity + ": gained");
      }

      @Override
      public void lost() {
        words.add(identity + ": lost");
      }

      @Override
      public void heldBy(String holder) {
        words.add(identity + ": held by " + holder);
      }

      @Override
      public void problem(ClusterProblem problem) {
        words.add(identity + ": problem " + problem.getMessage());
      }
    };
  }
}
