package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The {@code Lease} object of {@code coordination.k8s.io}, read and changed as every leader
 * election of Kubernetes does ({@code client-go/tools/leaderelection}): whoever sees it unchanged
 * for as long as its holder wanted to hold it may take it, and the server lets one of those who try
 * win.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class LeaseRecord {

  private static final String GROUP = "coordination.k8s.io";
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Api api;
  private final String namespace;
  private final String name;
  private final String identity;
  private final int seconds;
  private final LongSupplier nanoTime;
  private final Clock clock;
  private String seenVersion = "";
  private long seenAt;

  /**
   * A lease.
   *
   * @param identity who wants to hold it
   * @param seconds how long it is good for after it was renewed
   * @param nanoTime a clock that never goes back
   * @param clock tells the times that are written into the lease, for people
   */
  LeaseRecord(
      Api api,
      String namespace,
      String name,
      String identity,
      int seconds,
      LongSupplier nanoTime,
      Clock clock) {
    this.api = api;
    this.namespace = namespace;
    this.name = name;
    this.identity = identity;
    this.seconds = seconds;
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  /** Takes or renews it; empty when it is held now, or who else holds it. */
  Optional<String> take(Duration patience) throws ClusterProblem {
    Map<String, Object> lease;
    try {
      lease = api.exchange(path("get", name), "GET", null, patience);
    } catch (ClusterProblem e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      api.exchange(path("create", null), "POST", fresh(), patience);
      return Optional.empty();
    }
    Map<String, Object> metadata = object(lease.get("metadata"));
    Map<String, Object> spec = object(lease.get("spec"));
    String version = String.valueOf(metadata.get("resourceVersion"));
    if (!version.equals(seenVersion)) {
      seenVersion = version;
      seenAt = nanoTime.getAsLong();
    }
    String holder = spec.get("holderIdentity") instanceof String text ? text : "";
    boolean ours = holder.equals(identity);
    if (!ours && !holder.isEmpty() && nanoTime.getAsLong() - seenAt < nanos(spec)) {
      return Optional.of(holder);
    }
    Instant now = clock.instant();
    if (!ours) {
      spec.put("acquireTime", MICROS.format(now));
      spec.put("leaseTransitions", transitions(spec) + 1);
    }
    spec.put("holderIdentity", identity);
    spec.put("leaseDurationSeconds", seconds);
    spec.put("renewTime", MICROS.format(now));
    put(lease, metadata, spec, patience);
    return Optional.empty();
  }

  /** Lets anybody take it at once, unless somebody else has it already. */
  void giveBack(Duration patience) throws ClusterProblem {
    Map<String, Object> lease = api.exchange(path("get", name), "GET", null, patience);
    Map<String, Object> spec = object(lease.get("spec"));
    if (identity.equals(spec.get("holderIdentity"))) {
      spec.put("holderIdentity", "");
      spec.put("leaseDurationSeconds", 1);
      put(lease, object(lease.get("metadata")), spec, patience);
    }
  }

  private void put(
      Map<String, Object> lease,
      Map<String, Object> metadata,
      Map<String, Object> spec,
      Duration patience)
      throws ClusterProblem {
    Map<String, Object> changed = new HashMap<>(lease);
    changed.put("metadata", metadata);
    changed.put("spec", spec);
    api.exchange(path("update", name), "PUT", changed, patience);
  }

  private Map<String, Object> fresh() {
    String now = MICROS.format(clock.instant());
    return Map.of(
        "apiVersion",
        GROUP + "/v1",
        "kind",
        "Lease",
        "metadata",
        Map.of("name", name, "namespace", namespace),
        "spec",
        Map.of(
            "holderIdentity",
            identity,
            "leaseDurationSeconds",
            seconds,
            "acquireTime",
            now,
            "renewTime",
            now,
            "leaseTransitions",
            0));
  }

  private long nanos(Map<String, Object> spec) {
    return Duration.ofSeconds(
            spec.get("leaseDurationSeconds") instanceof Number told ? told.longValue() : seconds)
        .toNanos();
  }

  private static int transitions(Map<String, Object> spec) {
    return spec.get("leaseTransitions") instanceof Number told ? told.intValue() : 0;
  }

  private static Map<String, Object> object(Object json) {
    Map<String, Object> copy = new HashMap<>();
    if (json instanceof Map<?, ?> members) {
      members.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  private ApiPath path(String verb, String which) {
    return new ApiPath(verb, GROUP, "v1", namespace, "leases", which, null, Map.of());
  }
}
