package dev.gctrace.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  @Test
  void countsInsteadOfSpelling() {
    assertThat(
            List.of("app/10.log", "app/2.log", "app/1.log", "app", "app/2.log.1").stream()
                .sorted(NaturalOrder.INSTANCE))
        .containsExactly("app", "app/1.log", "app/2.log", "app/2.log.1", "app/10.log");
    assertThat(NaturalOrder.INSTANCE.compare("a" + "9".repeat(40), "a1" + "0".repeat(40)))
        .isNegative();
    assertThat(NaturalOrder.INSTANCE.compare("a01", "a1")).isNotZero();
  }

  @Property
  void isAnOrder(
      @ForAll @StringLength(max = 5) @CharRange(from = '/', to = '2') String a,
      @ForAll @StringLength(max = 5) @CharRange(from = '/', to = '2') String b,
      @ForAll @StringLength(max = 5) @CharRange(from = '/', to = '2') String c) {
    NaturalOrder order = NaturalOrder.INSTANCE;
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    assertThat(order.compare(a, b) == 0).isEqualTo(a.equals(b));
    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
      assertThat(order.compare(a, c)).isNotPositive();
    }
  }
}
