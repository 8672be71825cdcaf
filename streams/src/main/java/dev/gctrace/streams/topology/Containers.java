package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.memory.DefaultLimits;
import dev.gctrace.streams.memory.PodMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The containers of one task: what is kept of them, and when they have to be looked at. */
final class Containers {

  /** Containers whose settings are at hand; a few hundred bytes each. */
  private static final int MAX_SETTINGS = 10_000;

  private final ContainerStore states;
  private final KeyValueStore<String, byte[]> memories;
  private final DefaultLimits limits;
  private final Rules rules;
  private final Counters counters;
  private final Wakeups wakeups = new Wakeups();
  private final Successors successors = new Successors();
  private final Map<String, Severity> severities = new HashMap<>();
  private final Map<String, MemorySettings> settings = new Lately<>(MAX_SETTINGS);

  /** What came before it says nothing of silence: nobody was there to hear. */
  private final long listeningSince;

  Containers(
      ContainerStore states,
      KeyValueStore<String, byte[]> memories,
      DefaultLimits limits,
      Rules rules,
      Counters counters,
      long now) {
    this.states = states;
    this.memories = memories;
    this.limits = limits;
    this.rules = rules;
    this.counters = counters;
    this.listeningSince = now;
    try (KeyValueIterator<String, byte[]> all = states.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> container = all.next();
        wakeups.at(container.key, ContainerCodec.wakeAt(container.key, container.value));
        successors.began(container.key, ContainerCodec.begunAt(container.key, container.value));
        count(container.key, ContainerCodec.severity(container.key, container.value));
      }
    }
  }

  /** What is kept of a container, to be written or given back unchanged; see the store. */
  ContainerState read(String name) {
    return states.take(name);
  }

  void write(String name, ContainerState state) {
    state.wakeAt = state.wakeAt(rules);
    state.shown = state.severity(state.lastArrival);
    states.giveBack(name, state);
    wakeups.at(name, state.wakeAt);
    count(name, state.shown);
  }

  void forget(String name) {
    states.delete(name);
    wakeups.forget(name);
    successors.forget(name);
    count(name, null);
  }

  /** The first line of a container was judged. */
  void began(String name, ContainerState state) {
    successors.began(name, state.begunAt);
  }

  /** Whether another container has taken the place of one that has no lines any more. */
  boolean isReplaced(String name, ContainerState state) {
    return successors.haveReplaced(name, state);
  }

  /** A container that has to be looked at now; null when there is none. */
  String due(long now) {
    for (String name = wakeups.due(now); name != null; name = wakeups.due(now)) {
      long wakeAt = states.wakeAt(name);
      if (wakeAt <= now) {
        return name;
      }
      wakeups.at(name, wakeAt);
    }
    return null;
  }

  /** When a container was heard of last, or else could have been heard of. */
  long heardSince(ContainerState state) {
    return Math.max(state.lastArrival, listeningSince);
  }

  /** What is known of a container from outside its log. */
  PodMemory memory(String name) {
    byte[] bytes = memories.get(name);
    return bytes == null ? PodMemory.NONE : MemoryCodec.read(new ByteIn(bytes));
  }

  void remember(String name, PodMemory memory) {
    settings.remove(name);
    if (memory == null) {
      memories.delete(name);
    } else {
      memories.put(name, MemoryCodec.toBytes(memory));
    }
  }

  /** What holds for a container: what is known of it, or else the limit of those like it. */
  MemorySettings settings(String name) {
    MemorySettings atHand = settings.get(name);
    if (atHand != null) {
      return atHand;
    }
    MemorySettings known = memory(name).settings();
    OptionalLong limit = known.limitBytes().isPresent() ? known.limitBytes() : limits.of(name);
    MemorySettings holds = new MemorySettings(limit, known.gogc(), known.goMemLimitBytes());
    settings.put(name, holds);
    return holds;
  }

  /** They are another's from now on. */
  void close() {
    severities.values().forEach(severity -> counters.container(severity, null));
    severities.clear();
  }

  private void count(String name, Severity severity) {
    Severity before = severity == null ? severities.remove(name) : severities.put(name, severity);
    if (before != severity) {
      counters.container(before, severity);
    }
  }
}
