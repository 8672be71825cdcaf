package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gctrace.core.trace.Hypothesis.Cut;
import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to read what has come of a torn record, the likeliest first, and what is known of those
 * that are not followed any further.
 */
final class Readings {

  /** How much less likely every other reading has to be: e^5, some 150 times. */
  private static final double DOUBT = 5;

  /** What is so much less likely than another is not followed any further. */
  private static final double HOPELESS = 14;

  /** Cost of a record of which the rest never comes. */
  private static final double NEVER = 6;

  private static final int MAX_HYPOTHESES = 96;

  private final Neighbours neighbours;
  private List<Hypothesis> all = List.of(Hypothesis.nothing());

  /** The least cost of those that are not followed any further. */
  private double dropped = Plausibility.IMPOSSIBLE;

  Readings(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  List<Hypothesis> all() {
    return all;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Hypothesis best() {
    return all.get(0);
  }

  /** Whether there may be no record at all. */
  boolean mayBeNone() {
    return all.stream().anyMatch(h -> h.place() == Place.NOWHERE);
  }

  /** Something else than its text speaks against putting the record together. */
  void doubt() {
    dropped = Double.NEGATIVE_INFINITY;
  }

  /** Begins with these. */
  void begin(List<Hypothesis> first) {
    all = best(first);
  }

  /** One more. */
  void add(Hypothesis further) {
    List<Hypothesis> more = new ArrayList<>(all);
    more.add(further);
    all = best(more);
  }

  /** Goes on with those of a further line; says how much likelier the likeliest has become. */
  double goOn(List<Hypothesis> next) {
    double before = best().cost();
    double droppedBefore = dropped;
    dropped = Plausibility.IMPOSSIBLE;
    all = best(next);
    double gain = all.isEmpty() ? 0 : before - best().cost();
    // What is not followed any further might have gone on with the line as well.
    dropped = Math.min(dropped, droppedBefore - Math.max(0, gain));
    return gain;
  }

  /** Whether all of them say the same of whose the bytes that are kept are. */
  boolean agreeOnCuts() {
    return all.stream().allMatch(h -> Cut.areSame(h.cuts(), best().cuts()));
  }

  /** Those go by which what is handed on now is another's text than by the likeliest. */
  void settle() {
    Hypothesis by = best();
    List<Hypothesis> same = new ArrayList<>();
    for (Hypothesis hypothesis : all) {
      if (Cut.areSame(hypothesis.cuts(), by.cuts())) {
        same.add(hypothesis.settled());
      } else {
        dropped = Math.min(dropped, hypothesis.cost());
      }
    }
    all = same;
  }

  /** Leaves the likeliest, the best first. */
  private List<Hypothesis> best(List<Hypothesis> hypotheses) {
    Map<String, Hypothesis> byText = new LinkedHashMap<>();
    for (Hypothesis hypothesis : hypotheses) {
      String key = (hypothesis.isWhole() ? "1" : "0") + hypothesis.text();
      Hypothesis other = byText.get(key);
      if (other == null || hypothesis.cost() < other.cost()) {
        byText.put(key, hypothesis);
      }
    }
    List<Hypothesis> sorted = new ArrayList<>(byText.values());
    sorted.removeIf(h -> h.isWhole() && event(h).isEmpty());
    sorted.sort(Comparator.comparingDouble(Hypothesis::cost));
    int end = 0;
    while (end < sorted.size()
        && end < MAX_HYPOTHESES
        && sorted.get(end).cost() <= sorted.get(0).cost() + HOPELESS) {
      end++;
    }
    if (end < sorted.size()) {
      dropped = Math.min(dropped, sorted.get(end).cost());
    }
    return List.copyOf(sorted.subList(0, end));
  }

  /**
   * The reading that is beyond doubt and makes an event.
   *
   * @param atEnd whether no rest will come
   */
  Optional<Hypothesis> sure(boolean atEnd) {
    double never = atEnd ? NEVER : 0;
    Hypothesis sure = null;
    for (Hypothesis hypothesis : all) {
      if (hypothesis.isWhole() || (atEnd && hypothesis.isLast() && event(hypothesis).isPresent())) {
        sure = hypothesis;
        break;
      }
    }
    boolean unsure = sure == null || dropped < sure.cost() + DOUBT;
    if (unsure || (sure.isJoined() && neighbours.areMixed())) {
      return Optional.empty();
    }
    for (Hypothesis other : all) {
      double cost = other.cost() + (other.isLast() ? 0 : never);
      if (cost < sure.cost() + DOUBT
          && !other.text().equals(sure.text())
          && !(atEnd && other.isLast() && event(other).isEmpty())) {
        return Optional.empty();
      }
    }
    return Optional.of(sure);
  }

  /** The event that a whole reading makes, if it does not contradict what was read before. */
  Optional<TraceEvent> event(Hypothesis whole) {
    byte[] text = whole.text().getBytes(US_ASCII);
    return LineParser.parse(text, 0, text.length)
        .filter(p -> p.event() != null && p.from() == 0 && p.to() == text.length)
        .map(Parsed::event)
        .filter(this::isAllowed);
  }

  private boolean isAllowed(TraceEvent event) {
    if (event instanceof GcEvent gc) {
      return neighbours.allows(gc);
    }
    return event instanceof EarlyGcEvent early
        && early.objects() == early.allocatedObjects() - early.freedObjects();
  }
}
