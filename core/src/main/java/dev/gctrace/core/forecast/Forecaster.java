package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.GcEvent;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The forecast as a pure function. Every method may be called from any thread.
 *
 * <p>One step costs constant time and allocates a bounded amount; nothing is read from a clock.
 */
public final class Forecaster {

  private Forecaster() {}

  /**
   * The outcome of one step.
   *
   * @param state for the next step of the same process
   * @param forecast what this line says
   */
  public record Step(ProcessState state, Forecast forecast) {}

  /**
   * Takes the next collection of a process. One whose number is lower than that of the last begins
   * a new process; one that comes twice is learned from once.
   *
   * @param state what was returned for the collection before, or {@link ProcessState#initial()}
   * @param event the collection
   * @param settings what is known from outside the log; may change from step to step
   */
  public static Step step(ProcessState state, GcEvent event, MemorySettings settings) {
    return step(state, event, Given.of(settings));
  }

  static Step step(ProcessState state, GcEvent event, Given given) {
    Observation o = Observation.of(event);
    Observation last = state.last();
    ProcessState before = last != null && o.cycle() < last.cycle() ? ProcessState.initial() : state;
    boolean first = before.last() == null;
    boolean again = !first && o.cycle() == last.cycle();
    ProcessState learned = again ? before : before.learned(o, event, given);
    Outlook outlook = Outlook.of(learned, o, given);
    Standing standing =
        again
            ? before.standing()
            : before
                .standing()
                .after(outlook, learned.spiral().runs(), !Double.isNaN(given.limit()), first);
    return new Step(learned.standing(standing), forecast(learned, outlook, standing));
  }

  /**
   * Judges the last collection anew because the settings have changed: what had stood until then
   * was about other settings, and is not waited for to pass.
   *
   * @param state what was returned for the last collection
   * @throws IllegalArgumentException when the state has seen none
   */
  public static Step judgeAgain(ProcessState state, MemorySettings settings) {
    Given given = Given.of(settings);
    ProcessState under = state.under(given.limit());
    Outlook outlook = Outlook.of(under, lastOf(under), given);
    Standing standing =
        Standing.NONE.after(outlook, under.spiral().runs(), !Double.isNaN(given.limit()), false);
    return new Step(under.standing(standing), forecast(under, outlook, standing));
  }

  /**
   * What was said of the last collection, once more.
   *
   * @param state what was returned for it
   * @param settings the same as then
   * @throws IllegalArgumentException when the state has seen none
   */
  public static Forecast last(ProcessState state, MemorySettings settings) {
    Outlook outlook = Outlook.of(state, lastOf(state), Given.of(settings));
    return forecast(state, outlook, state.standing());
  }

  private static Observation lastOf(ProcessState state) {
    if (state.last() == null) {
      throw new IllegalArgumentException("a state that has seen no collection");
    }
    return state.last();
  }

  private static Forecast forecast(ProcessState state, Outlook outlook, Standing standing) {
    Growth growth = state.trend().growth();
    Band leak = standing.reason() == Reason.LEAK ? outlook.leak() : null;
    return new Forecast(
        standing.severity(),
        standing.reason(),
        outlook.gogc(),
        known(outlook.goal()),
        Optional.ofNullable(outlook.memory()),
        leak == null ? secondsToPeak(outlook) : known(leak.expected()),
        known(state.allocation().rate()),
        growth == null ? OptionalDouble.empty() : OptionalDouble.of(growth.slope()),
        known(outlook.kill()),
        Optional.ofNullable(leak),
        known(outlook.criticalLive()),
        known(state.pacing().limit().inferred()),
        known(100 * state.spiral().share()));
  }

  /** Until the limit in the coming cycle, when that is where the cycle ends. */
  private static OptionalDouble secondsToPeak(Outlook outlook) {
    return outlook.limitInBand() ? known(outlook.secondsToPeak()) : OptionalDouble.empty();
  }

  private static OptionalDouble known(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
