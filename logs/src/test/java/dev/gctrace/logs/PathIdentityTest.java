package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathIdentityTest {

  private static final String UID = "0b6f1111-2222-3333-4444-555555555555";
  private static final String STATIC_UID = "0123456789abcdef0123456789abcdef";
  private static final String ID =
      "3f4e1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log/pods/shop_orders-7d9f6c5b8-abcde_" + UID + "/app/1.log",
        "pods/shop_orders-7d9f6c5b8-abcde_" + UID + "/app/1.log",
        "shop_orders-7d9f6c5b8-abcde_" + UID + "/app/1.log",
        "/var/log/pods/shop_orders-7d9f6c5b8-abcde_" + UID + "/app/1.log.20260105-101112",
        "/var/log/pods/shop_orders-7d9f6c5b8-abcde_" + UID + "/app/1.log.20260105-101112.gz",
        "/var/log/pods/shop_orders-7d9f6c5b8-abcde_" + STATIC_UID + "/app/1.log",
        "kubernetes.var.log.pods.shop_orders-7d9f6c5b8-abcde_" + UID + ".app.1.log",
        "k8s_app_orders-7d9f6c5b8-abcde_shop_" + UID + "_1",
        "/k8s_app_orders-7d9f6c5b8-abcde_shop_" + UID + "_1"
      })
  void aPathUnderPodsTellsEverythingAndTheRestarts(String path) {
    assertThat(ContainerId.ofPath(path))
        .isEqualTo(new ContainerId("shop", "orders-7d9f6c5b8-abcde", "app", "1"));
    assertThat(ContainerId.ofKey(path)).isEqualTo(ContainerId.ofPath(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log/containers/orders-7d9f6c5b8-abcde_shop_my-app-" + ID + ".log",
        "orders-7d9f6c5b8-abcde_shop_my-app-" + ID + ".log",
        "kubernetes.var.log.containers.orders-7d9f6c5b8-abcde_shop_my-app-" + ID + ".log",
        "node-a-application.var.log.containers.orders-7d9f6c5b8-abcde_shop_my-app-" + ID + ".log"
      })
  void aPathUnderContainersTellsEverythingAndTheId(String path) {
    assertThat(ContainerId.ofPath(path))
        .isEqualTo(new ContainerId("shop", "orders-7d9f6c5b8-abcde", "my-app", ID));
  }

  @Test
  void aPodMayHaveDotsInItsName() {
    assertThat(ContainerId.ofPath("/var/log/pods/shop_my.pod.v2_" + UID + "/app/0.log"))
        .isEqualTo(new ContainerId("shop", "my.pod.v2", "app", "0"));
    assertThat(ContainerId.ofPath("kube.var.log.containers.my.pod_shop_app-" + ID + ".log"))
        .isEqualTo(new ContainerId("shop", "my.pod", "app", ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        ".log",
        "__.log",
        "_-.log",
        "/var/log/syslog",
        "/var/log/my_app.log",
        "/home/me/a_b_c/d/1.log",
        "/var/log/pods/shop_orders_" + UID + "/app/x.log",
        "/var/log/pods/shop_orders_" + UID + "/app/1.txt",
        "/var/log/pods/shop_orders_0b6f/app/1.log",
        "/var/log/pods/_orders_" + UID + "/app/1.log",
        "/var/log/pods/shop_orders_" + UID + "//1.log",
        "/var/log/containers/orders_shop_app.log",
        "/var/log/containers/orders_shop_app-3f4e1a2.log",
        "/var/log/containers/orders_shop_app-notahexid.log",
        "/var/log/containers/Orders_shop_app-" + ID + ".log",
        "k8s_app_orders_shop_" + UID,
        "k8s_app_orders_shop_" + UID + "_x",
        "k8s_app_orders_shop_" + UID + "_1_2"
      })
  void anotherPathTellsNothing(String path) {
    assertThat(ContainerId.ofPath(path)).isEqualTo(ContainerId.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "shop/orders/app, shop, orders, app",
    "shop_orders_app, shop, orders, app",
    "shop/orders, shop, orders,",
    "orders-7d9f6c5b8-abcde, , orders-7d9f6c5b8-abcde,",
    UID + ", , " + UID + ","
  })
  void aKeyNamesNamespacePodAndContainer(String key, String namespace, String pod, String name) {
    assertThat(ContainerId.ofKey(key)).isEqualTo(new ContainerId(namespace, pod, name, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "a b", "A", "a/b/c/d", "/a", "a//b", "a/", "\u0000\u0001", "ä"})
  void aKeyOfAnotherFormTellsNothing(String key) {
    assertThat(ContainerId.ofKey(key)).isEqualTo(ContainerId.NONE);
  }

  @Test
  void aKeyLongerThanAnyNameTellsNothing() {
    assertThat(ContainerId.ofKey("a".repeat(253)).pod()).hasSize(253);
    assertThat(ContainerId.ofKey("a".repeat(254))).isEqualTo(ContainerId.NONE);
    assertThat(ContainerId.ofKey("a/".repeat(5000) + "a")).isEqualTo(ContainerId.NONE);
    assertThat(ContainerId.ofPath("/a_".repeat(5000) + "/1.log")).isEqualTo(ContainerId.NONE);
  }
}
