package dev.gctrace.logs;

import java.util.Optional;

/**
 * What is known of a text from the wrappings around it.
 *
 * @param who the container
 * @param when the time
 * @param stream which of the container's streams
 */
record Context(ContainerId who, Optional<LineTime> when, LogLine.Stream stream) {

  /** Nothing known. */
  static final Context NONE =
      new Context(ContainerId.NONE, Optional.empty(), LogLine.Stream.UNKNOWN);

  /**
   * This, told by a wrapping, within another one: the inner word counts, the outer one fills gaps;
   * of two times the one of the better quality.
   */
  Context within(Context outer) {
    if (outer.equals(NONE)) {
      return this;
    }
    return new Context(
        who.within(outer.who),
        better(when, outer.when),
        stream == LogLine.Stream.UNKNOWN ? outer.stream : stream);
  }

  private static Optional<LineTime> better(Optional<LineTime> inner, Optional<LineTime> outer) {
    if (inner.isEmpty()) {
      return outer;
    }
    boolean outerIsBetter =
        outer.isPresent() && outer.get().quality().compareTo(inner.get().quality()) > 0;
    return outerIsBetter ? outer : inner;
  }
}
