package dev.gctrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceReader;
import dev.gctrace.logs.TraceSink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Any bytes are read, put together and judged without an exception.
 *
 * <p>The ordinary build runs the committed inputs; {@code JAZZER_FUZZ=1} searches for new ones.
 */
class AnyBytesFuzzTest {

  private static final MemorySettings SETTINGS =
      new MemorySettings(OptionalLong.of(400L << 20), Optional.empty(), OptionalLong.empty());

  @FuzzTest(maxDuration = "5m")
  void anyBytesAreReadAndJudged(FuzzedDataProvider data) {
    boolean everyLine = data.consumeBoolean();
    int cut = data.consumeInt(1, 4096);
    byte[] input = data.consumeRemainingAsBytes();
    Map<ContainerId, ContainerForecaster> containers = new HashMap<>();
    long[] collections = new long[1];
    TraceReader reader =
        new TraceReader(
            new TraceSink() {
              @Override
              public void event(ContainerId who, TraceEvent event, Origin origin) {
                if (event instanceof GcEvent gc) {
                  collections[0]++;
                  containers
                      .computeIfAbsent(who, name -> new ContainerForecaster())
                      .accept(gc, SETTINGS);
                }
              }

              @Override
              public boolean wantsUnrelated() {
                return everyLine;
              }
            });

    for (int from = 0; from < input.length; from += cut) {
      reader.feed(input, from, Math.min(input.length, from + cut));
    }
    reader.end();

    assertThat(reader.counts().bytes()).isEqualTo(input.length);
    assertThat(reader.counts().gcLines()).isGreaterThanOrEqualTo(collections[0]);
    assertThat(reader.counts().unrelated()).isLessThanOrEqualTo(reader.counts().lines());
  }
}
