package dev.gctrace.kubernetes.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Amounts of resources as Kubernetes writes them. */
final class Quantities {

  static final String MEMORY = "memory";

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private Quantities() {}

  /** The exact amount; empty when there is none, or it is not one. */
  static Optional<BigDecimal> amount(Quantity quantity) {
    if (quantity == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Quantity.getAmountInBytes(quantity));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The amount rounded up to a whole number, as {@code Quantity.Value()} of the API does. */
  static OptionalLong whole(Optional<BigDecimal> amount) {
    return amount.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(amount.get().setScale(0, RoundingMode.UP).min(MAX).longValue());
  }

  /** A limit; null when there is none. */
  static Quantity limit(ResourceRequirements resources, String resource) {
    return resources == null ? null : of(resources.getLimits(), resource);
  }

  /** A request; null when there is none. */
  static Quantity request(ResourceRequirements resources, String resource) {
    return resources == null ? null : of(resources.getRequests(), resource);
  }

  static Quantity of(Map<String, Quantity> amounts, String resource) {
    return amounts == null ? null : amounts.get(resource);
  }
}
