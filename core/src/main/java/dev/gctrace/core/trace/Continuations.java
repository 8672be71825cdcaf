package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;

/**
 * All ways to read a line as the continuation of a record: which of its first bytes are the
 * record's, and what speaks against that.
 *
 * <p>Takes time in proportion to the longest record and the number of hypotheses, not to the line.
 */
final class Continuations {

  /** A token of the record that stands in the line, if the line goes on with the record. */
  private record Step(Place place, int from, int end, Figures figures) {}

  /** Cost of text of somebody else that is nothing but a line break. */
  private static final double BLANK = 6;

  /** Cost of a record that goes on in just this line. */
  private static final double HERE = 2;

  private final LineStarts starts;
  private final Plausibility plausibility;
  private final byte[] text;
  private final int from;
  private final int to;

  private final List<List<Step>> paths = new ArrayList<>();
  private final List<Hypothesis> readings = new ArrayList<>();

  /** What speaks against that no record goes on in this line. */
  private double telling;

  private Continuations(
      LineStarts starts, Plausibility plausibility, byte[] text, int from, int to) {
    this.starts = starts;
    this.plausibility = plausibility;
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /**
   * Reads a line.
   *
   * @param hypotheses what the record may have been up to the line
   * @param orNot whether the line may be somebody else's as a whole
   * @param line number of the line among those that are kept
   * @return what the record may be; empty when the line goes on with no hypothesis
   */
  static List<Hypothesis> of(
      List<Hypothesis> hypotheses,
      boolean orNot,
      LineStarts starts,
      Plausibility plausibility,
      byte[] text,
      int from,
      int to,
      int line) {
    Continuations of = new Continuations(starts, plausibility, text, from, to);
    for (Hypothesis hypothesis : hypotheses) {
      of.read(hypothesis, line);
    }
    if (!orNot || of.readings.isEmpty()) {
      return of.readings;
    }
    double cost = starts.cost(text, from, to) + of.telling;
    List<Hypothesis> all = new ArrayList<>(hypotheses);
    of.readings.forEach(reading -> all.add(reading.at(reading.cost() + HERE - cost)));
    return all;
  }

  /** What speaks against a line of the program that begins as a record does. */
  static double costOfNone(
      LineStarts starts, Plausibility plausibility, byte[] text, int from, int to) {
    Continuations of = new Continuations(starts, plausibility, text, from, to);
    of.read(Hypothesis.nothing(), 0);
    return starts.cost(text, from, to) + of.telling;
  }

  private void read(Hypothesis hypothesis, int line) {
    if (hypothesis.isWhole()) {
      return;
    }
    if (from == to) {
      if (hypothesis.place().isLast()) {
        readings.add(hypothesis.ended(line));
      }
      return;
    }
    paths.clear();
    walk(hypothesis.place(), from, hypothesis.figures(), new ArrayList<>());
    if (paths.isEmpty()) {
      return;
    }
    telling = Math.max(telling, telling(from));
    List<Step> before = List.of();
    for (List<Step> path : paths) {
      double cost = hypothesis.cost();
      for (int i = 0; i < path.size() && cost < Plausibility.IMPOSSIBLE; i++) {
        Step step = path.get(i);
        if (i >= before.size() || !before.get(i).equals(step)) {
          cut(hypothesis, step, cost, line);
        }
        cost += figureCost(step.place, step.figures);
      }
      before = path;
    }
  }

  /* Not deeper than a record has tokens. */
  private void walk(Place place, int at, Figures figures, List<Step> path) {
    boolean goesOn = false;
    for (Place next : place.next()) {
      int end = next.token().end(text, at, to);
      if (end >= 0) {
        goesOn = true;
        Figures known = next.token().isNumber() ? with(figures, next.field(), at, end) : figures;
        path.add(new Step(next, at, end, known));
        walk(next, end, known, path);
        path.remove(path.size() - 1);
      }
    }
    if (!goesOn && !path.isEmpty()) {
      paths.add(List.copyOf(path));
    }
  }

  /** Cuts behind a token, or between the digits of a number: the others may be of other text. */
  private void cut(Hypothesis before, Step step, double cost, int line) {
    for (int end = step.place.token().firstEnd(text, step.from, step.end); end <= step.end; end++) {
      Figures figures =
          end == step.end ? step.figures : with(step.figures, step.place.field(), step.from, end);
      double all = cost + figureCost(step.place, figures) + behind(end, step.place);
      if (all < Plausibility.IMPOSSIBLE) {
        String piece = new String(text, from, end - from, US_ASCII);
        boolean ends = end == to && step.place.isLast();
        readings.add(before.with(step.place, piece, ends, figures, all, line));
      }
    }
  }

  private double figureCost(Place place, Figures figures) {
    return place.field() == Field.OTHER ? 0 : plausibility.cost(place.field(), figures);
  }

  /** What speaks against text of somebody else from here on. */
  private double behind(int end, Place place) {
    if (end == to) {
      return place.isLast() ? 0 : BLANK;
    }
    return starts.cost(text, end, to) + telling(end);
  }

  /** What speaks against text of somebody else that goes on as the record would. */
  private double telling(int end) {
    int seen = starts.isKnown(text, end, to) ? end + LineStarts.LENGTH : end;
    double most = 0;
    for (List<Step> path : paths) {
      double sum = 0;
      for (Step step : path) {
        sum += step.from >= seen ? step.place.token().weight() : 0;
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  private Figures with(Figures figures, Field field, int at, int end) {
    return figures.with(field, Double.parseDouble(new String(text, at, end - at, US_ASCII)));
  }
}
