package dev.gctrace.core.forecast;

import java.util.Locale;

/**
 * Why a {@link Forecast}, or the verdict on a whole process, has its severity. The {@linkplain
 * #code code} is part of the contract.
 */
public enum Reason {
  /** The heap that the pacer allows until the next collection does not fit into the limit. */
  NEXT_GOAL_OVER_LIMIT,
  /** The live heap alone does not fit into the limit. */
  LIVE_OVER_LIMIT,
  /** The live heap grows and will reach what the limit can carry. */
  LEAK,
  /** The live heap doubles or jumps: one more such step does not fit. */
  DOUBLING,
  /** Under GOMEMLIMIT: the live heap is at the goal, collections run back to back. */
  DEATH_SPIRAL,
  /** The peak stands just under the limit: a hazard at each cycle. */
  NEAR_LIMIT,
  /** GOGC=off and no GOMEMLIMIT: the heap grows until the limit. */
  GC_OFF,
  /** The expected peak fits. */
  WITHIN_LIMIT,
  /** No container limit was given. */
  NO_LIMIT,
  /** Too few cycles to say anything. */
  NOT_ENOUGH_DATA,
  /** Verdicts only: the runtime or the kernel said that memory ran out. */
  OUT_OF_MEMORY,
  /** Verdicts only: the process was killed though its heap explains far less than the limit. */
  MEMORY_OUTSIDE_HEAP,
  /** Verdicts only: the program ended by a panic, a fatal error or a signal that Go reports. */
  CRASHED;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in JSON and alerts: {@code next-goal-over-limit}. */
  public String code() {
    return code;
  }
}
