package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.GcForced;
import dev.gctrace.core.trace.TraceEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Takes the events of one process in order and makes its report, in memory that does not grow with
 * the length of the trace.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class ProcessAnalysis {

  /** Most teeth that a report keeps for drawing. */
  public static final int MAX_POINTS = 4096;

  /** Characters of the line that tells the end which a sentence quotes. */
  private static final int LAST_WORDS = 100;

  private final int process;
  private MemorySettings settings;
  private final Figures figures = new Figures();
  private final Alarms alarms = new Alarms();

  /** Null when none are kept. */
  private Teeth teeth;

  private final Course course = new Course();
  private final LastCycles lastCycles = new LastCycles();
  private final LastForecast lastForecast = new LastForecast();
  private DeathEvent death;
  private boolean forcedByRuntime;

  /**
   * An analysis of one process of a container.
   *
   * @param process number of the process in its container, from 1
   * @param settings what is known from outside the log
   */
  public ProcessAnalysis(int process, MemorySettings settings) {
    this(process, settings, MAX_POINTS);
  }

  /**
   * An analysis of one process that keeps fewer teeth, because there are many processes, or none
   * because nothing is drawn.
   *
   * @param process number of the process in its container, from 1
   * @param settings what is known from outside the log
   * @param points most teeth to keep for drawing: 0, or a multiple of 4 from 8 to {@link
   *     #MAX_POINTS}
   */
  public ProcessAnalysis(int process, MemorySettings settings, int points) {
    this.process = process;
    this.settings = settings;
    draw(points);
  }

  /** {@return whether teeth are kept for drawing} */
  public boolean isDrawn() {
    return teeth != null;
  }

  /**
   * Begins to keep teeth for drawing; those kept so far are let go.
   *
   * @param points most teeth to keep: 0, or a multiple of 4 from 8 to {@link #MAX_POINTS}
   */
  public void draw(int points) {
    teeth = points == 0 ? null : new Teeth(points);
  }

  /**
   * Sets what is known from outside the log from now on: a container can be resized while it runs.
   *
   * @param known the settings
   */
  public void settings(MemorySettings known) {
    settings = known;
  }

  /**
   * Takes the next collection.
   *
   * @param event the collection
   * @param forecast what the forecaster says of it
   * @param epochMillis wall-clock time of its line; empty when the log has no times
   */
  public void add(GcEvent event, Forecast forecast, OptionalLong epochMillis) {
    OptionalDouble gcCpuPercent = figures.add(event, forcedByRuntime);
    forcedByRuntime = false;
    livesOn();
    double endSeconds = event.endMillis() / 1000;
    boolean passed = Case.passed(forecast, figures.liveStep(), Case.inMiB(settings.limitBytes()));
    alarms.add(event.cycle(), endSeconds, passed ? Severity.OK : forecast.severity());
    if (teeth != null) {
      teeth.add(
          new CyclePoint(
              event.cycle(),
              event.startMillis() / 1000.0,
              endSeconds,
              epochMillis,
              event.heapStartMiB(),
              event.heapEndMiB(),
              event.liveMiB(),
              event.goalMiB(),
              forecast.nextGoalMiB(),
              forecast.peakMiB(),
              gcCpuPercent,
              event.forced()));
    }
    lastForecast.set(forecast);
    course.add(endSeconds, (double) event.liveMiB(), (double) event.stacksMiB().orElse(0));
    lastCycles.add(event, endSeconds, forecast);
  }

  /**
   * Takes what is said of the last collection now that more is known of the container: its memory
   * was measured.
   *
   * @param forecast what the forecaster says of it anew
   * @throws IllegalStateException when no collection was added yet
   */
  public void judgedAgain(Forecast forecast) {
    Forecast told =
        lastForecast
            .get()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "process " + process + " has no collection to judge again"));
    PostMortem.LastCycle cycle = lastCycles.judgedAgain(forecast);
    if (forecast.severity().compareTo(told.severity()) > 0) {
      alarms.add(cycle.cycle(), cycle.atSeconds(), forecast.severity());
    }
    lastForecast.set(forecast);
  }

  /**
   * Takes the next collection of a program built with Go 1.4 or earlier: figures, no forecast.
   *
   * @param event the collection
   */
  public void add(EarlyGcEvent event) {
    figures.add(event);
    livesOn();
  }

  /**
   * Takes any other line of the runtime: periodic collections, the scavenger, how it ended.
   *
   * @param event the line
   * @throws IllegalArgumentException for a {@link GcEvent}: it needs its forecast
   */
  public void add(TraceEvent event) {
    if (event instanceof GcEvent) {
      throw new IllegalArgumentException("a collection needs its forecast: " + event);
    } else if (event instanceof EarlyGcEvent early) {
      add(early);
    } else if (event instanceof GcForced) {
      forcedByRuntime = true;
    } else if (event instanceof DeathEvent end && death == null) {
      death = end;
    }
  }

  /**
   * {@return the report so far; more may be added afterwards}
   *
   * @param ended whether it is known that the process has ended: another followed it in its
   *     container
   * @throws IllegalStateException when no collection was added yet
   */
  public ProcessReport report(boolean ended) {
    return report(ended ? KnownEnd.ENDED : KnownEnd.UNKNOWN);
  }

  /**
   * {@return the report so far; more may be added afterwards}
   *
   * @param end what is known of the end from outside the lines; a kill outweighs what they say
   * @throws IllegalStateException when no collection was added yet
   */
  public ProcessReport report(KnownEnd end) {
    if (figures.cycles() == 0) {
      throw new IllegalStateException("process " + process + " has no collection to report on");
    }
    Alarms.Facts spells = alarms.facts();
    Case facts =
        new Case(
            figures.summary(),
            settings,
            lastForecast.get(),
            Ending.of(death(), end),
            words(end).map(ProcessAnalysis::printable),
            spells,
            figures.burst(),
            figures.stacksMinMiB(),
            figures.stacksLastMiB(),
            figures.assistPercent(),
            figures.recentCpuPercent(),
            figures.liveStep());
    return new ProcessReport(
        process,
        settings,
        Judgement.of(facts),
        facts.summary(),
        Check.findings(facts),
        teeth == null ? List.of() : teeth.points(),
        lastForecast.get(),
        spells.warning().map(Alarms.Spell::first),
        spells.critical().map(Alarms.Spell::first),
        Inquest.of(facts, course, lastCycles.list()));
  }

  /** The line that tells the end; not one that says otherwise than somebody who knows. */
  private Optional<String> words(KnownEnd end) {
    return death()
        .filter(
            told -> end != KnownEnd.OOM_KILLED || Ending.of(death(), KnownEnd.UNKNOWN).isByMemory())
        .map(DeathEvent::text);
  }

  /** What looked like the end was not: a panic that was caught and logged, another's kill. */
  private void livesOn() {
    death = null;
  }

  private Optional<DeathEvent> death() {
    return Optional.ofNullable(death);
  }

  /** Text of a log must not break a sentence's line, nor reach a terminal as control characters. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LAST_WORDS)
        .map(c -> isPrintable(c) ? c : '?')
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
