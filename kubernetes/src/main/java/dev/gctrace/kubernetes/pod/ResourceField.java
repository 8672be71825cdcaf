package dev.gctrace.kubernetes.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A variable that names a resource of a container. Its value is the amount over the divisor,
 * rounded up, as a bare number: {@code ExtractContainerResourceValue},
 * pkg/api/v1/resource/helpers.go of Kubernetes.
 */
final class ResourceField {

  private final Pod pod;
  private final Container container;
  private final ResourceFieldSelector selector;
  private final Lookup lookup;

  ResourceField(Pod pod, Container container, ResourceFieldSelector selector, Lookup lookup) {
    this.pod = pod;
    this.container = container;
    this.selector = selector;
    this.lookup = lookup;
  }

  Setting read(String name) {
    String resource = selector.getResource();
    int dot = resource.indexOf('.');
    String kind = resource.substring(0, Math.max(0, dot));
    String what = resource.substring(dot + 1);
    Optional<BigDecimal> declared = declared(kind, what);
    Optional<BigDecimal> amount =
        declared.isPresent() || !kind.equals("limits") ? declared : ofNode(what);
    if (amount.isEmpty()) {
      return kind.equals("requests")
          ? setting(name, "0", "")
          : Setting.unread(
              name, "is " + resource + ", which is not set: what the node has, not known here");
    }
    String divisor = divisor().compareTo(BigDecimal.ONE) == 0 ? "" : " over " + divisorText();
    return setting(
        name,
        amount.get().divide(divisor(), 0, RoundingMode.CEILING).toPlainString(),
        divisor + (declared.isPresent() ? "" : ", which is not set: what the node has"));
  }

  private Setting setting(String name, String value, String more) {
    return Setting.of(name, value, Setting.Source.RESOURCE, selector.getResource() + more);
  }

  private Optional<BigDecimal> declared(String kind, String what) {
    ResourceRequirements resources = named().getResources();
    Quantity own =
        kind.equals("limits")
            ? Quantities.limit(resources, what)
            : Quantities.request(resources, what);
    return Quantities.amount(own).filter(amount -> amount.signum() > 0);
  }

  private Optional<BigDecimal> ofNode(String what) {
    String node = pod.getSpec().getNodeName();
    return node == null
        ? Optional.empty()
        : Quantities.amount(Quantities.of(lookup.allocatable(node), what));
  }

  private Container named() {
    String name = selector.getContainerName();
    return name == null || name.isEmpty()
        ? container
        : Stream.concat(
                pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
            .filter(other -> other.getName().equals(name))
            .findFirst()
            .orElse(container);
  }

  private BigDecimal divisor() {
    return Quantities.amount(selector.getDivisor())
        .filter(divisor -> divisor.signum() > 0)
        .orElse(BigDecimal.ONE);
  }

  private String divisorText() {
    return selector.getDivisor().toString();
  }
}
