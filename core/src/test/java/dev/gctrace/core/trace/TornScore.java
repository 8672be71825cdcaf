package dev.gctrace.core.trace;

import java.util.List;
import java.util.stream.Stream;

/**
 * How an assembler did on a recording.
 *
 * @param whole gctrace lines in one piece
 * @param wholeRead of them, those read
 * @param torn gctrace lines in several
 * @param repaired of them, those put together as they were
 * @param malformed records reported as such
 * @param wrong events that are no line of the runtime
 * @param altered lines of which the program's text was not handed on as it was, those left out that
 *     hold pieces of a record that was not read
 * @param complaints what was missed, wrong or altered, in words
 */
record TornScore(
    int whole,
    int wholeRead,
    int torn,
    int repaired,
    int malformed,
    int wrong,
    int altered,
    List<String> complaints) {

  static final TornScore ZERO = new TornScore(0, 0, 0, 0, 0, 0, 0, List.of());

  TornScore plus(TornScore o) {
    return new TornScore(
        whole + o.whole,
        wholeRead + o.wholeRead,
        torn + o.torn,
        repaired + o.repaired,
        malformed + o.malformed,
        wrong + o.wrong,
        altered + o.altered,
        Stream.concat(complaints.stream(), o.complaints.stream()).toList());
  }

  /** Torn lines that were put together, in percent of all. */
  double repairedPercent() {
    return torn == 0 ? 100 : 100.0 * repaired / torn;
  }
}
