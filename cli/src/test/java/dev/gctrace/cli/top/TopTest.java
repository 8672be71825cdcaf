package dev.gctrace.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.cli.pod.StampedLog;
import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.TraceReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TopTest {

  private static final String AT = "2026-01-05T10:07:00Z";

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
  void containersStandInTheOrderOfTheirDanger() throws IOException {
    fake.put(FakePod.tracing("shop", "calm", "16Gi"))
        .log("shop", "calm", "app", StampedLog.of("leak-under-gomemlimit.log", AT))
        .put(FakePod.killed("shop", "orders", "400Mi", 3))
        .log("shop", "orders", "app", StampedLog.of("bulk-export-killed.log", AT))
        .usage("shop", "orders", "app", "390Mi")
        .put(FakePod.tracing("shop", "young", "1Gi"))
        .log("shop", "young", "app", FakeLog.of(List.of()));

    Result result = gctrace("top");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly("CONTAINER", "shop/orders/app", "shop/young/app", "shop/calm/app");
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0))
        .contains("AGE", "RESTARTS", "LIMIT", "GOMEMLIMIT", "GOGC", "NOW", "LIVE", "NEXT")
        .contains("PEAK/LIMIT", "IN", "SEVERITY", "CAUSE");
    // Of the sample's last line: 260 MiB live; its next goal at GOGC 100 is 2 × 260 = 520.
    assertThat(lines.get(1))
        .contains("3 (OOM ", " ago)", "400", "390", "260", "520", "critical")
        .contains("next-goal-over-limit");
    assertThat(lines.get(2)).contains("unknown", "no gctrace line yet");
  }

  @Test
  void whatIsOverStandsLastWithItsEndAndIsNoDanger() throws IOException {
    Pod migration = FakePod.tracing("shop", "migration", "400Mi");
    migration.getSpec().setRestartPolicy("Never");
    migration.getStatus().setPhase("Failed");
    migration
        .getStatus()
        .getContainerStatuses()
        .get(0)
        .setState(FakePod.state("{\"terminated\":{\"exitCode\":137,\"reason\":\"OOMKilled\"}}"));
    Pod evicted = FakePod.tracing("shop", "evicted", "400Mi");
    evicted.getStatus().setPhase("Failed");
    evicted.getStatus().setReason("Evicted");
    evicted.getStatus().setContainerStatuses(List.of());
    fake.put(evicted)
        .put(migration)
        .log("shop", "migration", "app", StampedLog.of("bulk-export-killed.log", AT))
        .put(FakePod.tracing("shop", "young", "1Gi"))
        .log("shop", "young", "app", FakeLog.of(List.of()));

    // The node has no log of the evicted pod any more: that is no failure.
    Result result = gctrace("top", "--fail-on=warning");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    List<String> rows = result.out().lines().skip(1).toList();
    assertThat(rows.get(0)).startsWith("shop/young/app").endsWith("no gctrace line yet");
    assertThat(rows.get(1)).startsWith("shop/migration/app").endsWith("-         OOMKilled");
    assertThat(rows.get(2)).startsWith("shop/evicted/app").endsWith("-         Evicted");
  }

  @Test
  void aContainerThatDoesNotSaySoIsToldByItsLogsTail() throws IOException {
    fake.put(FakePod.container("shop", "quiet", "400Mi", "[]"))
        .log("shop", "quiet", "app", StampedLog.of("bulk-export-killed.log", AT))
        .put(FakePod.container("shop", "nginx", "400Mi", "[]"))
        .log("shop", "nginx", "app", FakeLog.of(List.of(AT + " GET /")));

    Result result = gctrace("top", "--format=json");

    assertThat(result.out())
        .contains("\"container\":\"shop/quiet/app\"", "\"others\":1", "\"lastCycle\":{")
        .contains("\"limitMiB\":400,\"limitSource\":\"spec\"")
        .doesNotContain("nginx");
    assertThat(fake.requests())
        .filteredOn(request -> request.contains("nginx/log"))
        .singleElement()
        .asString()
        .contains("tailLines=200");
  }

  @Test
  void ofFiveHundredPodsThoseThatFailAreALineEachAndTheRestGoesOn() throws IOException {
    for (int i = 0; i < 500; i++) {
      String pod = "orders-" + i;
      fake.put(FakePod.tracing("shop", pod, "400Mi"))
          .log(
              "shop",
              pod,
              "app",
              i % 100 == 99 ? FakeLog.refusal(410) : StampedLog.of("bulk-export-killed.log", AT));
    }

    Result result = gctrace("top");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines().filter(line -> line.contains("critical"))).hasSize(495);
    assertThat(result.err().lines()).hasSize(5);
    assertThat(result.err()).contains("gctrace: shop/orders-99/app: ", "answers 410");
    assertThat(fake.mostOpenLogs()).isLessThanOrEqualTo(Sweep.AT_A_TIME);
  }

  @Test
  void aRefusalIsToldOnceWithItsRule() throws IOException {
    fake.refuse("pods/log", "get");
    for (int i = 0; i < 30; i++) {
      fake.put(FakePod.tracing("shop", "orders-" + i, "400Mi"));
    }

    Result result = gctrace("top");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            """
            gctrace: not allowed to get pods/log in namespace shop as \
            system:serviceaccount:shop:gctrace; the Role needs
            - apiGroups: [""]
              resources: ["pods/log"]
              verbs: ["get"]
            """);
  }

  @Test
  void trapsAreToldBelowTheTable() throws IOException {
    fake.put(
            FakePod.container(
                "shop",
                "orders",
                "512Mi",
                "[{\"name\":\"GODEBUG\",\"value\":\"gctrace=1\"},{\"name\":\"GOMEMLIMIT\","
                    + "\"valueFrom\":{\"resourceFieldRef\":{\"resource\":\"limits.memory\"}}}]"))
        .log("shop", "orders", "app", FakeLog.of(List.of()));

    assertThat(gctrace("top").out())
        .contains(
            "shop/orders/app: GOMEMLIMIT is the whole limit (512 MiB): no headroom for what is not"
                + " Go's heap; write GOMEMLIMIT=460MiB or less\n");
  }

  @Test
  void namespacesAndLabelsChoose() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .log("shop", "orders", "app", StampedLog.of("bulk-export-killed.log", AT))
        .put(FakePod.tracing("bank", "till", "400Mi"))
        .log("bank", "till", "app", StampedLog.of("bulk-export-killed.log", AT));

    assertThat(gctrace("top", "-A").out()).contains("shop/orders/app", "bank/till/app");
    assertThat(gctrace("top", "-n", "bank").out())
        .contains("bank/till/app")
        .doesNotContain("shop/orders");
    assertThat(gctrace("top", "-l", "app=nowhere").exitCode()).isEqualTo(4);
    assertThat(gctrace("top", "-A", "-n", "bank").exitCode()).isEqualTo(2);
  }

  @Test
  void podsOwnersAndFieldsChoose() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .log("shop", "orders", "app", StampedLog.of("bulk-export-killed.log", AT))
        .put(FakePod.tracing("shop", "cart", "400Mi"))
        .log("shop", "cart", "app", StampedLog.of("bulk-export-killed.log", AT));

    assertThat(gctrace("top", "orders").out())
        .contains("shop/orders/app")
        .doesNotContain("shop/cart");
    assertThat(gctrace("top", "--field-selector=metadata.name=cart").out())
        .contains("shop/cart/app")
        .doesNotContain("shop/orders");
    Result some = gctrace("top", "pod/cart", "deploy/api");
    assertThat(some.exitCode()).isEqualTo(1);
    assertThat(some.out()).contains("shop/cart/app").doesNotContain("shop/orders");
    assertThat(some.err()).isEqualTo("gctrace: there is no pod of shop/deployment/api\n");
    assertThat(gctrace("top", "svc/api").exitCode()).isEqualTo(2);
  }

  @Test
  void aSeverityToFailOnHasItsOwnExitCode() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "400Mi"))
        .log("shop", "orders", "app", StampedLog.of("bulk-export-killed.log", AT));

    assertThat(gctrace("top", "--fail-on=critical").exitCode()).isEqualTo(3);
    assertThat(gctrace("top", "--fail-on=never").exitCode()).isEqualTo(2);
  }

  @Test
  void trapsAreFindingsInJson() throws IOException {
    fake.put(
            FakePod.container(
                "shop",
                "orders",
                "512Mi",
                "[{\"name\":\"GODEBUG\",\"value\":\"gctrace=1\"},"
                    + "{\"name\":\"GOMEMLIMIT\",\"value\":\"512Mi\"}]"))
        .log("shop", "orders", "app", FakeLog.of(List.of()));

    assertThat(gctrace("top", "--format=json").out())
        .contains(
            "\"findings\":[{\"id\":\"gomemlimit-malformed\",\"severity\":\"critical\",\"summary\":"
                + "\"with GOMEMLIMIT=512Mi a Go program does not start (malformed GOMEMLIMIT)\"");
  }

  /** The fold of the same lines, and of the same measurement, by hand. */
  @Test
  void whatTheMetricsApiMeasuresCalibratesTheForecast() throws IOException {
    fake.put(FakePod.tracing("shop", "orders", "4Gi"))
        .log("shop", "orders", "app", StampedLog.of("bulk-export-killed.log", AT))
        .usage("shop", "orders", "app", "700Mi");
    MemorySettings settings =
        new MemorySettings(OptionalLong.of(4L << 30), Optional.empty(), OptionalLong.empty());
    ContainerForecaster forecaster = new ContainerForecaster();
    TraceReader reader =
        new TraceReader(
            (who, event, origin) -> {
              if (event instanceof GcEvent gc) {
                forecaster.accept(gc, settings);
              }
            },
            ContainerId.NONE);
    byte[] log = Files.readAllBytes(Path.of("../samples/logs/bulk-export-killed.log"));
    reader.feed(log, 0, log.length);
    reader.end();
    double before = expectedPeak(forecaster.last(settings).orElseThrow());
    assertThat(forecaster.measured(700L << 20)).isTrue();
    double after = expectedPeak(forecaster.judgeAgain(settings).orElseThrow());

    String out = gctrace("top", "--format=json").out();

    assertThat(after).isGreaterThan(before + 1);
    assertThat(peak(out)).isEqualTo(after, within(0.06));
    assertThat(out).contains("\"memoryMiB\":700");
  }

  @Test
  void aWatchReadsAgainWhenAPodChangesAndEndsAtTheSeverityToFailOn() throws IOException {
    FakeLog calm = StampedLog.of("leak-under-gomemlimit.log", AT);
    FakeLog killed = StampedLog.of("bulk-export-killed.log", AT);
    fake.put(FakePod.tracing("shop", "calm", "16Gi"))
        .log(
            "shop",
            "calm",
            "app",
            (asked, out) -> {
              calm.write(asked, out);
              fake.log("shop", "orders", "app", killed);
              fake.put(FakePod.tracing("shop", "orders", "400Mi"));
            });

    Result result = gctrace("top", "--watch", "--format=json", "--fail-on=critical");

    assertThat(result.exitCode()).isEqualTo(3);
    List<String> rounds = result.out().lines().toList();
    assertThat(rounds).hasSizeGreaterThan(1);
    assertThat(rounds.subList(0, rounds.size() - 1))
        .noneMatch(round -> round.contains("shop/orders"));
    assertThat(rounds.get(rounds.size() - 1)).contains("shop/orders/app", "shop/calm/app");
    assertThat(fake.requests().stream().filter(request -> request.contains("watch=true")))
        .hasSize(1);
  }

  @Test
  void withoutTheRightToWatchTheRuleIsToldAndThePodsAreListed() throws IOException {
    fake.refuse("pods", "watch")
        .put(FakePod.tracing("shop", "orders", "400Mi"))
        .log("shop", "orders", "app", StampedLog.of("bulk-export-killed.log", AT));

    Result result = gctrace("top", "--watch", "--fail-on=critical");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).contains("shop/orders/app");
  }

  @Test
  void aClusterThatCannotBeListedIsALineInAWatchToo() throws IOException {
    fake.refuse("pods", "list");

    Result result = gctrace("top", "--watch");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("gctrace: not allowed to list pods in namespace shop");
  }

  @Test
  void refusedMetricsAreANoteWithTheirRule() throws IOException {
    fake.refuse("pods.metrics.k8s.io", "list")
        .put(FakePod.tracing("shop", "orders", "400Mi"))
        .log("shop", "orders", "app", StampedLog.of("bulk-export-killed.log", AT));

    Result result = gctrace("top");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains("memory in use is not known: not allowed to list pods of metrics.k8s.io")
        .contains("- apiGroups: [\"metrics.k8s.io\"]");
  }

  private static double expectedPeak(ContainerForecaster.Judged judged) {
    return judged.forecast().peakMiB().orElseThrow().expected();
  }

  private static double peak(String json) {
    Matcher peak = Pattern.compile("\"peakMiB\":([0-9.]+)").matcher(json);
    assertThat(peak.find()).isTrue();
    return Double.parseDouble(peak.group(1));
  }

  private Result gctrace(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--kubeconfig=" + fake.kubeconfig(dir));
    return Cli.run(all.toArray(String[]::new));
  }
}
