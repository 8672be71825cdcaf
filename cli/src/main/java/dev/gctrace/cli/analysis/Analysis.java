package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All containers of all inputs, while their events come in.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded: there is a largest number of
 * containers, and of processes of each.
 */
public final class Analysis {

  /** Containers that are kept. */
  public static final int MAX_CONTAINERS = 20_000;

  private final MemorySettings settings;
  private final Predicate<ContainerId> wanted;
  private final CycleListener listener;
  private final Map<Key, ContainerTrace> containers = new LinkedHashMap<>();
  private long eventsLeftOut;

  /** What tells containers apart: the name, or the input when there is no name. */
  private record Key(ContainerId who, String input) {}

  /**
   * An analysis.
   *
   * @param settings what is known from outside the log
   * @param wanted which containers to read; asked with {@link ContainerId#NONE} too
   * @param listener told of every collection
   */
  public Analysis(MemorySettings settings, Predicate<ContainerId> wanted, CycleListener listener) {
    this.settings = settings;
    this.wanted = wanted;
    this.listener = listener;
  }

  /**
   * Where to hand the events of one input.
   *
   * @param input its name
   * @param who who wrote it where the lines themselves do not tell
   */
  public TraceSink sink(String input, ContainerId who) {
    return new InputSink(input, who);
  }

  /** The containers, in the order of their appearance. */
  public List<ContainerTrace> containers() {
    return new ArrayList<>(containers.values());
  }

  /** Events that were left out because there were too many containers. */
  public long eventsLeftOut() {
    return eventsLeftOut;
  }

  private final class InputSink implements TraceSink {
    private final String input;
    private final ContainerId byDefault;

    /**
     * The last one asked for: most lines come from the container that the line before came from.
     */
    private ContainerId lastTold;

    private boolean lastIsWanted;
    private ContainerTrace lastContainer;
    private String lastInstance;

    InputSink(String input, ContainerId byDefault) {
      this.input = input;
      this.byDefault = byDefault;
    }

    @Override
    public void event(ContainerId told, TraceEvent event, Origin origin) {
      if (!told.equals(lastTold)) {
        turnTo(told);
      }
      if (lastContainer != null) {
        lastContainer.event(lastInstance, event, origin, listener);
      } else if (lastIsWanted) {
        eventsLeftOut++;
      }
    }

    @Override
    public void malformed(ContainerId who, Malformed malformed, Origin origin) {}

    private void turnTo(ContainerId told) {
      ContainerId who = told.name().isPresent() ? told : byDefault;
      lastTold = told;
      lastIsWanted = wanted.test(who);
      lastContainer = lastIsWanted ? container(who) : null;
      lastInstance = who.instance();
    }

    private ContainerTrace container(ContainerId who) {
      // Starts of a container are its processes, not containers of their own.
      ContainerId name = new ContainerId(who.namespace(), who.pod(), who.container(), null);
      boolean named = name.name().isPresent();
      Key key = new Key(name, named ? null : input);
      ContainerTrace known = containers.get(key);
      if (known == null && containers.size() < MAX_CONTAINERS) {
        known = new ContainerTrace(name, named ? Optional.empty() : Optional.of(input), settings);
        containers.put(key, known);
      }
      return known;
    }
  }
}
