package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

  private static final String TRACES = "[{\"name\":\"GODEBUG\",\"value\":\"gctrace=1\"}]";

  @TempDir private Path dir;
  private FakeCluster fake;
  private Cluster cluster;
  private final List<Duration> rests = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    fake = new FakeCluster();
    cluster = Cluster.open(options(Optional.empty()), rests::add);
  }

  @AfterEach
  void close() {
    cluster.close();
    fake.close();
  }

  @Test
  void theNamespaceIsThatOfTheContext() {
    assertThat(cluster.namespace()).isEqualTo("shop");
  }

  /** What an API server says to expired credentials is lost over HTTP/2. */
  @Test
  void theClusterIsAskedOverHttp1() throws IOException {
    assertThat(Connection.config(options(Optional.empty())).isHttp2Disable()).isTrue();
  }

  @Test
  void podsOfOneNamespaceAreFoundAndThoseOfAllByAnEmptyOne() throws ClusterProblem {
    fake.put(FakePod.tracing("shop", "orders", "512Mi"))
        .put(FakePod.tracing("bank", "till", "1Gi"));

    assertThat(names(PodQuery.in("shop"))).containsExactly("shop/orders/app");
    assertThat(names(new PodQuery(Optional.empty(), Optional.empty(), Optional.empty(), List.of())))
        .containsExactlyInAnyOrder("shop/orders/app", "bank/till/app");
  }

  @Test
  void selectorsGoToTheCluster() throws ClusterProblem {
    names(
        new PodQuery(
            Optional.of("shop"),
            Optional.of("app=orders"),
            Optional.of("spec.nodeName=node-a"),
            List.of()));

    assertThat(fake.requests().get(0))
        .contains("labelSelector=app%3Dorders", "fieldSelector=spec.nodeName%3Dnode-a");
  }

  @Test
  void aLongListIsReadPageByPage() throws ClusterProblem {
    for (int i = 0; i < 501; i++) {
      fake.put(FakePod.tracing("shop", "orders-" + i, "512Mi"));
    }

    assertThat(names(PodQuery.in("shop"))).hasSize(501).doesNotHaveDuplicates();
    // Five pages of 100, and one.
    assertThat(fake.requests()).hasSize(6);
  }

  @Test
  void podsAndOwnersChooseAndThoseThatAreNotThereAreTold() throws ClusterProblem {
    fake.put(owned("api-7d9f6c5b8-abcde", "ReplicaSet", "api-7d9f6c5b8", "7d9f6c5b8"))
        .put(FakePod.tracing("shop", "orders", "512Mi"))
        .put(FakePod.tracing("shop", "cart", "512Mi"));

    assertThat(
            names(
                PodQuery.of(
                    "shop",
                    Target.parse("deploy/api"),
                    Target.parse("pod/orders"),
                    Target.parse("nowhere"),
                    Target.parse("sts/db"))))
        .containsExactlyInAnyOrder("shop/api-7d9f6c5b8-abcde/app", "shop/orders/app");
    assertThat(problems)
        .containsExactly("there is no pod shop/nowhere", "there is no pod of shop/statefulset/db");
  }

  @Test
  void anOwnerIsToldFromThePodAlone() throws ClusterProblem {
    fake.put(owned("api-7d9f6c5b8-abcde", "ReplicaSet", "api-7d9f6c5b8", "7d9f6c5b8"))
        .put(owned("api-gateway-55d-xyz", "ReplicaSet", "api-gateway-55d", "55d"))
        .put(owned("db-0", "StatefulSet", "db", ""))
        .put(owned("nightly-29400000-q", "Job", "nightly-29400000", ""));

    assertThat(names(PodQuery.of("shop", Target.parse("deploy/api"))))
        .containsExactly("shop/api-7d9f6c5b8-abcde/app");
    assertThat(names(PodQuery.of("shop", Target.parse("deployment.apps/api-gateway"))))
        .containsExactly("shop/api-gateway-55d-xyz/app");
    assertThat(names(PodQuery.of("shop", Target.parse("sts/db")))).containsExactly("shop/db-0/app");
    assertThat(names(PodQuery.of("shop", Target.parse("cj/nightly"))))
        .containsExactly("shop/nightly-29400000-q/app");
    assertThat(fake.requests()).allMatch(request -> request.contains("/pods?"));
  }

  @Test
  void whatMakesNoPodsIsNoOwner() {
    assertThatThrownBy(() -> Target.parse("svc/api"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'svc/api'");
  }

  @Test
  void configMapsAreReadOnceForAllPods() throws ClusterProblem {
    String env =
        "[{\"name\":\"GOGC\",\"valueFrom\":{\"configMapKeyRef\":{\"name\":\"go\",\"key\":\"gogc\"}}}]";
    fake.put(FakePod.container("shop", "a", "512Mi", env))
        .put(FakePod.container("shop", "b", "512Mi", env))
        .put(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("go")
                .endMetadata()
                .addToData("gogc", "50")
                .build());

    List<ContainerFacts> containers = cluster.containers(PodQuery.in("shop"), problems::add);

    assertThat(containers)
        .allMatch(facts -> facts.environment().gogc().value().equals(Optional.of("50")));
    assertThat(fake.requests()).filteredOn(request -> request.contains("configmaps")).hasSize(1);
  }

  @Test
  void aRefusedConfigMapIsAProblemWithItsRuleAndThePodIsReadAllTheSame() throws ClusterProblem {
    fake.refuse("configmaps", "get")
        .put(
            FakePod.of(
                """
                {"metadata":{"name":"a","namespace":"shop"},"spec":{"containers":[
                 {"name":"app","envFrom":[{"configMapRef":{"name":"go"}}]}]}}"""));

    assertThat(cluster.containers(PodQuery.in("shop"), problems::add)).hasSize(1);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0))
        .contains("get configmaps in namespace shop", "resources: [\"configmaps\"]");
  }

  @Test
  void aRefusalNamesVerbAndResourceAndTheRuleThatIsMissing() {
    fake.refuse("pods", "list");

    ClusterProblem problem =
        catchThrowableOfType(ClusterProblem.class, () -> names(PodQuery.in("shop")));

    assertThat(problem.kind()).isEqualTo(ClusterProblem.Kind.FORBIDDEN);
    assertThat(problem)
        .hasMessage(
            """
            not allowed to list pods in namespace shop as system:serviceaccount:shop:gctrace; the \
            Role needs
            - apiGroups: [""]
              resources: ["pods"]
              verbs: ["list"]""");
  }

  @Test
  void aBusyClusterIsLeftAloneForAsLongAsItWants() throws ClusterProblem {
    fake.put(FakePod.tracing("shop", "orders", "512Mi")).failNext(2, 429, "3");

    assertThat(names(PodQuery.in("shop"))).hasSize(1);
    assertThat(rests).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
  }

  @Test
  void aBrokenClusterIsAskedFiveTimesWithGrowingRests() {
    fake.failNext(5, 503, null);

    assertThatThrownBy(() -> names(PodQuery.in("shop")))
        .hasMessageContaining("answers 503 to list pods in namespace shop: out of order");
    assertThat(fake.requests()).hasSize(5);
    // Rests of 250, 500, 1000 and 2000 ms, each shortened by up to half.
    assertThat(rests).hasSize(4);
    assertThat(rests.get(3)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void expiredCredentialsAreSaidToBeThat() {
    fake.expireCredentials();

    assertThatThrownBy(() -> names(PodQuery.in("shop")))
        .hasMessageContaining(fake.url() + " does not accept the credentials")
        .hasMessageContaining("log in again");
  }

  @Test
  void aClusterThatIsNotThereIsNamed() {
    String url = fake.url();
    fake.close();

    assertThatThrownBy(() -> names(PodQuery.in("shop")))
        .hasMessage("cannot reach the cluster at " + url + ": connection refused");
  }

  @Test
  void anUnknownContextIsRefusedAndTheKnownOnesAreNamed() {
    assertThatThrownBy(() -> Cluster.open(options(Optional.of("prod"))))
        .hasMessage("there is no context prod; there are: fake");
  }

  @Test
  void aMissingKubeconfigIsNamed() {
    Path nowhere = dir.resolve("nowhere");

    assertThatThrownBy(
            () ->
                Cluster.open(
                    new ClusterOptions(Optional.of(nowhere), Optional.empty(), Optional.empty())))
        .hasMessage(nowhere + ": no such kubeconfig, or it cannot be read");
  }

  @Test
  void aKubeconfigThatIsNoneIsNamed() throws IOException {
    Path broken = Files.writeString(dir.resolve("broken"), "]: {");

    assertThatThrownBy(
            () ->
                Cluster.open(
                    new ClusterOptions(Optional.of(broken), Optional.empty(), Optional.empty())))
        .hasMessageStartingWith(broken + ": cannot be read as a kubeconfig");
  }

  @Test
  void anEmptyKubeconfigIsSaidToBeEmpty() throws IOException {
    Path empty = Files.writeString(dir.resolve("empty"), "# nothing\n");

    assertThatThrownBy(
            () ->
                Cluster.open(
                    new ClusterOptions(Optional.of(empty), Optional.empty(), Optional.empty())))
        .hasMessage(empty + ": cannot be read as a kubeconfig: there is nothing in it");
  }

  @Test
  void theProxyOfTheKubeconfigIsAskedAndNamedWithoutItsPassword() throws IOException {
    // A port below those that are given out, on which nobody listens.
    Path proxied = changed("server: ", "proxy-url: http://me:secret@127.0.0.1:1\n    server: ");

    assertThatThrownBy(
            () -> {
              try (Cluster open = Cluster.open(of(proxied))) {
                open.containers(PodQuery.in("shop"), problems::add);
              }
            })
        .hasMessage(
            "cannot reach the cluster at "
                + fake.url().replaceAll("/$", "")
                + " through the proxy http://127.0.0.1:1: connection refused");
  }

  @Test
  void aProxyOfAnotherKindIsRefused() throws IOException {
    Path socks = changed("server: ", "proxy-url: socks5://bastion\n    server: ");

    assertThatThrownBy(() -> Cluster.open(of(socks)))
        .hasMessageStartingWith("socks5://bastion:1080: only HTTP proxies are spoken to");
  }

  @Test
  void aCredentialPluginThatIsNotThereIsNamed() throws IOException {
    Path plugin =
        changed(
            "token: not-a-secret",
            "exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin,"
                + " interactiveMode: Never}");

    assertThatThrownBy(() -> Cluster.open(of(plugin)))
        .hasMessageStartingWith(
            "the credential plugin no-such-plugin of the kubeconfig gave no credentials");
  }

  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(fake.kubeconfig(dir));
    assertThat(text).contains(from);
    return Files.writeString(dir.resolve("changed"), text.replace(from, to));
  }

  private static ClusterOptions of(Path kubeconfig) {
    return new ClusterOptions(Optional.of(kubeconfig), Optional.empty(), Optional.empty());
  }

  @Test
  void aPodOfThreeContainersNeedsAChoiceUnlessOneOfThemTraces() throws ClusterProblem {
    fake.put(three("plain", "[]")).put(three("go", TRACES));

    assertThatThrownBy(() -> cluster.container("plain", Optional.empty(), problems::add))
        .hasMessage("shop/plain has 3 containers; choose with -c: app, proxy, logger");
    assertThat(cluster.container("go", Optional.empty(), problems::add).who().container())
        .isEqualTo("app");
    assertThat(cluster.container("plain", Optional.of("logger"), problems::add).who().container())
        .isEqualTo("logger");
    assertThatThrownBy(() -> cluster.container("go", Optional.of("api"), problems::add))
        .hasMessage("shop/go has no container api; there are: app, proxy, logger");
  }

  @Test
  void aPodThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> cluster.container("orders", Optional.empty(), problems::add))
        .hasMessage("there is no pod shop/orders");
  }

  private List<String> names(PodQuery query) throws ClusterProblem {
    return cluster.containers(query, problems::add).stream()
        .map(facts -> facts.who().name().orElseThrow())
        .toList();
  }

  private ClusterOptions options(Optional<String> context) throws IOException {
    return new ClusterOptions(Optional.of(fake.kubeconfig(dir)), context, Optional.empty());
  }

  private static Pod three(String name, String env) {
    return FakePod.of(
        """
        {"metadata":{"name":"%s","namespace":"shop"},"spec":{"containers":[
         {"name":"app","env":%s},{"name":"proxy"},{"name":"logger"}]}}"""
            .formatted(name, env));
  }

  private static Pod owned(String name, String kind, String owner, String hash) {
    return FakePod.of(
        """
        {"metadata":{"name":"%s","namespace":"shop","labels":{"pod-template-hash":"%s"},
          "ownerReferences":[{"kind":"%s","name":"%s","controller":true}]},
         "spec":{"containers":[{"name":"app"}]}}"""
            .formatted(name, hash, kind, owner));
  }
}
