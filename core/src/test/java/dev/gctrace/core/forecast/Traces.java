package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Lines of text to forecasts. */
final class Traces {

  private Traces() {}

  static GcEvent event(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return (GcEvent) LineParser.parse(bytes, 0, bytes.length).orElseThrow().event();
  }

  /** A line of Go 1.18 or later with figures of no consequence where none are given. */
  static GcEvent event(long cycle, double at, long start, long end, long live, long goal) {
    return event(
        "gc "
            + cycle
            + " @"
            + String.format(java.util.Locale.ROOT, "%.3f", at)
            + "s 0%: 0.020+10+0.004 ms clock, 0.040+0/5.0/10+0.008 ms cpu, "
            + start
            + "->"
            + end
            + "->"
            + live
            + " MB, "
            + goal
            + " MB goal, 0 MB stacks, 0 MB globals, 2 P");
  }

  static MemorySettings limit(long mib) {
    return new MemorySettings(OptionalLong.of(mib << 20), Optional.empty(), OptionalLong.empty());
  }

  static MemorySettings limits(long mib, long goMemLimitMiB) {
    return new MemorySettings(
        OptionalLong.of(mib << 20), Optional.empty(), OptionalLong.of(goMemLimitMiB << 20));
  }

  /** The forecasts that the lines of one process make. */
  static List<Forecast> forecasts(MemorySettings settings, String... lines) {
    List<GcEvent> events = new ArrayList<>();
    for (String line : lines) {
      events.add(event(line));
    }
    return forecasts(settings, events);
  }

  static List<Forecast> forecasts(MemorySettings settings, List<GcEvent> events) {
    List<Forecast> forecasts = new ArrayList<>();
    ProcessState state = ProcessState.initial();
    for (GcEvent event : events) {
      Forecaster.Step step = Forecaster.step(state, event, settings);
      state = step.state();
      forecasts.add(step.forecast());
    }
    return forecasts;
  }
}
