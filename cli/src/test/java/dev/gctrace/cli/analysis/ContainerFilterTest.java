package dev.gctrace.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerFilterTest {

  @ParameterizedTest
  @CsvSource({
    "orders-*, true",
    "shop, true",
    "app, true",
    "shop/orders-7d9f/app, true",
    "shop/*, true",
    "*, true",
    "a?p, true",
    "order, false",
    "orders-7d9f/app, false",
    "a.p, false",
    "[a]pp, false",
    "'', false",
  })
  void matchesTheNameOrOneOfItsParts(String pattern, boolean wanted) {
    assertThat(new ContainerFilter(pattern).wants("shop/orders-7d9f/app")).isEqualTo(wanted);
  }
}
