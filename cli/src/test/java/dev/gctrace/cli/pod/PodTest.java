package dev.gctrace.cli.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class PodTest {

  private static final String POD = "/api/v1/namespaces/shop/pods/orders";

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
  void limitAndSettingsAreReadFromThePod() throws IOException {
    fake.put(
            FakePod.container(
                "shop",
                "orders",
                "400Mi",
                "[{\"name\":\"GODEBUG\",\"value\":\"gctrace=1\"},"
                    + "{\"name\":\"GOMEMLIMIT\",\"value\":\"360MiB\"}]"))
        .usage("shop", "orders", "app", "312Mi")
        .log(
            "shop",
            "orders",
            "app",
            StampedLog.of("leak-under-gomemlimit.log", "2026-01-05T10:30:00Z"));

    Result result = gctrace("pod", "orders");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith(
            """
            shop/orders/app: running since 2026-01-05T10:00:00Z, 0 restarts
            limit 400 MiB, GOMEMLIMIT 360MiB; memory in use now 312 MiB
            """)
        .contains("400 MiB");
    assertThat(gctrace("pod", "orders", "--format=json").out())
        .startsWith("{\"input\":")
        .contains("\"limitMiB\":400", "\"goMemLimitMiB\":360", "\"container\":\"shop/orders/app\"");
  }

  @Test
  void anOptionStandsAboveWhatThePodSays() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .log(
            "shop",
            "orders",
            "app",
            StampedLog.of("bulk-export-killed.log", "2026-01-05T10:30:00Z"));

    assertThat(gctrace("pod", "orders", "--format=json", "--limit=4Gi").out())
        .contains("\"limitMiB\":4096", "\"limitMiB\":400,\"limitSource\":\"spec\"")
        .doesNotContain("\"goMemLimitMiB\":null,\"limitMiB\":400");
  }

  @Test
  void thePreviousRunIsAPostMortemWithTheTruthOfTheKernel() throws IOException {
    fake.put(FakePod.killed("shop", "orders", "400Mi", 1))
        .previousLog(
            "shop",
            "orders",
            "app",
            StampedLog.of("bulk-export-killed.log", "2026-01-05T10:07:00Z"));

    Result result = gctrace("pod", "orders", "--previous");

    assertThat(result.out())
        .contains("the run before was OOMKilled (exit code 137) at 2026-01-05T10:07:01Z")
        .contains("CRITICAL  Was OOMKilled: ", "killed by   the next goal over the limit.");
    // The last line of the log at 10:07:00, the end at 10:07:01.
    assertThat(result.err())
        .contains("the last gctrace line came 1 s before the end at 2026-01-05T10:07:01Z");
  }

  @Test
  void anEndThatWasNoOomKillIsNotTakenForOne() throws IOException {
    var pod = FakePod.killed("shop", "orders", "4Gi", 1);
    pod.getStatus().getContainerStatuses().get(0).getLastState().getTerminated().setReason("Error");
    fake.put(pod)
        .previousLog(
            "shop",
            "orders",
            "app",
            StampedLog.of("bulk-export-killed.log", "2026-01-05T10:07:00Z"));

    assertThat(gctrace("pod", "orders", "--previous").out())
        .contains(
            "the run before was killed with SIGKILL (exit code 137)", "Ended, but not for memory")
        .doesNotContain("Was OOMKilled");
  }

  @Test
  void thePostMortemInJsonHasTheTruthOfTheKernelToo() throws IOException {
    fake.put(FakePod.killed("shop", "orders", "400Mi", 1))
        .previousLog(
            "shop",
            "orders",
            "app",
            StampedLog.of("bulk-export-killed.log", "2026-01-05T10:07:00Z"));

    assertThat(gctrace("pod", "orders", "--previous", "--format=json").out())
        .contains("\"postMortem\":{\"end\":\"killed\",\"cause\":\"next-goal-over-limit\"")
        .contains("\"sentence\":\"Was OOMKilled: ")
        .contains(
            "\"lastEnd\":{\"how\":\"oom-killed\",\"exitCode\":137,\"reason\":\"OOMKilled\","
                + "\"finishedAt\":\"2026-01-05T10:07:01Z\"}");
  }

  /** The ways of an end that are not the kernel's kill of the main process for memory. */
  @ParameterizedTest
  @CsvSource({
    "1, OOMKilled, other-oom-killed, had another of its processes OOMKilled",
    "137, Error, killed, was killed with SIGKILL",
    "0, Completed, completed, ended by itself",
    "2, Error, failed, ended with an error"
  })
  void otherEndsAreNoKillsForMemoryInThePostMortem(
      int code, String reason, String how, String words) throws IOException {
    var pod = FakePod.killed("shop", "orders", "400Mi", 1);
    var terminated = pod.getStatus().getContainerStatuses().get(0).getLastState().getTerminated();
    terminated.setReason(reason);
    terminated.setExitCode(code);
    fake.put(pod)
        .previousLog(
            "shop",
            "orders",
            "app",
            StampedLog.of("bulk-export-killed.log", "2026-01-05T10:07:00Z"));

    assertThat(gctrace("pod", "orders", "--previous").out())
        .contains("the run before " + words)
        .doesNotContain("Was OOMKilled", "killed by ");
    assertThat(gctrace("pod", "orders", "--previous", "--format=json").out())
        .contains("\"lastEnd\":{\"how\":\"" + how + "\",\"exitCode\":" + code)
        .doesNotContain("\"postMortem\":{\"end\":\"killed\"");
  }

  @Test
  void aTrapIsAFindingInJsonEvenWhenTheProgramDoesNotStart() throws IOException {
    fake.put(
            FakePod.container(
                "shop",
                "orders",
                "400Mi",
                "[{\"name\":\"GODEBUG\",\"value\":\"gctrace=1\"},"
                    + "{\"name\":\"GOMEMLIMIT\",\"value\":\"360Mi\"}]"))
        .log(
            "shop",
            "orders",
            "app",
            FakeLog.of(List.of("2026-01-05T10:00:00Z malformed GOMEMLIMIT")));

    Result result = gctrace("pod", "orders", "--format=json");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .contains("\"pod\":{\"container\":\"shop/orders/app\",\"state\":\"running\"")
        .contains("\"findings\":[{\"id\":\"gomemlimit-malformed\",\"severity\":\"critical\"")
        .contains("\"containers\":[]");
  }

  /** 700 MiB where the heap explains less than 400: what is forecast is more than without. */
  @Test
  void memoryInUseCalibratesTheForecastOfTheReport() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "4Gi"))
        .log(
            "shop",
            "orders",
            "app",
            StampedLog.of("bulk-export-killed.log", "2026-01-05T10:07:00Z"));
    String before = gctrace("pod", "orders").out();
    fake.usage("shop", "orders", "app", "700Mi");

    String after = gctrace("pod", "orders").out();

    assertThat(after).contains("memory in use now 700 MiB");
    assertThat(after.lines().skip(2)).isNotEqualTo(before.lines().skip(2).toList());
  }

  @Test
  void aMissingPreviousRunIsALine() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"));

    Result result = gctrace("pod", "orders", "--previous", "--quiet");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "gctrace: shop/orders: previous terminated container \"app\" in pod \"orders\" not"
                + " found\n");
  }

  @Test
  void followingTellsTheKillInItsPlaceAndGoesOnWithTheNextRun() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"));
    List<String> first = StampedLog.lines("bulk-export-killed.log", "2026-01-05T10:07:00Z");
    List<String> second =
        List.of(
            "2026-01-05T10:07:04.000000000Z gc 1 @0.019s 1%: 0.015+0.41+0.003 ms clock,"
                + " 0.031+0.22/0.14/0+0.006 ms cpu, 4->4->0 MB, 4 MB goal, 0 MB stacks, 0 MB"
                + " globals, 2 P");
    fake.log(
        "shop",
        "orders",
        "app",
        then(first, () -> fake.put(FakePod.killed("shop", "orders", "400Mi", 1))),
        then(second, () -> fake.delete("shop", "orders")));
    fake.previousLog("shop", "orders", "app", FakeLog.of(first));

    Result result = gctrace("pod", "orders", "--follow");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains(
            "shop/orders/app: Reason: OOMKilled", "process 2 begins; process 1: Was OOMKilled");
    assertThat(result.err())
        .contains("shop/orders/app was OOMKilled (exit code 137) at 2026-01-05T10:07:01Z")
        .contains("the pod is gone, and its log with it");
  }

  @Test
  void aContainerThatDoesNotRunYetIsSaidToBeWaitedFor() throws IOException {
    Pod waiting = FakePod.tracing("shop", "orders", "400Mi");
    waiting
        .getStatus()
        .getContainerStatuses()
        .get(0)
        .setState(FakePod.state("{\"waiting\":{\"reason\":\"ImagePullBackOff\"}}"));
    fake.put(waiting)
        .log(
            "shop",
            "orders",
            "app",
            new FakeLog() {
              @Override
              public void write(Asked asked, OutputStream out) {}

              @Override
              public int code() {
                fake.delete("shop", "orders");
                return 400;
              }
            });

    Result result = gctrace("pod", "orders", "--follow");

    assertThat(result.err())
        .contains("shop/orders/app does not run yet (ImagePullBackOff): it is waited for")
        .contains("the pod is gone, and its log with it");
  }

  @Test
  void aFollowedLogIsNdjsonToo() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"));
    fake.log(
        "shop",
        "orders",
        "app",
        then(
            StampedLog.lines("bulk-export-killed.log", "2026-01-05T10:07:00Z"),
            () -> fake.delete("shop", "orders")));

    Result result = gctrace("pod", "orders", "-f", "--format=ndjson", "--fail-on=critical");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out().lines())
        .allMatch(line -> line.startsWith("{\"container\":\"shop/orders/app\",\"process\":1,"))
        .anyMatch(line -> line.contains("\"limitMiB\":400"));
  }

  @Test
  void aTrapIsToldAboveTheReport() throws IOException {
    fake.put(
            FakePod.container(
                "shop",
                "orders",
                "400Mi",
                "[{\"name\":\"GOMEMLIMIT\",\"value\":\"360Mi\"},"
                    + "{\"name\":\"GOGC\",\"valueFrom\":{\"secretKeyRef\":"
                    + "{\"name\":\"vault\",\"key\":\"gogc\"}}}]"))
        .log(
            "shop",
            "orders",
            "app",
            FakeLog.of(List.of("2026-01-05T10:00:00Z malformed GOMEMLIMIT")));

    Result result = gctrace("pod", "orders");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .contains("with GOMEMLIMIT=360Mi a Go program does not start (malformed GOMEMLIMIT)")
        .contains("GOGC comes from secret vault, and secrets are not read");
    assertThat(result.err())
        .contains("no gctrace line in 1 line", "kubectl set env deploy/NAME GODEBUG=gctrace=1");
    assertThat(fake.requests()).noneMatch(request -> request.contains("secret"));
  }

  @Test
  void threeContainersAndNoneChosenIsMisuse() throws IOException {
    fake.put(
        FakePod.of(
            """
            {"metadata":{"name":"orders","namespace":"shop"},"spec":{"containers":[
             {"name":"app"},{"name":"proxy"},{"name":"logger"}]}}"""));

    Result result = gctrace("pod", "orders");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("gctrace: shop/orders has 3 containers; choose with -c: app, proxy, logger\n");
  }

  @Test
  void whatIsNotThereIsALineEach() throws IOException {
    assertThat(gctrace("pod", "orders").err()).isEqualTo("gctrace: there is no pod shop/orders\n");
    assertThat(gctrace("pod", "deploy/api").err())
        .isEqualTo("gctrace: there is no pod of shop/deployment/api\n");
    assertThat(gctrace("pod", "svc/api").exitCode()).isEqualTo(2);
    assertThat(gctrace("pod", "orders", "--context=prod").err())
        .isEqualTo("gctrace: there is no context prod; there are: fake\n");
    fake.expireCredentials();
    assertThat(gctrace("pod", "orders").err()).contains("does not accept the credentials");
  }

  @Test
  void optionsThatDoNotGoTogetherAreMisuse() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"pod", "orders", "-f", "-p"},
          {"pod", "orders", "-f", "--chart=a.png"},
          {"pod", "orders", "-f", "--format=json"},
          {"pod", "orders", "--format=ndjson"},
          {"pod", "orders", "--capture=profiles"},
          {"pod", "orders", "-f", "--capture-now"},
          {"pod", "orders", "-f", "--pprof-port=6060"},
          {"pod", "orders", "--capture-now", "--pprof-port=0"}
        }) {
      assertThat(gctrace(wrong).exitCode()).isEqualTo(2);
    }
    assertThat(fake.requests()).isEmpty();
  }

  @Test
  void aChartIsDrawn() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .log("shop", "orders", "app", StampedLog.of("leak-killed.log", "2026-01-05T10:30:00Z"));
    Path chart = dir.resolve("run.svg");

    gctrace("pod", "orders", "--chart=" + chart);

    assertThat(Files.readString(chart)).contains("shop/orders/app");
  }

  private FakeLog then(List<String> lines, Runnable after) {
    return (asked, out) -> {
      FakeLog.of(lines).write(asked, out);
      out.flush();
      fake.traffic().awaitAnswer(POD, asked.looks());
      after.run();
    };
  }

  private Result gctrace(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--kubeconfig=" + fake.kubeconfig(dir));
    return Cli.run(all.toArray(String[]::new));
  }
}
