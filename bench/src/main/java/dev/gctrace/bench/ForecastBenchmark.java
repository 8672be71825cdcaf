package dev.gctrace.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gctrace.core.forecast.Forecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.ProcessState;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a step of the forecast costs: for a service that stands far below its limit, as nearly all
 * do nearly always; for one whose peaks come to the limit, where chances are worked out; and for
 * one that leaks.
 *
 * <p>Run it with
 *
 * <pre>{@code
 * mvn -B -q -Dquick -Dmaven.test.skip=true package
 * java -cp 'bench/target/classes:bench/target/lib/*' org.openjdk.jmh.Main ForecastBenchmark -prof gc
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForecastBenchmark {

  /** Steps of a life that is lived again and again. */
  static final int STEPS = 4096;

  /** A collection every half second, 50 MiB live, under 400 MiB. */
  static final Life CALM = new Life(400, 50, 0);

  /** The same under 112 MiB. */
  static final Life NEAR = new Life(112, 50, 0);

  /** From 50 to 146 MiB in 34 minutes, under 400 MiB. */
  static final Life LEAKING = new Life(400, 50, 96);

  private final Living calm = new Living(CALM);
  private final Living near = new Living(NEAR);
  private final Living leaking = new Living(LEAKING);

  /** One of a service far below its limit. */
  @Benchmark
  public Forecaster.Step calm() {
    return calm.step();
  }

  /** One of a service just below its limit. */
  @Benchmark
  public Forecaster.Step near() {
    return near.step();
  }

  /** One of a service that leaks. */
  @Benchmark
  public Forecaster.Step leaking() {
    return leaking.step();
  }

  /** The collections of a process. */
  static final class Life {
    final MemorySettings settings;
    final GcEvent[] events = new GcEvent[STEPS];

    Life(long limitMiB, long live, long growth) {
      settings =
          new MemorySettings(
              OptionalLong.of(limitMiB << 20), Optional.empty(), OptionalLong.empty());
      long before = live;
      for (int i = 0; i < STEPS; i++) {
        // The live heap sways by up to 3 MiB, as it does.
        long now = live + growth * i / STEPS + (i * 7L) % 4;
        events[i] = event(i, before, now);
        before = now;
      }
    }

    private static GcEvent event(int i, long before, long live) {
      byte[] line =
          String.format(
                  Locale.ROOT,
                  "gc %d @%.3fs 0%%: 0.020+10+0.004 ms clock, 0.040+0.2/5.0/10+0.008 ms cpu,"
                      + " %d->%d->%d MB, %d MB goal, 0 MB stacks, 0 MB globals, 2 P",
                  i + 1,
                  0.5 * (i + 1),
                  2 * before - 5,
                  2 * before - 1,
                  live,
                  2 * before)
              .getBytes(US_ASCII);
      return (GcEvent) LineParser.parse(line, 0, line.length).orElseThrow().event();
    }
  }

  /** A process that lives a life and begins anew at its end. */
  static final class Living {
    private final Life life;
    private ProcessState state = ProcessState.initial();
    private int next;

    Living(Life life) {
      this.life = life;
    }

    Forecaster.Step step() {
      Forecaster.Step step = Forecaster.step(state, life.events[next], life.settings);
      next = (next + 1) & (STEPS - 1);
      state = next == 0 ? ProcessState.initial() : step.state();
      return step;
    }
  }
}
