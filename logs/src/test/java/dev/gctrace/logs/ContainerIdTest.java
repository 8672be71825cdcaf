package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ContainerIdTest {

  @Test
  void theNameIsThePartsThatAreTold() {
    assertThat(new ContainerId("shop", "orders", "app", "1").name()).contains("shop/orders/app");
    assertThat(new ContainerId(null, "orders", "app", null).name()).contains("orders/app");
    assertThat(new ContainerId("shop", null, "app", null).name()).contains("shop/app");
    assertThat(new ContainerId(null, "orders", null, null).name()).contains("orders");
    assertThat(new ContainerId(null, null, "app", null).name()).contains("app");
    assertThat(new ContainerId(null, null, null, "1").name()).isEmpty();
    assertThat(ContainerId.NONE.name()).isEmpty();
  }

  @Test
  void anEmptyPartIsOneThatIsNotTold() {
    assertThat(new ContainerId("", "", "", "")).isEqualTo(ContainerId.NONE);
  }

  @Test
  void controlCharactersAreReplaced() {
    assertThat(new ContainerId("a\u001b[31mb", "c\nd", "e\u202ef\u0085", "g\ud800").toString())
        .isEqualTo(
            "ContainerId[namespace=a\ufffd[31mb, pod=c\ufffdd, container=e\ufffdf\ufffd,"
                + " instance=g\ufffd]");
    assertThat(new ContainerId(null, "größe-漢", null, null).pod()).isEqualTo("größe-漢");
  }

  @Test
  void aPartIsCutAtTheLengthOfNamesInKubernetes() {
    assertThat(new ContainerId(null, "a".repeat(253), null, null).pod()).hasSize(253);
    assertThat(new ContainerId(null, "a".repeat(254), null, null).pod()).hasSize(253);
  }

  @Property
  void noPartHoldsWhatATerminalWouldObey(@ForAll String text) {
    String pod = new ContainerId(null, text, null, null).pod();
    assertThat(pod == null ? "" : pod)
        .doesNotMatch("(?s).*[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e].*");
    assertThat(pod == null ? 0 : pod.length()).isEqualTo(Math.min(253, text.length()));
  }

  @Test
  void whatTheOuterWrappingTellsFillsGaps() {
    ContainerId outer = new ContainerId("shop", "orders", "app", "1");

    assertThat(ContainerId.NONE.within(outer)).isEqualTo(outer);
    assertThat(outer.within(ContainerId.NONE)).isEqualTo(outer);
    assertThat(new ContainerId(null, "orders", "proxy", null).within(outer))
        .isEqualTo(new ContainerId("shop", "orders", "proxy", "1"));
    assertThat(new ContainerId(null, null, "proxy", null).within(outer))
        .isEqualTo(new ContainerId("shop", "orders", "proxy", "1"));
  }

  @Test
  void whatTheOuterWrappingTellsOfAnotherPodDoesNot() {
    ContainerId outer = new ContainerId(null, "node-a", "kubernetes", "4242");
    ContainerId inner = new ContainerId(null, "orders", null, null);

    assertThat(inner.within(outer)).isEqualTo(inner);
  }
}
