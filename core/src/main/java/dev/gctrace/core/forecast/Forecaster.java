package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.GcEvent;
import java.util.Optional;
import java.util.OptionalDouble;

/** The forecast as a pure function. Every method may be called from any thread. */
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
   * Takes the next collection of a process.
   *
   * @param state what was returned for the collection before, or {@link ProcessState#initial()}
   * @param event the collection
   * @param settings what is known from outside the log; may change from step to step
   */
  public static Step step(ProcessState state, GcEvent event, MemorySettings settings) {
    return new Step(
        state,
        new Forecast(
            Severity.UNKNOWN,
            Reason.NOT_ENOUGH_DATA,
            Gogc.DEFAULT,
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }
}
