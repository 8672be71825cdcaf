package dev.gctrace.streams.notify;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.alert.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Alerts for tests. */
public final class Alerts {

  public static final Instant SEEN = Instant.parse("2026-01-05T10:11:12Z");

  private Alerts() {}

  static Alert alert(String container, Change change, Severity severity, String sentence) {
    return alert(container, change, severity, sentence, SEEN);
  }

  /** The same, of another time. */
  public static Alert alert(
      String container, Change change, Severity severity, String sentence, Instant updated) {
    OptionalDouble none = OptionalDouble.empty();
    Numbers numbers =
        new Numbers(
            OptionalLong.of(15),
            OptionalDouble.of(248.448),
            OptionalLong.of(309),
            OptionalLong.of(260),
            OptionalDouble.of(100),
            false,
            "default",
            none,
            OptionalDouble.of(400),
            OptionalDouble.of(520),
            Optional.empty(),
            OptionalDouble.of(0.61),
            Optional.empty(),
            none,
            none,
            none);
    return new Alert(
        "episode-of-" + container,
        change,
        severity,
        container,
        1,
        "next-goal-over-limit",
        sentence,
        numbers,
        "The live heap is doubling.",
        "GOMEMLIMIT=360MiB",
        List.of("gc 14 …", "gc 15 …"),
        Optional.empty(),
        SEEN,
        updated);
  }
}
