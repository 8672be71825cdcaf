package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.ScavengerEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.EarlyCycle;
import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One container while its events come in. */
public final class ContainerTrace {

  /** Processes that are kept; a container in a crash loop for a year has more. */
  static final int MAX_PROCESSES = 100;

  /** Lines that can stand before the first collection: {@code GC forced}, the scavenger's. */
  private static final int MAX_EARLY_EVENTS = 16;

  private final ContainerId who;
  private final Optional<String> file;
  private final Supplier<MemorySettings> settings;
  private final Measurements measurements;
  private final Drawing drawing;

  /** Trees, here and below: there is one as a rule, and a hash table begins with 16. */
  private final Map<String, Instance> instances = new TreeMap<>();

  /** Most lines come from the start that the line before came from, and from its process. */
  private String lastName;

  private Instance lastInstance;

  private final List<ProcessTrace> processes = new ArrayList<>(1);
  private List<TraceEvent> early = List.of();
  private ProcessTrace last;
  private Instance newest;
  private Calibration calibration;
  private int processCount;
  private long repeated;
  private long events;
  private long lastBegin;
  private long lastHeard;
  private boolean letGo;

  ContainerTrace(
      ContainerId who,
      Optional<String> file,
      Supplier<MemorySettings> settings,
      Measurements measurements,
      Drawing drawing) {
    this.drawing = drawing;
    this.who = who;
    this.file = file;
    this.settings = settings;
    this.measurements = measurements;
  }

  /**
   * Who it is.
   *
   * @return {@link ContainerId#NONE} when the log does not tell
   */
  public ContainerId who() {
    return who;
  }

  /**
   * The input that it was read from.
   *
   * @return empty when the log tells who it is: it may stand in several inputs
   */
  public Optional<String> file() {
    return file;
  }

  /**
   * A name to show.
   *
   * @return the container's, or the input's when it has none
   */
  public String label() {
    return who.name().or(() -> file).orElse("-");
  }

  /**
   * Its processes.
   *
   * @return at most {@value #MAX_PROCESSES}, in the order of their appearance
   */
  public List<ProcessTrace> processes() {
    return List.copyOf(processes);
  }

  /**
   * How many processes it has had.
   *
   * @return the number of the last one
   */
  public int processCount() {
    return processCount;
  }

  /**
   * Collections that were delivered twice and are left out the second time.
   *
   * @return a count
   */
  public long repeated() {
    return repeated;
  }

  /**
   * What a measurement told of the container.
   *
   * @return of the latest one; empty when nothing was measured
   */
  public Optional<Calibration> calibration() {
    return Optional.ofNullable(calibration);
  }

  /**
   * The process before another one.
   *
   * @param process one of the processes
   * @return null when it is the first that is kept
   */
  public ProcessTrace before(ProcessTrace process) {
    int index = processes.indexOf(process);
    return index > 0 ? processes.get(index - 1) : null;
  }

  /**
   * Whether it made room for others, and nothing more of it is read.
   *
   * @return whether it is kept no longer
   */
  public boolean isLetGo() {
    return letGo;
  }

  void letGo() {
    letGo = true;
  }

  /** Severity of the last line of its worst process. */
  Severity worst() {
    Severity worst = Severity.UNKNOWN;
    for (ProcessTrace process : processes) {
      worst = process.severity().compareTo(worst) > 0 ? process.severity() : worst;
    }
    return worst;
  }

  /** Events that were read of it. */
  long events() {
    return events;
  }

  /** It is heard of again, at a time that never goes back. */
  void heard(long now) {
    lastHeard = now;
  }

  long lastHeard() {
    return lastHeard;
  }

  boolean hasBegunAfter(long event) {
    return lastBegin > event;
  }

