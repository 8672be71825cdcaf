package dev.gctrace.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class TunePodTest {

  private static final Path STEADY = Path.of("src/test/resources/runs/go119-steady-400.log");
  private static final String TRACES = "{\"name\":\"GODEBUG\",\"value\":\"gctrace=1\"}";

  @TempDir private Path dir;
  private FakeCluster fake;

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void thePatchIsForThePodsOwnerWithItsCommand() throws IOException {
    fake.put(made(FakePod.tracing("shop", "api-7d9f6c5b8-abcde", "120Mi"), "ReplicaSet"))
        .log("shop", "api-7d9f6c5b8-abcde", "app", steady());

    Result result = gctrace("tune", "api-7d9f6c5b8-abcde");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("shop/api-7d9f6c5b8-abcde/app: running since 2026-01-05T10:00:00Z")
        .contains("limit 120 MiB")
        .contains("set-gomemlimit: ")
        .contains("For deployment/api; it starts its pods again with it:")
        .contains(
            """
                spec:
                  template:
                    spec:
                      containers:
                        - name: app
                          env:
                            - name: GOMEMLIMIT
                              value: "108MiB"
            """)
        .contains(
            "    kubectl patch deployment/api -n shop --kubeconfig "
                + dir.resolve("kubeconfig")
                + " --patch '{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\","
                + "\"env\":[{\"name\":\"GOMEMLIMIT\",\"value\":\"108MiB\"}]}]}}}}'\n")
        // The limit stays as it is, and is not written again.
        .doesNotContain("memory: 120Mi");
    assertThat(fake.traffic().methods()).containsOnly("GET");
  }

  /**
   * 108 MiB of heap explain 118 of 200 MiB: 82 MiB are beside it. A peak of 98 MiB of heap then
   * takes 1.045 x 98 + 5 + 82 = 189 MiB, which fits into 200 MiB by nothing; without the
   * measurement it is 1.07 x 98 + 5 = 110 MiB.
   */
  @Test
  void memoryInUseCalibratesTheSimulation() throws IOException {
    fake.put(made(FakePod.tracing("shop", "api-1", "200Mi"), "StatefulSet"))
        .log("shop", "api-1", "app", steady());
    String before = gctrace("tune", "api-1").out();
    fake.usage("shop", "api-1", "app", "200Mi");

    String after = gctrace("tune", "api-1").out();
    String json = gctrace("tune", "api-1", "--format=json").out();

    assertThat(before)
        .contains("keep: The present settings fit: a peak of about 112 MiB")
        .doesNotContain("MEMORY is what");
    assertThat(after)
        .contains("memory in use now 200 MiB")
        .contains("MEMORY is what this program takes beside its heap, by the 200 MiB")
        .contains("set-gomemlimit");
    assertThat(json).contains("\"memoryMeasuredMiB\":200");
  }

  @Test
  void aVariableThatComesFromElsewhereIsReplacedByItsValue() throws IOException {
    Pod pod =
        FakePod.container(
            "shop",
            "db-0",
            "120Mi",
            "["
                + TRACES
                + ",{\"name\":\"GOMEMLIMIT\",\"valueFrom\":{\"resourceFieldRef\":"
                + "{\"resource\":\"limits.memory\"}}}]");
    fake.put(made(pod, "StatefulSet")).log("shop", "db-0", "app", steady());

    Result result = gctrace("tune", "sts/api", "--format=json");

    assertThat(result.out())
        .contains("\"patchTarget\":\"statefulset/api\"")
        .contains("value: \\\"108MiB\\\"\\n              valueFrom: null\\n")
        .contains("\\\"value\\\":\\\"108MiB\\\",\\\"valueFrom\\\":null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DaemonSet | kubectl patch daemonset/api -n shop",
        "ReplicationController | of a kind that gctrace knows",
        "Job | whose template cannot be changed",
        "Rollout | made by rollout/api, which is not of a kind that gctrace knows",
        "Node | put this into its manifest on the node api"
      })
  void everyKindOfOwnerIsToldWhatCanBeDone(String kind, String told) throws IOException {
    fake.put(made(FakePod.tracing("shop", "api-1", "120Mi"), kind))
        .log("shop", "api-1", "app", steady());

    String out = gctrace("tune", "api-1").out().replaceAll("\\s+", " ");

    assertThat(out).contains(told);
    assertThat(out.contains("kubectl patch")).isEqualTo(kind.equals("DaemonSet"));
  }

  @Test
  void aCronJobHoldsTheTemplateDeeper() throws IOException {
    Pod pod = made(FakePod.tracing("shop", "nightly-29000000-abcde", "120Mi"), "Job");
    pod.getMetadata().getOwnerReferences().get(0).setName("nightly-29000000");
    fake.put(pod).log("shop", "nightly-29000000-abcde", "app", steady());

    assertThat(gctrace("tune", "cj/nightly").out())
        .contains("spec:\n      jobTemplate:\n        spec:\n          template:")
        .contains("kubectl patch cronjob/nightly -n shop");
  }

  @Test
  void aPodThatNobodyLooksAfterIsSaidToBeOne() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "120Mi")).log("shop", "orders", "app", steady());

    assertThat(gctrace("tune", "pod/orders").out())
        .contains("Nobody looks after pod/orders", "    spec:\n      containers:\n")
        .doesNotContain("kubectl patch");
  }

  @Test
  void theLogOfTheRunBeforeIsReadToo() throws IOException {
    fake.put(FakePod.killed("shop", "orders", "120Mi", 1))
        .previousLog("shop", "orders", "app", steady())
        .log("shop", "orders", "app", FakeLog.of(List.of("2026-01-05T10:07:04Z hello")));

    assertThat(gctrace("tune", "orders").out())
        .contains("the run before was OOMKilled (exit code 137)", "set-gomemlimit: ");
    assertThat(gctrace("tune", "orders", "--previous").out()).contains("set-gomemlimit: ");
    assertThat(fake.requests().stream().filter(request -> request.contains("/log?")))
        .hasSize(3)
        .filteredOn(request -> !request.contains("previous=true"))
        .hasSize(1);
  }

  @Test
  void theSettingsOfThePodAreThePresentOnes() throws IOException {
    Pod pod =
        FakePod.container(
            "shop",
            "orders",
            "400Mi",
            "[" + TRACES + ",{\"name\":\"GOMEMLIMIT\",\"value\":\"300MiB\"}]");
    fake.put(pod).log("shop", "orders", "app", steady());

    assertThat(gctrace("tune", "orders", "--limit=120Mi,500Mi", "--format=json").out())
        .contains("\"outcomes\":[{\"gogc\":100,\"goMemLimitMiB\":300,\"limitMiB\":400,")
        .contains("\"limitMiB\":120", "\"limitMiB\":500");
  }

  @Test
  void whatIsNeitherAFileNorAPodIsSaidToBeNeither() throws IOException {
    Path kubeconfig = fake.kubeconfig(dir);

    assertThat(Cli.run("tune", "orders", "--kubeconfig=" + kubeconfig).err())
        .isEqualTo("gctrace: there is no pod shop/orders\n");
    assertThat(Cli.run("tune", "orders.log").err()).contains("orders.log").doesNotContain("pod");
    Result two = Cli.run("tune", "orders", "cart", "--kubeconfig=" + kubeconfig);
    assertThat(two.exitCode()).isEqualTo(2);
    assertThat(two.err()).contains("name one POD");
    assertThat(PodName.neither("orders", new IOException("no cluster")))
        .hasMessage("there is no file orders; as a pod: no cluster");
  }

  @Test
  void aNameIsAPodsWhenItIsNoFileAndHasNeitherDotNorSlash() throws IOException {
    String file = Files.writeString(dir.resolve("orders"), "").toString();

    assertThat(PodName.isMeant(List.of("orders-7d9f"))).isTrue();
    assertThat(PodName.isMeant(List.of("deploy/api"))).isTrue();
    assertThat(PodName.isMeant(List.of("deployments.apps/api"))).isTrue();
    for (String name : List.of("-", "app.log", "logs/api", "Orders", "orders-*", "src", file)) {
      assertThat(PodName.isMeant(List.of(name))).as(name).isFalse();
    }
    assertThat(PodName.isMeant(List.of("orders", "cart"))).isFalse();
    assertThat(PodName.isMeant(List.of())).isFalse();
  }

  private static FakeLog steady() throws IOException {
    List<String> lines = new ArrayList<>();
    Instant time = Instant.parse("2026-01-05T10:00:00Z");
    for (String line : Files.readAllLines(STEADY)) {
      time = time.plusMillis(10);
      // Each line has the time when it was recorded in front.
      lines.add(time + line.substring(line.indexOf(' ')));
    }
    return FakeLog.of(lines);
  }

  private static Pod made(Pod pod, String kind) {
    Pod made = Serialization.clone(pod);
    boolean hashed = kind.equals("ReplicaSet");
    made.getMetadata().setLabels(Map.of("pod-template-hash", "7d9f6c5b8"));
    made.getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withKind(kind)
                    .withName(hashed ? "api-7d9f6c5b8" : "api")
                    .withController(true)
                    .build()));
    return made;
  }

  private Result gctrace(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--kubeconfig=" + fake.kubeconfig(dir));
    return Cli.run(all.toArray(String[]::new));
  }
}
