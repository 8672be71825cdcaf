package dev.gctrace.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.cli.pod.StampedLog;
import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
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

  private Result gctrace(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--kubeconfig=" + fake.kubeconfig(dir));
    return Cli.run(all.toArray(String[]::new));
  }
}
