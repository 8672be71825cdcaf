package dev.gctrace.core.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What killed a process, as far as its lines tell.
 *
 * @param end how sure it is that there was a kill
 * @param cause what it was
 * @param sentence the cause with its numbers; no line break
 * @param lastCycles what the last lines say, at most {@link #LAST_CYCLES}, the earliest first
 * @param firstSign the line that showed the danger first; empty when none did
 * @param rescue what would have saved it
 */
public record PostMortem(
    End end,
    Cause cause,
    String sentence,
    List<LastCycle> lastCycles,
    Optional<FirstSign> firstSign,
    Rescue rescue) {

  /** Lines that are told. */
  public static final int LAST_CYCLES = 3;

  /**
   * Copies the list.
   *
   * @param end see the record
   * @param cause see the record
   * @param sentence see the record
   * @param lastCycles see the record
   * @param firstSign see the record
   * @param rescue see the record
   */
  public PostMortem {
    lastCycles = List.copyOf(lastCycles);
  }

  /** How sure it is that the process was killed for memory. */
  public enum End {
    /** A line of the log, or somebody who knows, says so. */
    KILLED,
    /** Another process followed it in its container, and no line says why it ended. */
    FOLLOWED,
    /** The log ends in the middle of a danger; the process may be alive. */
    OPEN
  }

  /** What kills a Go program in a container. */
  public enum Cause {
    /** The pacer let the heap grow, until the next collection, to more than the limit carries. */
    NEXT_GOAL_OVER_LIMIT,
    /** What the program keeps (live heap, stacks) grew until it did not fit any more. */
    LEAK,
    /** What the program keeps jumped, within a cycle or two, far faster than before. */
    BURST,
    /** The live heap stood at GOMEMLIMIT: collections ran back to back, and did not hold it. */
    SPIRAL,
    /** The heap explains far less than the limit: cgo, mmap, other processes, or no OOM kill. */
    OUTSIDE_HEAP,
    /** The lines do not tell. */
    CANNOT_TELL;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** {@return the name in JSON: {@code next-goal-over-limit}} */
    public String code() {
      return code;
    }
  }

  /**
   * What one of the last lines says. Sizes in MiB.
   *
   * @param cycle number of the collection
   * @param atSeconds when its line was printed, since the start of the process
   * @param liveMiB live heap
   * @param heapEndMiB heap at the end of marking
   * @param nextGoalMiB goal of the coming cycle; empty when there is none
   * @param peakMiB the container's memory at the coming peak; empty when not forecast
   */
  public record LastCycle(
      long cycle,
      double atSeconds,
      long liveMiB,
      long heapEndMiB,
      OptionalDouble nextGoalMiB,
      OptionalDouble peakMiB) {}

  /**
   * The line that showed the danger first, of those whose danger lasted.
   *
   * @param cycle number of the collection
   * @param atSeconds when its line was printed, since the start of the process
   * @param cyclesBeforeLast from there to the last line, in cycles
   * @param secondsBeforeLast the same in seconds
   */
  public record FirstSign(
      long cycle, double atSeconds, long cyclesBeforeLast, double secondsBeforeLast) {}

  /**
   * The settings under which the process would have lived on, as far as its lines tell; all of them
   * empty when none would have saved it.
   *
   * @param goMemLimitMiB a GOMEMLIMIT in MiB
   * @param gogc a GOGC in percent
   * @param limitMiB a container limit in MiB, where no setting of the collector does under the
   *     present one
   * @param sentence the same in words, with what it rests on; no line break
   */
  public record Rescue(
      OptionalLong goMemLimitMiB, OptionalLong gogc, OptionalLong limitMiB, String sentence) {

    /** {@return whether there is a setting that would have saved it} */
    public boolean isPossible() {
      return goMemLimitMiB.isPresent() || gogc.isPresent() || limitMiB.isPresent();
    }

    static Rescue none(String sentence) {
      return new Rescue(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), sentence);
    }
  }
}
