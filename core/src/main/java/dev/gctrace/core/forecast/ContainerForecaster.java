package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.ProcessSeparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds {@link Forecaster#step} over the processes of one container. What it keeps is bounded: the
 * states of the processes that a {@link ProcessSeparator} follows.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class ContainerForecaster {

  private final ProcessSeparator processes = new ProcessSeparator();
  private final Map<Integer, ProcessState> states = new HashMap<>();

  /** A forecaster that has seen no collection. */
  public ContainerForecaster() {}

  /**
   * What is said of one collection.
   *
   * @param process number of the process in the container, from 1
   * @param forecast what the line says
   */
  public record Judged(int process, Forecast forecast) {}

  /**
   * Takes the next collection of the container, of whichever process. One that is delivered twice,
   * or late, is judged and changes nothing.
   */
  public Judged accept(GcEvent event, MemorySettings settings) {
    int process = processes.processOf(event);
    Forecaster.Step step =
        Forecaster.step(states.getOrDefault(process, ProcessState.initial()), event, settings);
    if (processes.wasNewest()) {
      states.put(process, step.state());
      if (states.size() > ProcessSeparator.MAX_PROCESSES) {
        states.keySet().removeIf(p -> !processes.isFollowed(p));
      }
    }
    return new Judged(process, step.forecast());
  }
}
