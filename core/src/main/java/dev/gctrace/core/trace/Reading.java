package dev.gctrace.core.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * How a line is read while a record waits for its rest.
 *
 * @param kind what the line is
 * @param pieces the hypotheses that the line leads to; empty when it is somebody else's
 * @param end offset where the text of somebody else begins, as far as can be told
 */
record Reading(Kind kind, List<Hypothesis> pieces, int end) {

  /** Kinds of reading. */
  enum Kind {
    /** All of it is somebody else's. */
    OTHERS,
    /** It begins with a piece of the record, or may do so. */
    MAYBE_PIECE,
    /** It begins with a piece of the record. */
    PIECE,
    /** The record ends with the line. */
    END
  }

  private static final Reading OTHERS = new Reading(Kind.OTHERS, List.of(), 0);

  /** Reads a line as the rest of one of the hypotheses. */
  static Reading of(
      List<Hypothesis> hypotheses,
      byte[] text,
      int from,
      int to,
      LineStarts starts,
      long nextCycle) {
    if (from == to) {
      List<Hypothesis> whole = hypotheses.stream().filter(h -> h.place().isLast()).toList();
      return whole.isEmpty() || starts.isKnown(text, from, to)
          ? OTHERS
          : new Reading(Kind.END, whole, to);
    }
    List<Cut> cuts = Cut.of(hypotheses, text, from, to);
    if (cuts.isEmpty()) {
      return OTHERS;
    }
    List<Cut> ends = cuts.stream().filter(c -> c.end() == to && c.place().isLast()).toList();
    if (!ends.isEmpty()) {
      return reading(Kind.END, ends, text, from, to);
    }
    int telling = cuts.stream().mapToInt(Cut::telling).max().getAsInt();
    boolean told = telling >= 0;
    boolean known = starts.isKnown(text, from, to);
    List<Cut> last = cuts.stream().filter(c -> c.telling() == telling).toList();
    List<Cut> all = last.stream().filter(c -> c.end() == to).toList();
    if (told && !all.isEmpty()) {
      return reading(Kind.PIECE, all, text, from, to);
    }
    List<Cut> sure = last.stream().filter(c -> isSure(c, text, to, starts)).toList();
    if (!sure.isEmpty()) {
      return told || !known
          ? reading(Kind.PIECE, sure, text, from, longest(sure))
          : reading(Kind.MAYBE_PIECE, sure, text, from, from);
    }
    if (known) {
      return OTHERS;
    }
    Kind kind = told ? Kind.PIECE : Kind.MAYBE_PIECE;
    List<Cut> likely = last.stream().filter(c -> isLikely(c, text, to)).toList();
    if (!likely.isEmpty()) {
      return reading(kind, likely, text, from, longest(likely));
    }
    int guess = guess(last, text, to, starts, nextCycle);
    if (guess >= 0) {
      return reading(kind, last, text, from, guess);
    }
    return told ? reading(kind, last, text, from, longest(last)) : OTHERS;
  }

  private static Reading reading(Kind kind, List<Cut> cuts, byte[] text, int from, int end) {
    List<Hypothesis> pieces = new ArrayList<>();
    for (Cut cut : cuts) {
      pieces.add(cut.after(text, from));
    }
    return new Reading(kind, pieces, end);
  }

  private static int longest(List<Cut> cuts) {
    return cuts.stream().mapToInt(Cut::end).max().getAsInt();
  }

  /** Whether what stands behind the piece is sure to begin there. */
  private static boolean isSure(Cut cut, byte[] text, int to, LineStarts starts) {
    return cut.end() < to && starts.tell(text, cut.end(), to);
  }

  /** Whether what stands behind the piece begins as lines use to. */
  private static boolean isLikely(Cut cut, byte[] text, int to) {
    int end = cut.end();
    if (end == to) {
      return cut.place().token().literal().length() > 0;
    }
    byte b = text[end];
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || "{[<\"'(#*=\t\u001b".indexOf(b) >= 0
        || b < 0;
  }

  /** Where a number ends to which the digits of somebody else are glued; -1: nothing tells. */
  private static int guess(List<Cut> cuts, byte[] text, int to, LineStarts starts, long nextCycle) {
    int known = -1;
    for (Cut cut : cuts) {
      if (cut.isCycle(text, nextCycle)) {
        return cut.end();
      }
      if (starts.isKnown(text, cut.end(), to)) {
        known = cut.end();
      }
    }
    return known;
  }
}
