package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.alert.Numbers;
import dev.gctrace.streams.alert.PostMortem;
import dev.gctrace.streams.memory.PodMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Makes the alert of a change out of what is kept of a container. */
final class AlertMaker {

  private static final double MIB = 1 << 20;

  private final Duration silence;

  AlertMaker(Duration silence) {
    this.silence = silence;
  }

  /**
   * The alert.
   *
   * @param container its name
   * @param state what is kept of it
   * @param change what has changed
   * @param settings what is known of it from outside its log
   * @param ended how it ended; empty when it did not
   * @param foretold the severity that had been told before
   * @param updated when it changed
   */
  Alert of(
      String container,
      ContainerState state,
      Change change,
      MemorySettings settings,
      Optional<PodMemory.Ended> ended,
      Severity foretold,
      Instant updated) {
    int process = state.evidence.isEmpty() ? 0 : newest(state).process();
    List<GcEvent> evidence =
        state.evidence.stream()
            .filter(seen -> seen.process() == process)
            .map(ContainerState.Evidence::event)
            .toList();
    Optional<Forecast> forecast = evidence.isEmpty() ? Optional.empty() : last(state, settings);
    AlertText text =
        forecast.isPresent()
            ? AlertText.of(change, process, evidence, forecast.get(), settings, silence)
            : AlertText.withoutTrace(settings);
    return new Alert(
        state.episode.id(),
        change,
        severity(change, state),
        container,
        process,
        text.reason(),
        text.sentence(),
        numbers(state.newest(), forecast, settings),
        text.cause(),
        text.advice(),
        evidence.stream().map(TraceText::of).toList(),
        ended.map(end -> postMortem(end, foretold, state.episode)),
        Instant.ofEpochMilli(state.episode.firstSeen()),
        updated);
  }

  private static Severity severity(Change change, ContainerState state) {
    return switch (change) {
      case KILLED -> Severity.CRITICAL;
      case RESOLVED -> Severity.OK;
      default -> state.episode.told();
    };
  }

  private static ContainerState.Evidence newest(ContainerState state) {
    return state.evidence.get(state.evidence.size() - 1);
  }

  private static Optional<Forecast> last(ContainerState state, MemorySettings settings) {
    int process = newest(state).process();
    return state.starts.stream()
        .filter(start -> start.lives.values().stream().anyMatch(life -> life.number == process))
        .findFirst()
        .flatMap(start -> start.forecaster.last(settings))
        .map(ContainerForecaster.Judged::forecast);
  }

  private static PostMortem postMortem(PodMemory.Ended ended, Severity foretold, Episode episode) {
    OptionalDouble before =
        foretold.compareTo(Severity.WARNING) >= 0 && ended.at().isPresent()
            ? OptionalDouble.of((ended.at().get().toEpochMilli() - episode.firstSeen()) / 1000.0)
            : OptionalDouble.empty();
    return new PostMortem(
        ended.reason(),
        ended.exitCode(),
        ended.at(),
        foretold.name().toLowerCase(Locale.ROOT),
        before);
  }

  private static Numbers numbers(
      GcEvent event, Optional<Forecast> forecast, MemorySettings settings) {
    Forecast f = forecast.orElse(null);
    OptionalDouble none = OptionalDouble.empty();
    boolean off = f != null && f.gogc().off();
    return new Numbers(
        event == null ? OptionalLong.empty() : OptionalLong.of(event.cycle()),
        event == null ? none : OptionalDouble.of(event.startMillis() / 1000.0),
        event == null ? OptionalLong.empty() : OptionalLong.of(event.heapEndMiB()),
        event == null ? OptionalLong.empty() : OptionalLong.of(event.liveMiB()),
        f == null || off ? none : OptionalDouble.of(f.gogc().percent()),
        off,
        f == null ? null : f.gogc().source().name().toLowerCase(Locale.ROOT),
        mib(settings.goMemLimitBytes()),
        mib(settings.limitBytes()),
        f == null ? none : f.nextGoalMiB(),
        f == null ? Optional.empty() : f.peakMiB(),
        f == null ? none : f.secondsToLimit(),
        f == null ? Optional.empty() : f.secondsToLimitBand(),
        f == null ? none : f.killProbability(),
        f == null ? none : f.allocationMiBPerSecond(),
        f == null ? none : f.liveGrowthMiBPerSecond());
  }

  private static OptionalDouble mib(OptionalLong bytes) {
    return bytes.isPresent() ? OptionalDouble.of(bytes.getAsLong() / MIB) : OptionalDouble.empty();
  }
}
