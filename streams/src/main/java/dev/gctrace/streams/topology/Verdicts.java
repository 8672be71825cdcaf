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

  /** A measurement that lies so much before the last line says little of what is there now. */
  private static final long OLD_MILLIS = 60_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final ProcessorContext<byte[], byte[]> context;
  private final Containers containers;
  private final Rules rules;
  private final Counters counters;
  private final AlertMaker alerts;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

  Verdicts(
      ProcessorContext<byte[], byte[]> context,
      Containers containers,
      Settings settings,
      Rules rules,
      Counters counters) {
    this.context = context;
    this.containers = containers;
    this.rules = rules;
    this.counters = counters;
    this.alerts = new AlertMaker(settings.silence());
  }

  Case on(String name, ContainerState state, long now) {
    return new Case(name, state, containers.settings(name), now);
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
      boolean dead = state.isOfTheDead(start, held, rules.lateness());
      Cycle cycle = take(state, start, held);
      send(json(cycle), held.recordTime(), GctraceTopology.EVENTS);
      counters.event(held.event().repaired());
      counters.latency(Duration.ofMillis(Math.max(0, now - held.recordTime())));
      if (dead) {
        return;
      }
      state.endedAt = 0;
      state
          .episode
          .next(state.severity(now), state.lastTime, now, rules.cooldown(), name.hashCode())
          .ifPresent(change -> tell(change, state.lastTime, held.recordTime()));
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
      if (of.begunAt == 0) {
        of.begunAt = Math.min(of.lastTime, now);
        containers.began(name, of);
      }
      of.heartbeat = !judged.forecast().gogc().off() && !name.equals(LogReader.UNNAMED);
      return new Cycle(who(), life.number, held.time(), held.event(), judged.forecast(), settings);
    }

    /** Judges a collection before its turn, on what is kept of the container for a look ahead. */
    void foresee(ContainerState ahead, Start start, Held held) {
      if (!ahead.isOfTheDead(start, held, rules.lateness())) {
        ahead.endedAt = 0;
      }
      take(ahead, start, held);
    }

    /** Tells the danger that a look ahead shows, when it is worse than what was told. */
    void foretell(ContainerState ahead, long timestamp) {
      Severity severity = ahead.severity(now);
      boolean worse =
          ahead.endedAt == 0
              && severity.compareTo(Severity.WARNING) >= 0
              && severity.compareTo(state.episode.told()) > 0;
      if (worse) {
        Optional<Change> change =
            state.episode.next(severity, ahead.lastTime, now, rules.cooldown(), name.hashCode());
        ahead.episode = state.episode;
        change.ifPresent(
            c -> tell(ahead, c, Optional.empty(), Severity.OK, ahead.lastTime, timestamp));
      }
    }

    /** Tells a fall that has lasted. */
    void settle() {
      state
          .episode
          .calmFor(now, rules.cooldown())
          .ifPresent(change -> tell(change, state.lastTime, now));
    }

    /**
     * Tells that no line comes, when none has for too long. A calm container that another one of
     * its workload has replaced is taken to have been stopped: a rollout is no news. What was told
     * of one that was in danger is taken back some time after it was replaced.
     */
    void quiet() {
      long heardSince = containers.heardSince(state);
      state.lookedAt = now;
      if (state.isSilentAtRisk()) {
        if (heardSince + 2 * rules.silence() <= now && containers.isReplaced(name, state)) {
          gone(now);
          end(now);
        }
      } else if (!state.canBeSilent()) {
        return;
      } else if (heardSince + rules.silence() > now) {
        state.lastArrival = Math.max(state.lastArrival, heardSince);
      } else if (!state.episode.isOpen() && containers.isReplaced(name, state)) {
        end(now);
      } else {
        tell(state.episode.silence(now, name.hashCode()), now, now);
      }
    }

    /** Something else is known of it now. */
    void memory(PodMemory before, PodMemory memory, long timestamp) {
      PodMemory.Ended end = memory.ended().orElse(null);
      boolean ends = end != null && !memory.ended().equals(before.ended());
      if (!before.settings().equals(memory.settings())) {
        judgeAgain(timestamp, !ends);
      }
      if (!before.inUse().equals(memory.inUse())) {
        memory.inUse().ifPresent(this::measured);
      }
      if (ends) {
        ended(end, timestamp);
      }
    }

    /** What was measured before the last line is of a heap that is not the last one's. */
    private void measured(PodMemory.InUse inUse) {
      boolean fresh =
          inUse.at().isEmpty() || inUse.at().get().toEpochMilli() >= state.lastTime - OLD_MILLIS;
      if (fresh && !state.starts.isEmpty()) {
        state.starts.get(state.starts.size() - 1).forecaster.measured(inUse.bytes());
      }
    }

    private void ended(PodMemory.Ended end, long timestamp) {
      long at = end.at().map(Instant::toEpochMilli).orElse(timestamp);
      if (!end.isOomKilled()) {
        gone(timestamp);
      } else if (at >= timestamp - OLD_END.toMillis() || isBehindTheLastLine(at)) {
        state.lastArrival = now;
        Severity foretold = state.episode.told();
        Change change = state.episode.killed(at, name.hashCode());
        tell(state, change, Optional.of(end), foretold, at, timestamp);
      }
      boolean runsAgain = state.lastTime >= at + ContainerState.END_MILLIS;
      end(runsAgain ? 0 : at);
    }

    private void end(long at) {
      state.endedAt = at;
      state.endHeardAt = now;
    }

    /** By the clock of its node, which may be behind, where lines have come lately. */
    private boolean isBehindTheLastLine(long at) {
      return state.lastArrival > 0
          && now - state.lastArrival <= OLD_END.toMillis()
          && at >= state.lastTime - ContainerState.END_MILLIS;
    }

    private void judgeAgain(long timestamp, boolean aloud) {
      for (Start start : state.starts) {
        start
            .forecaster
            .judgeAgain(settings)
            .ifPresent(
                judged ->
                    state.life(start, judged.process()).severity = judged.forecast().severity());
      }
      if (aloud && state.endedAt == 0 && !state.episode.isSilent()) {
        Severity severity = state.severity(now);
        // Without a limit there is nothing that could still be foretold.
        state
            .episode
            .next(
                severity == Severity.UNKNOWN ? Severity.OK : severity,
                timestamp,
                now,
                0,
                name.hashCode())
            .ifPresent(change -> tell(change, timestamp, timestamp));
      }
    }

    /** It is not there any more: what was told of it does not hold. */
    void gone(long timestamp) {
      if (state.episode.isOpen()) {
        tell(state.episode.close(Change.RESOLVED), timestamp, timestamp);
      }
    }

    private void tell(Change change, long updated, long timestamp) {
      tell(state, change, Optional.empty(), Severity.OK, updated, timestamp);
    }

    private void tell(
        ContainerState of,
        Change change,
        Optional<PodMemory.Ended> ended,
        Severity foretold,
        long updated,
        long timestamp) {
      Alert alert =
          alerts.of(name, of, change, settings, ended, foretold, Instant.ofEpochMilli(updated));
      counters.alert(change, alert.severity());
      send(AlertJson.write(alert), timestamp, GctraceTopology.ALERTS);
      // Whoever is to be woken up is not kept waiting for the rest of the commit interval.
      context.commit();
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

  private byte[] json(Cycle cycle) {
    bytes.reset();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      CycleJson.write(json, cycle);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }
}
