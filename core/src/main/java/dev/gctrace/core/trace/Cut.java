package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gctrace.core.trace.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a piece of a record may end in a line, text of somebody else behind it.
 *
 * @param before what was known of the record before the line
 * @param place the place in the grammar behind the piece
 * @param token offset in the line of the last token of the piece
 * @param end offset where the piece ends
 * @param telling offset behind the last token of the piece that no other line begins with; -1 when
 *     there is none
 */
record Cut(Hypothesis before, Place place, int token, int end, int telling) {

  /**
   * Every cut of the line that goes on with one of the hypotheses, by at least one token. Takes
   * time in proportion to the longest record, not to the line.
   */
  static List<Cut> of(List<Hypothesis> hypotheses, byte[] text, int from, int to) {
    List<Cut> cuts = new ArrayList<>();
    for (Hypothesis hypothesis : hypotheses) {
      walk(hypothesis, hypothesis.place(), text, from, to, -1, cuts);
    }
    return cuts;
  }

  /* Not deeper than a record has tokens. */
  private static void walk(
      Hypothesis before, Place place, byte[] text, int from, int to, int telling, List<Cut> cuts) {
    for (Place next : place.next()) {
      int end = next.token().end(text, from, to);
      if (end < 0) {
        continue;
      }
      int told = next.token().isTelling() ? end : telling;
      for (int e = next.token().firstEnd(text, from, end); e <= end; e++) {
        cuts.add(new Cut(before, next, from, e, told));
      }
      walk(before, next, text, end, to, told, cuts);
    }
  }

  /** What is known of the record when it is cut here. */
  Hypothesis after(byte[] text, int from) {
    return new Hypothesis(place, before.text() + new String(text, from, end - from, US_ASCII));
  }

  /** Whether the piece ends in this number of a collection. */
  boolean isCycle(byte[] text, long cycle) {
    if (place.token().kind() != Kind.CYCLE) {
      return false;
    }
    long value = 0;
    for (int i = token; i < end; i++) {
      value = value * 10 + text[i] - '0';
    }
    return value == cycle;
  }
}
