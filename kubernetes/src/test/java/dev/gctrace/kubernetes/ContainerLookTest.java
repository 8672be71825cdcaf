package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Lookup;
import dev.gctrace.kubernetes.pod.PodReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a watch tells comes late, or never. */
@Timeout(180)
class ContainerLookTest {

  @TempDir private Path dir;
  private FakeCluster fake;
  private Cluster cluster;
  private final List<ContainerFacts> run = facts(FakePod.tracing("shop", "orders", "512Mi"));
  private ContainerLook look;

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
    cluster =
        Cluster.open(
            new ClusterOptions(
                Optional.of(fake.kubeconfig(dir)), Optional.empty(), Optional.empty()));
    look = look(Duration.ofDays(1));
  }

  private ContainerLook look(Duration patience) {
    return ContainerLook.told(cluster, run.get(0).who(), patience);
  }

  @AfterEach
  void close() {
    cluster.close();
    fake.close();
  }

  @Test
  void aLimitThatAWatchTellsLateIsNotTakenForANewOne() {
    Pod resized = FakePod.tracing("shop", "orders", "1Gi");
    fake.put(resized);
    look.seen(run);

    assertThat(look.news(facts(resized).get(0)).orElseThrow().limit().text()).hasValue("1Gi");
  }

  @Test
  void whoWaitsForTheEndOfARunIsToldItByTheWatch() throws Exception {
    look.seen(run);
    FutureTask<Optional<ContainerFacts>> last = last();

    look.gone(run);

    assertThat(last.get()).hasValue(run.get(0));
  }

  @Test
  void anotherPodOfTheNameIsTheEndOfTheOneBefore() throws Exception {
    look.seen(run);
    look.gone(run);
    Pod next = FakePod.tracing("shop", "orders", "512Mi");
    next.getMetadata().setUid("uid-next");
    look.seen(facts(next));

    assertThat(last().get()).hasValue(run.get(0));
  }

  @Test
  void aWatchThatIsRefusedIsNotWaitedFor() throws Exception {
    FutureTask<Optional<ContainerFacts>> last = last();

    look.problem(new ClusterProblem(ClusterProblem.Kind.FORBIDDEN, "no"));

    assertThat(last.get()).isEmpty();
  }

  @Test
  void aPodThatTheWatchHasNeverSeenIsNotWaitedFor() throws Exception {
    FutureTask<Optional<ContainerFacts>> last = last();

    look.complete();

    assertThat(last.get()).isEmpty();
  }

  @Test
  void aWatchThatTellsNothingIsNotWaitedForForEver() {
    look = look(Duration.ofMillis(1));
    look.seen(run);

    assertThat(look.last(run.get(0))).hasValue(run.get(0));
  }

  private FutureTask<Optional<ContainerFacts>> last() {
    FutureTask<Optional<ContainerFacts>> last = new FutureTask<>(() -> look.last(run.get(0)));
    Thread thread = new Thread(last);
    thread.setDaemon(true);
    thread.start();
    return last;
  }

  private static List<ContainerFacts> facts(Pod pod) {
    return PodReader.read(pod, Lookup.NONE);
  }
}
