package dev.gctrace.streams.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.CycleJson;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.memory.PodMemory;
import dev.gctrace.streams.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Says what follows from the lines of a container, and sends it on. */
final class Verdicts {

  /** An end that lies so much before it was reported is old: it was told, or nobody listened. */
  private static final Duration OLD_END = Duration.ofMinutes(15);

  private static final JsonFactory JSON = new JsonFactory();

  private final ProcessorContext<byte[], byte[]> context;
  private final Rules rules;
  private final Counters counters;
  private final AlertMaker alerts;

  Verdicts(
      ProcessorContext<byte[], byte[]> context, Settings settings, Rules rules, Counters counters) {
    this.context = context;
    this.rules = rules;
    this.counters = counters;
    this.alerts = new AlertMaker(settings.silence());
  }

  Case on(String name, ContainerState state, MemorySettings settings, long now) {
    return new Case(name, state, settings, now);
  }

  /** One container, while a record or a tick of the clock is dealt with. */
  final class Case {
    private final String name;
    private final ContainerState state;
    private final MemorySettings settings;
    private final long now;

    Case(String name, ContainerState state, MemorySettings settings, long now) {
      this.name = name;
      this.state = state;
      this.settings = settings;
      this.now = now;
    }

    String name() {
      return name;
    }

    /** Judges the collection whose turn it is. */
    void judge(Start start, Held held) {
      Cycle cycle = take(state, start, held);
      send(json(cycle), held.recordTime(), GctraceTopology.EVENTS);
      counters.event(held.event().repaired());
      counters.latency(Duration.ofMillis(Math.max(0, now - held.recordTime())));
      state
          .episode
          .next(state.severity(now), state.lastTime, now, rules.cooldown(), name.hashCode())
          .ifPresent(change -> tell(change, Optional.empty(), Severity.OK, held.recordTime()));
    }

    private Cycle take(ContainerState of, Start start, Held held) {
      ContainerForecaster.Judged judged = start.forecaster.accept(held.event(), settings);
      start.forgetOthers();
      Life life = of.life(start, judged.process());
      life.severity = judged.forecast().severity();
      life.heardAt = now;
      life.past.add(held.event(), held.time());
      of.keep(life.number, held.event());
      of.lastTime = held.when().toEpochMilli();
      of.ended = false;
      of.heartbeat = !judged.forecast().gogc().off();
      return new Cycle(who(), life.number, held.time(), held.event(), judged.forecast(), settings);
    }

    /** Judges a collection before its turn, on what is kept of the container for a look ahead. */
    void foresee(ContainerState ahead, Start start, Held held) {
      take(ahead, start, held);
    }

    /** Tells the danger that a look ahead shows, when it is worse than what was told. */
    void foretell(ContainerState ahead, long timestamp) {
      Severity severity = ahead.severity(now);
      boolean worse =
          severity.compareTo(Severity.WARNING) >= 0 && severity.compareTo(state.episode.told()) > 0;
      if (worse) {
        Optional<Change> change =
            state.episode.next(severity, ahead.lastTime, now, rules.cooldown(), name.hashCode());
        ahead.episode = state.episode;
        change.ifPresent(c -> tell(ahead, c, Optional.empty(), Severity.OK, timestamp));
      }
    }

    /** Tells a fall that has lasted. */
    void settle() {
      state
          .episode
          .calmFor(now, rules.cooldown())
          .ifPresent(change -> tell(change, Optional.empty(), Severity.OK, now));
    }

    /** Tells that no line comes, when none has since that time. */
    void quiet(long heardSince) {
      if (state.canBeSilent() && heardSince + rules.silence() <= now) {
        Severity stood = state.severity(now);
        Change change = state.episode.silence(now, name.hashCode());
        state.lastTime = now;
        tell(change, Optional.empty(), stood, now);
      } else if (state.canBeSilent()) {
        state.lastArrival = Math.max(state.lastArrival, heardSince);
      }
    }

    /** Something else is known of it now. */
    void memory(PodMemory before, PodMemory memory, long timestamp) {
      if (!before.settings().equals(memory.settings())) {
        judgeAgain(timestamp);
      }
      PodMemory.Ended end = memory.ended().orElse(null);
      if (end == null || memory.ended().equals(before.ended())) {
        return;
      }
      boolean old =
          end.at().isPresent() && end.at().get().toEpochMilli() < timestamp - OLD_END.toMillis();
      if (end.isOomKilled() && !old) {
        state.lastArrival = now;
        Severity foretold = state.episode.told();
        long at = end.at().map(Instant::toEpochMilli).orElse(timestamp);
        state.lastTime = at;
        Change change = state.episode.killed(at, name.hashCode());
        tell(change, memory.ended(), foretold, timestamp);
      } else if (!end.isOomKilled()) {
        gone(timestamp);
      }
      state.ended = true;
    }

    private void judgeAgain(long timestamp) {
      for (Start start : state.starts) {
        start
            .forecaster
            .judgeAgain(settings)
            .ifPresent(
                judged ->
                    state.life(start, judged.process()).severity = judged.forecast().severity());
      }
      state
          .episode
          .next(state.severity(now), timestamp, now, 0, name.hashCode())
          .ifPresent(
              change -> {
                state.lastTime = timestamp;
                tell(change, Optional.empty(), Severity.OK, timestamp);
              });
    }

    /** It is not there any more: what was told of it does not hold. */
    void gone(long timestamp) {
      if (state.episode.isOpen()) {
        state.lastTime = timestamp;
        tell(state.episode.close(Change.RESOLVED), Optional.empty(), Severity.OK, timestamp);
      }
    }

    private void tell(
        Change change, Optional<PodMemory.Ended> ended, Severity foretold, long timestamp) {
      tell(state, change, ended, foretold, timestamp);
    }

    private void tell(
        ContainerState of,
        Change change,
        Optional<PodMemory.Ended> ended,
        Severity foretold,
        long timestamp) {
      Alert alert =
          alerts.of(name, of, change, settings, ended, foretold, Instant.ofEpochMilli(of.lastTime));
      counters.alert(change, alert.severity());
      send(AlertJson.write(alert), timestamp, GctraceTopology.ALERTS);
    }

    private void send(byte[] value, long timestamp, String sink) {
      context.forward(new Record<>(name.getBytes(StandardCharsets.UTF_8), value, timestamp), sink);
    }

    /** The parts of the name; together they are the name again. */
    private ContainerId who() {
      String[] parts = name.split("/", 3);
      return switch (parts.length) {
        case 1 -> new ContainerId(null, parts[0], null, null);
        case 2 -> new ContainerId(parts[0], parts[1], null, null);
        default -> new ContainerId(parts[0], parts[1], parts[2], null);
      };
    }
  }

  private static byte[] json(Cycle cycle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      CycleJson.write(json, cycle);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }
}