  void event(String instance, TraceEvent event, Origin origin, AnalysisListener listener) {
    events++;
    Instance from = instance(String.valueOf(instance));
    if (event instanceof GcEvent gc) {
      MemorySettings known = settings.get();
      newest = from;
      ContainerForecaster forecaster = from.folded.unfolded();
      measurements
          .takeBefore(origin.time().map(LineTime::instant))
          .ifPresent(bytes -> learns(forecaster, bytes));
      ContainerForecaster.Judged judged = forecaster.accept(gc, known);
      ProcessTrace process = from.processOf(judged.process());
      if (forecaster.wasRepeated() || (!forecaster.wasNewest() && process.knowsLate(gc))) {
        repeated++;
        return;
      }
      process.settings(known);
      if (!process.isDrawn() && judged.forecast().severity().compareTo(Severity.WARNING) >= 0) {
        process.draw(drawing.pointsInDanger());
      }
      process.add(gc, judged.forecast(), origin.time());
      listener.cycle(
          process,
          new Cycle(
              who,
              process.number(),
              origin.time().map(LineTime::instant),
              gc,
              judged.forecast(),
              known));
    } else if (event instanceof EarlyGcEvent old) {
      ProcessTrace process = from.processOf(old);
      process.add(old);
      listener.early(
          process,
          new EarlyCycle(
              who, process.number(), origin.time().map(LineTime::instant), old, settings.get()));
    } else if (last != null) {
      last.add(event);
      if (event instanceof ScavengerEvent scavenger) {
        from.folded.unfolded().scavenged(scavenger);
      }
      if (event instanceof DeathEvent death) {
        listener.death(this, death);
      }
    } else if (early.size() < MAX_EARLY_EVENTS) {
      early = early.isEmpty() ? new ArrayList<>(1) : early;
      early.add(event);
    }
  }

  private Instance instance(String name) {
    if (!name.equals(lastName)) {
      lastInstance = instances.computeIfAbsent(name, key -> new Instance());
      lastName = name;
    }
    return lastInstance;
  }

  /** Judges the last collection anew by what was measured since. */
  void settle() {
    OptionalLong bytes = measurements.takeBefore(Optional.empty());
    if (newest == null || bytes.isEmpty()) {
      return;
    }
    ContainerForecaster forecaster = newest.folded.unfolded();
    if (learns(forecaster, bytes.getAsLong())) {
      forecaster
          .judgeAgain(settings.get())
          .ifPresent(
              judged -> newest.byNumber.get(judged.process()).judgedAgain(judged.forecast()));
    }
  }

  private boolean learns(ContainerForecaster forecaster, long bytes) {
    boolean learned = forecaster.measured(bytes);
    if (learned) {
      calibration = new Calibration(bytes, forecaster.memory().orElseThrow());
    }
    return learned;
  }

  /** Takes less memory until its next event, which then takes a little longer. */
  void fold() {
    instances.values().forEach(instance -> instance.folded.fold());
  }

  private ProcessTrace begin() {
    lastBegin = events;
    ProcessTrace process = new ProcessTrace(this, ++processCount, settings.get(), drawing.points());
    early.forEach(process::add);
    early = List.of();
    if (processes.size() == MAX_PROCESSES) {
      ProcessTrace leftOut = processes.remove(mildest());
      instances.values().forEach(instance -> instance.leaveOut(leftOut));
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
    private final Folded folded = new Folded();
    private final Map<Integer, ProcessTrace> byNumber = new TreeMap<>();
    private ProcessTrace lastJudged;
    private int lastNumber;
    private ProcessTrace lastEarly;
    private long lastEarlyCycle;

    ProcessTrace processOf(int numberInInstance) {
      if (lastJudged == null || lastNumber != numberInInstance) {
        lastJudged = known(numberInInstance);
        lastNumber = numberInInstance;
      }
      return touched(lastJudged);
    }

    private ProcessTrace known(int number) {
      ProcessTrace known = byNumber.get(number);
      if (known == null) {
        known = begin();
        byNumber.put(number, known);
      }
      return known;
    }

    void leaveOut(ProcessTrace process) {
      byNumber.values().remove(process);
      lastJudged = lastJudged == process ? null : lastJudged;
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
