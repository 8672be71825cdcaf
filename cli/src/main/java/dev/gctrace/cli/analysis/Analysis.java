package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All containers of all inputs, while their events come in.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded: there is a largest number of
 * containers, of which those in most danger are kept, and of processes of each.
 */
public final class Analysis {

  /** Containers that are kept; those in least danger make room for others. */
  public static final int MAX_CONTAINERS = 12_000;

  /** Containers up to which the forecasters of all are kept ready. */
  private static final int MAX_UNFOLDED = 256;

  /** Malformed lines and unwanted containers that are kept to be shown. */
  private static final int MAX_SHOWN = 10;

  private final Supplier<MemorySettings> settings;
  private final Measurements measurements;
  private final ContainerFilter filter;
  private final AnalysisListener listener;
  private final Roster containers = new Roster(MAX_CONTAINERS);
  private final List<MalformedLine> malformed = new ArrayList<>();
  private final Set<String> unwanted = new LinkedHashSet<>();
  private final Drawing drawing = new Drawing();
  private long heard;

  /**
   * An analysis.
   *
   * @param settings what is known from outside the log
   * @param filter which containers to read
   * @param listener told of every collection
   */
  public Analysis(MemorySettings settings, ContainerFilter filter, AnalysisListener listener) {
    this(() -> settings, new Measurements(), filter, listener);
  }

  /**
   * An analysis of containers whose settings can change while they are read.
   *
   * @param settings asked at each line for what is known from outside the log by then
   * @param measurements what the one container that is read is measured to use
   * @param filter which containers to read
   * @param listener told of every collection
   */
  public Analysis(
      Supplier<MemorySettings> settings,
      Measurements measurements,
      ContainerFilter filter,
      AnalysisListener listener) {
    this.settings = settings;
    this.measurements = measurements;
    this.filter = filter;
    this.listener = listener;
  }

  /**
   * Keeps nothing of the processes to come that only a drawing shows.
   *
   * @return this
   */
  public Analysis withoutDrawing() {
    drawing.end();
    return this;
  }

  /**
   * Begins an input.
   *
   * @param name its name
   * @return where to hand its events
   */
  public TraceSink input(String name) {
    return new Input(name);
  }

  /** Judges the last collection anew by what was measured after it. */
  public void settle() {
    containers.all().forEach(ContainerTrace::settle);
  }

  /**
   * The containers, in the order of their appearance.
   *
   * @return a copy
   */
  public List<ContainerTrace> containers() {
    return containers.all();
  }

  /**
   * The first lines that could not be read.
   *
   * @return at most ten
   */
  public List<MalformedLine> malformed() {
    return List.copyOf(malformed);
  }

  /**
   * Containers that the filter left out.
   *
   * @return names, at most ten
   */
  public List<String> unwanted() {
    return List.copyOf(unwanted);
  }

  /**
   * Collections that were delivered twice, as shippers do that try again, and are left out the
   * second time.
   *
   * @return a count
   */
  public long repeated() {
    return containers.repeated();
  }

  /**
   * What was let go because there were too many containers.
   *
   * @return counts
   */
  public LeftOut leftOut() {
    return containers.leftOut();
  }

  private final class Input implements TraceSink {
    private final String input;

    /** Most lines come from the container that the line before came from. */
    private ContainerId lastTold;

    private ContainerTrace last;
    private String lastInstance;
    private boolean lastIsWanted;

    Input(String input) {
      this.input = input;
    }

    @Override
    public void event(ContainerId told, TraceEvent event, Origin origin) {
      if (!told.equals(lastTold)) {
        turnTo(told);
      }
      if (last != null) {
        last.event(lastInstance, event, origin, listener);
      }
    }

    @Override
    public void malformed(ContainerId who, Malformed what, Origin origin) {
      if (malformed.size() < MAX_SHOWN) {
        malformed.add(new MalformedLine(input, origin.line(), what));
      }
    }

    @Override
    public boolean wantsUnrelated() {
      return listener.wantsText();
    }

    @Override
    public void unrelated(ContainerId who, byte[] buffer, int from, int to, Origin origin) {
      if (!who.equals(lastTold)) {
        turnTo(who);
      }
      if (lastIsWanted) {
        listener.text(last == null ? input : last.label(), buffer, from, to);
      }
    }

    private void turnTo(ContainerId who) {
      if (last != null && containers.size() > MAX_UNFOLDED) {
        last.fold();
      }
      String name = who.name().orElse(input);
      lastTold = who;
      lastInstance = who.instance();
      lastIsWanted = filter.wants(name);
      last = lastIsWanted ? container(who) : null;
      if (!lastIsWanted && unwanted.size() < MAX_SHOWN) {
        unwanted.add(name);
      }
    }

    private ContainerTrace container(ContainerId who) {
      // Starts of a container are its processes, not containers of their own.
      ContainerId name =
          who.instance() == null
              ? who
              : new ContainerId(who.namespace(), who.pod(), who.container(), null);
      boolean named = name.name().isPresent();
      Roster.Key key = new Roster.Key(name, named ? null : input);
      ContainerTrace known = containers.get(key);
      if (known == null) {
        known =
            new ContainerTrace(
                name,
                named ? Optional.empty() : Optional.of(input),
                settings,
                measurements,
                drawing);
        containers.add(key, known);
      }
      known.heard(++heard);
      return known;
    }
  }
}
