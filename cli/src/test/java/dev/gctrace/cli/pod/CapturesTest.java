package dev.gctrace.cli.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.kubernetes.profile.DirectoryStore;
import dev.gctrace.kubernetes.profile.HeapProfile;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceReader;
import dev.gctrace.logs.TraceSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturesTest {

  private static final ContainerId WHO = new ContainerId("shop", "orders", "app", "0");

  @TempDir private Path dir;
  private long nanos;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aCriticalForecastTakesAProfileAndLiesBesideIt() throws IOException {
    try (Captures captures = captures(() -> new HeapProfile(new byte[] {1, 2}, 6060))) {
      cycles(400).forEach(captures::consider);
    }

    List<String> names = names();
    assertThat(names).hasSize(2);
    assertThat(names.get(0)).matches("shop_orders_app_15_[0-9]{8}T[0-9]{6}Z\\.json");
    assertThat(names.get(1)).matches("shop_orders_app_15_[0-9]{8}T[0-9]{6}Z\\.pb\\.gz");
    assertThat(Files.readString(dir.resolve(names.get(0))))
        .contains("\"port\":6060,\"bytes\":2,\"cycle\":{\"container\":\"shop/orders/app\"")
        .contains("\"severity\":\"critical\"");
    assertThat(notes).containsExactly("heap profile of cycle 15: " + dir.resolve(names.get(1)));
  }

  @Test
  void aCalmOneTakesNone() throws IOException {
    try (Captures captures = captures(() -> new HeapProfile(new byte[1], 6060))) {
      cycles(40_000).forEach(captures::consider);
    }

    assertThat(names()).isEmpty();
  }

  @Test
  void afterOneThereIsNoneForAWhile() throws IOException {
    List<Cycle> cycles = cycles(400);
    Cycle critical = cycles.get(cycles.size() - 1);
    List<Long> taken = Collections.synchronizedList(new ArrayList<>());
    Captures.Source source =
        () -> {
          taken.add(nanos);
          throw new IOException("no profile");
        };
    Captures captures = captures(source);
    for (long minute : new long[] {0, 1, 4, 6, 7, 12}) {
      nanos = Duration.ofMinutes(minute).toNanos();
      captures.consider(critical);
      while (captures.isBusy()) {
        Thread.onSpinWait();
      }
    }
    captures.close();

    // From minute 0 the next is due at 5, so at 6; from 6 at 11, so at 12.
    assertThat(taken)
        .containsExactly(0L, Duration.ofMinutes(6).toNanos(), Duration.ofMinutes(12).toNanos());
    assertThat(notes).hasSize(3).allMatch(note -> note.endsWith("cycle 15: no profile"));
  }

  private Captures captures(Captures.Source source) {
    return new Captures(source, new DirectoryStore(dir), () -> nanos, notes::add);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The recorded kill, judged under a limit. */
  private static List<Cycle> cycles(long limitMiB) throws IOException {
    MemorySettings settings =
        new MemorySettings(
            OptionalLong.of(limitMiB << 20), Optional.<Gogc>empty(), OptionalLong.empty());
    ContainerForecaster forecaster = new ContainerForecaster();
    List<Cycle> cycles = new ArrayList<>();
    TraceReader reader =
        new TraceReader(
            new TraceSink() {
              @Override
              public void event(ContainerId who, TraceEvent event, Origin origin) {
                if (event instanceof GcEvent gc) {
                  cycles.add(
                      new Cycle(
                          WHO,
                          1,
                          Optional.empty(),
                          gc,
                          forecaster.accept(gc, settings).forecast(),
                          settings));
                }
              }
            });
    byte[] log = Files.readAllBytes(Path.of("../samples/logs/bulk-export-killed.log"));
    reader.feed(log, 0, log.length);
    reader.end();
    return cycles;
  }
}
