package dev.gctrace.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

  @ParameterizedTest
  @CsvSource({
    "shop/orders-7d4b9c6f5d-x2x7q/app, shop/orders/app, 7d4b9c6f5d",
    "shop/big-orders-7d4b9c6f5d-x2x7q/app, shop/big-orders/app, 7d4b9c6f5d",
    "shop/node-agent-x2x7q/app, shop/node-agent/app, ''",
    "shop/report-28391040-x2x7q/app, shop/report/app, 28391040",
    "shop/orders-1/app, shop/orders-1/app, ''",
    "shop/orders-0/app, shop/orders-0/app, ''",
    "shop/orders/app, shop/orders/app, ''",
    // Words have vowels.
    "shop/image-resizer/app, shop/image-resizer/app, ''",
    "shop/order-queue/app, shop/order-queue/app, ''",
    "shop/orders-7d4b9c6f5d-x2x7q, shop/orders, 7d4b9c6f5d",
    "orders-7d4b9c6f5d-x2x7q, orders, 7d4b9c6f5d",
    "shop/x2x7q/app, shop/x2x7q/app, ''",
    "'', '', ''",
    "'//', '//', ''",
    "shop/-x2x7q/app, shop/-x2x7q/app, ''"
  })
  void podsOfAWorkloadAreKnownByTheEndOfTheirNames(
      String container, String workload, String generation) {
    assertThat(Workload.of(container)).isEqualTo(new Workload(workload, generation));
  }

  @Property
  void anyNameHasAWorkloadAndAPartition(@ForAll String container) {
    assertThat(Workload.of(container).partition(12)).isBetween(0, 11);
  }

  @ParameterizedTest
  @CsvSource({"shop/orders-%d/app", "shop/app-%d", "%d"})
  void namesThatOnlyCountAreSpreadOverThePartitions(String names) {
    int[] held = new int[12];
    for (int i = 0; i < 12_000; i++) {
      held[Workload.of(names.formatted(i)).partition(12)]++;
    }
    Set<Integer> sizes = new TreeSet<>();
    for (int size : held) {
      sizes.add(size);
    }
    // A thousand each, and no more than a fifth beside it.
    assertThat(sizes).allMatch(size -> size > 800 && size < 1200);
  }
}
