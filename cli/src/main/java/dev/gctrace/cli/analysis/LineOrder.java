package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.logs.LineTime;
import java.util.Optional;

/**
 * Finds out from the first collections of a container whether its log is written newest first.
 *
 * <p>It is when cycle number and start fall together and the times of the lines fall with them;
 * without times, when they fall three times in a row: a program that begins anew does not do that.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class LineOrder {

  private static final int FALLS_WITHOUT_TIMES = 3;

  private Told told = Told.NOT_YET;
  private GcEvent previous;
  private Optional<LineTime> previousTime = Optional.empty();
  private int falls;

  /** What the collections so far tell. */
  enum Told {
    /** Nothing. */
    NOT_YET,
    /** As logs are: what is told once does not change. */
    OLDEST_FIRST,
    /** The other way round: what is told once does not change. */
    NEWEST_FIRST
  }

  /** Takes the next collection, and says what they tell so far. */
  Told next(GcEvent event, Optional<LineTime> time) {
    if (told == Told.NOT_YET) {
      told = previous == null ? told : compare(event, time);
      boolean open = told == Told.NOT_YET;
      previous = open ? event : null;
      previousTime = open ? time : Optional.empty();
    }
    return told;
  }

  Told told() {
    return told;
  }

  private Told compare(GcEvent event, Optional<LineTime> time) {
    if (event.cycle() >= previous.cycle() || event.startMillis() >= previous.startMillis()) {
      return Told.OLDEST_FIRST;
    }
    falls++;
    int order = order(previousTime, time);
    if (order > 0) {
      return Told.OLDEST_FIRST;
    }
    return order < 0 || falls == FALLS_WITHOUT_TIMES ? Told.NEWEST_FIRST : Told.NOT_YET;
  }

  /** Below 0 when time falls, 0 when the log does not tell. */
  private static int order(Optional<LineTime> earlier, Optional<LineTime> later) {
    return earlier.isEmpty() || later.isEmpty()
        ? 0
        : later.get().instant().compareTo(earlier.get().instant());
  }
}
