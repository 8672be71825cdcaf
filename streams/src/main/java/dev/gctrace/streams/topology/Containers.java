package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.memory.DefaultLimits;
import dev.gctrace.streams.memory.PodMemory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The containers of one task: what is kept of them, and when they have to be looked at. */
final class Containers {

  private static final int MAX_AT_HAND = 1_000;

  private final KeyValueStore<String, byte[]> states;
  private final KeyValueStore<String, byte[]> memories;
  private final DefaultLimits limits;
  private final Rules rules;
  private final Counters counters;
  private final Wakeups wakeups = new Wakeups();
  private final Map<String, Severity> severities = new HashMap<>();

  /** The states used last, as they are in the store: reading one is dearer than keeping it. */
  private final Map<String, ContainerState> lately = new Lately();

  /** What came before it says nothing of silence: nobody was there to hear. */
  private final long listeningSince;

  Containers(
      KeyValueStore<String, byte[]> states,
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
        wakeups.at(container.key, ContainerState.wakeAt(container.key, container.value));
        count(container.key, ContainerState.severity(container.key, container.value));
      }
    }
  }

  /**
   * What is kept of a container; something new when nothing is. Until it is written it is with the
   * caller: what was changed in it before a failure is not seen again.
   */
  ContainerState read(String name) {
    ContainerState atHand = lately.remove(name);
    if (atHand != null) {
      return atHand;
    }
    byte[] bytes = states.get(name);
    return bytes == null ? new ContainerState() : ContainerState.read(name, bytes);
  }

  void write(String name, ContainerState state) {
    long wakeAt = state.wakeAt(rules);
    Severity severity = state.severity(state.lastArrival);
    states.put(name, state.toBytes(wakeAt, severity));
    lately.put(name, state);
    wakeups.at(name, wakeAt);
    count(name, severity);
  }

  void forget(String name) {
    states.delete(name);
    lately.remove(name);
    wakeups.forget(name);
    count(name, null);
  }

  /** A container whose time to be looked at has come; null when there is none. */
  String due(long now) {
    return wakeups.due(now);
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
    if (memory == null) {
      memories.delete(name);
    } else {
      memories.put(name, MemoryCodec.toBytes(memory));
    }
  }

  /** What holds for a container: what is known of it, or else the limit of those like it. */
  MemorySettings settings(String name) {
    MemorySettings known = memory(name).settings();
    OptionalLong limit = known.limitBytes().isPresent() ? known.limitBytes() : limits.of(name);
    return new MemorySettings(limit, known.gogc(), known.goMemLimitBytes());
  }

  /** They are another's from now on. */
  void close() {
    severities.values().forEach(severity -> counters.container(severity, null));
    severities.clear();
  }

  /** Keeps those used last. */
  private static final class Lately extends LinkedHashMap<String, ContainerState> {
    private static final long serialVersionUID = 1;

    Lately() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, ContainerState> eldest) {
      return size() > MAX_AT_HAND;
    }
  }

  private void count(String name, Severity severity) {
    Severity before = severity == null ? severities.remove(name) : severities.put(name, severity);
    if (before != severity) {
      counters.container(before, severity);
    }
  }
}
