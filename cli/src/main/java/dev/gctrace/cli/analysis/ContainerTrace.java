package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One container while its events come in. */
public final class ContainerTrace {

  /** Processes that are kept; a container in a crash loop for a year has more. */
  static final int MAX_PROCESSES = 100;

  /** Lines that can stand before the first collection: {@code GC forced}, the scavenger's. */
  private static final int MAX_EARLY_EVENTS = 16;

  private final ContainerId who;
  private final Optional<String> file;
  private final MemorySettings settings;
  private final Map<String, Instance> instances = new HashMap<>();
  private final List<ProcessTrace> processes = new ArrayList<>();
  private final List<TraceEvent> early = new ArrayList<>();
  private ProcessTrace last;
  private int processCount;
  private long events;
  private long lastBegin;

  ContainerTrace(ContainerId who, Optional<String> file, MemorySettings settings) {
    this.who = who;
    this.file = file;
    this.settings = settings;
  }

  /** Who it is; {@link ContainerId#NONE} when the log does not tell. */
  public ContainerId who() {
    return who;
  }

  /** The input that it was read from, when the log does not tell who it is. */
  public Optional<String> file() {
    return file;
  }

  /** A name to show: the container's, or the file's. */
  public String label() {
    return who.name().or(() -> file).orElse("-");
  }

  /** Processes in the order of their appearance, at most {@value #MAX_PROCESSES}. */
  public List<ProcessTrace> processes() {
    return List.copyOf(processes);
  }

  /** Processes that were let go because there were too many. */
  public long processesLeftOut() {
    return processCount - processes.size();
  }

  boolean hasBegunAfter(long event) {
    return lastBegin > event;
  }

  void event(String instance, TraceEvent event, Origin origin, CycleListener listener) {
    events++;
    Instance from = instances.computeIfAbsent(String.valueOf(instance), key -> new Instance());
    if (event instanceof GcEvent gc) {
      ContainerForecaster.Judged judged = from.forecaster.accept(gc, settings);
      Optional<Instant> time = origin.time().map(when -> when.instant());
      ProcessTrace process = from.processOf(judged.process());
      process.analysis().add(gc, judged.forecast(), epochMillis(time));
      process.judged(judged.forecast().severity());
      listener.cycle(
          process, new Cycle(who, process.number(), time, gc, judged.forecast(), settings));
    } else if (event instanceof EarlyGcEvent old) {
      from.processOf(old).analysis().add(old);
    } else if (last != null) {
      last.analysis().add(event);
    } else if (early.size() < MAX_EARLY_EVENTS) {
      early.add(event);
    }
  }

  private static OptionalLong epochMillis(Optional<Instant> time) {
    return time.isPresent() ? OptionalLong.of(time.get().toEpochMilli()) : OptionalLong.empty();
  }

  private ProcessTrace begin() {
    lastBegin = events;
    ProcessTrace process = new ProcessTrace(this, ++processCount, settings, events);
    early.forEach(process.analysis()::add);
    early.clear();
    if (processes.size() == MAX_PROCESSES) {
      ProcessTrace leftOut = processes.remove(mildest());
      instances.values().forEach(instance -> instance.byNumber.values().remove(leftOut));
    }
    processes.add(process);
    return process;
  }

  /** The first of the mildest: what is let go is what matters least. */
  private int mildest() {
    int mildest = 0;
    for (int i = 1; i < processes.size(); i++) {
      if (processes.get(i).severity().compareTo(processes.get(mildest).severity()) < 0) {
        mildest = i;
      }
    }
    return mildest;
  }

  private ProcessTrace touched(ProcessTrace process) {
    process.touched(events);
    last = process;
    return process;
  }

  /** One start of the container, as far as the log tells them apart. */
  private final class Instance {
    private final ContainerForecaster forecaster = new ContainerForecaster();
    private final Map<Integer, ProcessTrace> byNumber = new HashMap<>();
    private ProcessTrace lastEarly;
    private long lastEarlyCycle;

    ProcessTrace processOf(int numberInInstance) {
      return touched(byNumber.computeIfAbsent(numberInInstance, number -> begin()));
    }

    ProcessTrace processOf(EarlyGcEvent event) {
      if (lastEarly == null || event.cycle() <= lastEarlyCycle) {
        lastEarly = begin();
      }
      lastEarlyCycle = event.cycle();
      return touched(lastEarly);
    }
  }
}
