package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.LogPosition;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that was read before is read on. */
@Timeout(180)
class FollowWatchedTest {

  private static final String ONE = "2026-01-05T10:06:58.100Z gc 1 of the first run";
  private static final String TWO = "2026-01-05T10:06:59.200Z gc 2 of the first run";
  private static final String THREE = "2026-01-05T10:07:00.300Z gc 3 of the first run";
  private static final String NEXT = "2026-01-05T10:07:04Z gc 1 of the second run";

  @TempDir private Path dir;
  private FakeCluster fake;
  private Cluster cluster;
  private final List<String> story = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
    cluster =
        Cluster.open(
            new ClusterOptions(
                Optional.of(fake.kubeconfig(dir)), Optional.empty(), Optional.empty()));
  }

  @AfterEach
  void close() {
    cluster.close();
    fake.close();
  }

  @Test
  void theSameRunIsReadOnFromTheSecondOfThePosition() throws IOException {
    fake.put(completed(FakePod.tracing("shop", "orders", "512Mi")));
    fake.log("shop", "orders", "app", FakeLog.of(List.of(ONE, TWO, THREE)));

    read(position(TWO, 0));

    assertThat(story).containsExactly(TWO, THREE, "ended: COMPLETED");
  }

  @Test
  void aRunThatEndedMeanwhileIsReadToItsEndBeforeTheNext() throws IOException {
    fake.put(completed(FakePod.killed("shop", "orders", "512Mi", 1)));
    fake.previousLog("shop", "orders", "app", FakeLog.of(List.of(ONE, TWO, THREE)));
    fake.log("shop", "orders", "app", FakeLog.of(List.of(NEXT)));

    read(position(TWO, 0));

    assertThat(story)
        .containsExactly(
            TWO, THREE, "ended: OOM_KILLED", "changed: run 1", NEXT, "ended: COMPLETED");
  }

  @Test
  void withoutAPositionThePresentRunIsReadFromItsBegin() throws IOException {
    fake.put(completed(FakePod.killed("shop", "orders", "512Mi", 1)));
    fake.log("shop", "orders", "app", FakeLog.of(List.of(NEXT)));

    read(Optional.empty());

    assertThat(story).containsExactly(NEXT, "ended: COMPLETED");
  }

  @Test
  void aPodThatIsWatchedIsAskedForAtTheBeginAndAtTheEndOfItsLogOnly() throws IOException {
    fake.put(completed(FakePod.tracing("shop", "orders", "512Mi")));
    fake.log("shop", "orders", "app", FakeLog.of(List.of(ONE)));

    read(Optional.empty());

    assertThat(fake.requests()).noneMatch(request -> request.contains("watch=true"));
    // The first is this test's own.
    assertThat(fake.requests()).filteredOn(request -> request.endsWith("/pods/orders")).hasSize(3);
  }

  private static Optional<LogPosition> position(String line, int restarts) {
    return Optional.of(
        new LogPosition(
            Instant.parse(line.substring(0, line.indexOf(' '))),
            "uid-orders",
            restarts,
            Optional.of("containerd://orders-" + restarts)));
  }

  /** It has ended by itself, and is not started again. */
  private static Pod completed(Pod pod) {
    pod.getSpec().setRestartPolicy("Never");
    pod.getStatus()
        .getContainerStatuses()
        .get(0)
        .setState(
            FakePod.state(
                "{\"terminated\":{\"exitCode\":0,\"reason\":\"Completed\","
                    + "\"finishedAt\":\"2026-01-05T10:08:00Z\"}}"));
    return pod;
  }

  private void read(Optional<LogPosition> resume) throws IOException {
    ContainerFacts facts = cluster.container("orders", Optional.empty(), problem -> {});
    try (FollowedLog log = cluster.followWatched(facts, resume, new Listener());
        TimedLines lines = new TimedLines(log)) {
      while (lines.next()) {
        story.add(
            lines.time()
                + " "
                + new String(
                    lines.buffer(),
                    lines.from(),
                    lines.to() - lines.from(),
                    StandardCharsets.UTF_8));
      }
    }
  }

  private final class Listener implements LogListener {
    @Override
    public String ended(ContainerFacts container, Ended end) {
      story.add("ended: " + end.how());
      return "";
    }

    @Override
    public void changed(ContainerFacts container) {
      story.add("changed: run " + container.restarts());
    }

    @Override
    public void note(String text) {
      story.add("note: " + text);
    }
  }
}
