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
 * A record of which pieces have come, and the rest is waited for.
 *
 * <p>Where a piece ends is not always sure, as text of somebody else is glued to it: every reading
 * is carried on as a {@link Hypothesis}. The record is read when one of them is whole and {@link
 * #DOUBT} times as likely, by logarithm, as every other.
 *
 * @param <O> where its first piece came from
 */
final class TornRecord<O> {

  /**
   * Lines of others that may stand between two pieces. While a program logs as fast as it can, the
   * thread that prints the record waits for a processor: up to 6,000 lines were seen in between,
   * and 71 at 5,000 lines a second.
   */
  static final int MAX_LINES_BETWEEN = 10_000;

  /** The same when the first line may as well be the program's own. */
  private static final int MAX_LINES_IN_DOUBT = 100;

  /** How much less likely every other reading has to be: e^5, some 150 times. */
  private static final double DOUBT = 5;

  /** What is so much less likely than another is not followed any further. */
  private static final double HOPELESS = 14;

  /** Cost of a record of which the rest never comes. */
  private static final double NEVER = 6;

  private static final int MAX_HYPOTHESES = 96;

  private final O origin;
  private final Parsed parsed;
  private final LineStarts starts;
  private final Neighbours neighbours;
  private final Plausibility plausibility;
  private final Backlog<O> backlog;

  private List<Hypothesis> hypotheses;

  /** The least cost of those that are not followed any further. */
  private double dropped = Plausibility.IMPOSSIBLE;

  private int linesLeft;

  /**
   * A record that begins.
   *
   * @param parsed what the parser makes of its first piece: why it is not a record, should the rest
   *     not come, or a record of which nothing but the line break may be missing
   */
  TornRecord(
      O origin, Parsed parsed, Backlog.Taker<O> others, LineStarts starts, Neighbours neighbours) {
    this.origin = origin;
    this.parsed = parsed;
    this.starts = starts;
    this.neighbours = neighbours;
    this.plausibility = new Plausibility(neighbours);
    this.backlog = new Backlog<>(others);
    this.hypotheses = List.of(Hypothesis.nothing());
    this.linesLeft = MAX_LINES_BETWEEN;
  }

  O origin() {
    return origin;
  }

  /** What the parser makes of its first piece. */
  Parsed parsed() {
    return parsed;
  }

  /** Whether to go on waiting. */
  boolean isHopeful() {
    return linesLeft > 0 && !hypotheses.isEmpty();
  }

  /** Something else than its text speaks against putting it together. */
  void doubt() {
    dropped = Double.NEGATIVE_INFINITY;
  }

  /** Cost of the likeliest reading of what has come. */
  double bestCost() {
    return hypotheses.get(0).cost();
  }

  /** Whether pieces are missing, by the likeliest reading. */
  boolean isOpen() {
    return !hypotheses.isEmpty() && !hypotheses.get(0).isLast();
  }

  /** Takes the line in which the record begins; what stands before it is not given. */
  boolean begin(byte[] text, int from, int to) {
    hypotheses = read(false, text, from, to);
    keepBest();
    if (!hypotheses.isEmpty()) {
      lookForStrays(text, from + hypotheses.get(0).text().length(), to);
    }
    return !hypotheses.isEmpty();
  }

  /** The first line may be no record at all. */
  void mayBeNone(double cost) {
    List<Hypothesis> all = new ArrayList<>(hypotheses);
    all.add(Hypothesis.noRecord(cost));
    linesLeft = MAX_LINES_IN_DOUBT;
    hypotheses = all;
    keepBest();
  }

  /** Hands on the text of somebody else in the line in which the record begins. */
  void endBegin(byte[] text, int from, int to) {
    handOnWhatIsSure(text, from, to, origin);
  }

  /** Takes a line; says whether the record goes on with it, as far as can be told. */
  boolean goOn(byte[] text, int from, int to, O lineOrigin) {
    List<Hypothesis> next = read(true, text, from, to);
    linesLeft--;
    if (next.isEmpty()) {
      pass(text, from, to, lineOrigin);
      return false;
    }
    int line = backlog.next();
    double before = bestCost();
    double droppedBefore = dropped;
    dropped = Plausibility.IMPOSSIBLE;
    hypotheses = next;
    keepBest();
    double gain = hypotheses.isEmpty() ? 0 : before - bestCost();
    // What is not followed any further might have gone on with the line as well.
    dropped = Math.min(dropped, droppedBefore - Math.max(0, gain));
    boolean goesOn = gain > 0;
    linesLeft = goesOn ? MAX_LINES_BETWEEN : linesLeft;
    int own = goesOn ? Math.max(0, Cut.lengthIn(hypotheses.get(0).cuts(), line)) : 0;
    lookForStrays(text, from + own, to);
    handOnWhatIsSure(text, from, to, lineOrigin);
    return goesOn;
  }

  /** Whether a line goes on with the record, as far as can be told. */
  boolean fits(byte[] text, int from, int to) {
    double before = bestCost();
    return read(true, text, from, to).stream().anyMatch(h -> h.cost() < before);
  }

  private List<Hypothesis> read(boolean orNot, byte[] text, int from, int to) {
    int end = to > from && text[to - 1] == '\r' ? to - 1 : to;
    return Continuations.of(
        hypotheses, orNot, starts, plausibility, text, from, end, backlog.next());
  }

  private void lookForStrays(byte[] text, int from, int to) {
    if (Strays.standIn(text, from, to)) {
      doubt();
    }
  }

  /** Takes a line that is somebody else's as a whole. */
  private void pass(byte[] text, int from, int to, O lineOrigin) {
    lookForStrays(text, from, to);
    if (backlog.isEmpty()) {
      backlog.handOn(text, from, to, 0, lineOrigin);
    } else {
      makeRoom(to - from);
      backlog.add(text, from, to, lineOrigin);
    }
  }

  private void handOnWhatIsSure(byte[] text, int from, int to, O lineOrigin) {
    if (hypotheses.isEmpty()) {
      return;
    }
    makeRoom(to - from);
    backlog.add(text, from, to, lineOrigin);
    Hypothesis best = hypotheses.get(0);
    for (Hypothesis hypothesis : hypotheses) {
      if (!Cut.areSame(hypothesis.cuts(), best.cuts())) {
        return;
      }
    }
    settle(best);
  }

  private void makeRoom(int bytes) {
    if (!backlog.hasRoomFor(bytes)) {
      settle(hypotheses.get(0));
    }
  }

  /** Hands on what is somebody else's by this hypothesis; those by which it is other text go. */
  private void settle(Hypothesis by) {
    backlog.handOn(by.cuts());
    List<Hypothesis> same = new ArrayList<>();
    for (Hypothesis hypothesis : hypotheses) {
      if (Cut.areSame(hypothesis.cuts(), by.cuts())) {
        same.add(hypothesis.settled());
      } else {
        dropped = Math.min(dropped, hypothesis.cost());
      }
    }
    hypotheses = same;
  }

  /** Leaves the likeliest, the best first. */
  private void keepBest() {
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
    hypotheses = List.copyOf(sorted.subList(0, end));
  }

  /** The event, as soon as it is beyond doubt. */
  Optional<TraceEvent> eventIfSure() {
    return eventIfSure(0);
  }

  /** The event, if it is beyond doubt now that no rest will come. */
  Optional<TraceEvent> eventAtEnd() {
    return eventIfSure(NEVER);
  }

  private Optional<TraceEvent> eventIfSure(double never) {
    Hypothesis best = null;
    boolean atEnd = never > 0;
    for (Hypothesis hypothesis : hypotheses) {
      if (hypothesis.isWhole() || (atEnd && hypothesis.isLast() && event(hypothesis).isPresent())) {
        best = hypothesis;
        break;
      }
    }
    boolean unsure = best == null || dropped < best.cost() + DOUBT;
    if (unsure || (best.isJoined() && neighbours.areMixed())) {
      return Optional.empty();
    }
    for (Hypothesis other : hypotheses) {
      double cost = other.cost() + (other.isLast() ? 0 : never);
      if (cost < best.cost() + DOUBT
          && !other.text().equals(best.text())
          && !(atEnd && other.isLast() && event(other).isEmpty())) {
        return Optional.empty();
      }
    }
    Optional<TraceEvent> event = event(best);
    if (best.isJoined()) {
      event = event.map(TornRecord::asRepaired);
    }
    backlog.handOn(best.cuts());
    return event;
  }

  /** Whether there may be no record at all. */
  boolean isInDoubt() {
    return hypotheses.stream().anyMatch(h -> h.place() == Place.NOWHERE);
  }

  /** Hands on what is kept still: all of it when there may be no record at all. */
  void handOnRest() {
    boolean all = hypotheses.isEmpty() || isInDoubt();
    backlog.handOn(all ? null : hypotheses.get(0).cuts());
  }

  /** The event that a whole hypothesis makes, if it does not contradict what was read before. */
  private Optional<TraceEvent> event(Hypothesis whole) {
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

  private static TraceEvent asRepaired(TraceEvent event) {
    return event instanceof GcEvent gc ? gc.asRepaired() : ((EarlyGcEvent) event).asRepaired();
  }
}
