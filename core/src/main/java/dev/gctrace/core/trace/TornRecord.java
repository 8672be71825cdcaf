package dev.gctrace.core.trace;

import dev.gctrace.core.trace.Hypothesis.Cut;
import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * A record of which pieces have come, and the rest is waited for.
 *
 * <p>Where a piece ends is not always sure, as text of somebody else is glued to it: every reading
 * is carried on as a {@link Hypothesis}. The record is read when one of them is whole and far
 * likelier than every other.
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

  private final O origin;
  private final Parsed parsed;
  private final LineStarts starts;
  private final Plausibility plausibility;
  private final Backlog<O> backlog;

  private final Readings readings;
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
    this.plausibility = new Plausibility(neighbours);
    this.backlog = new Backlog<>(others);
    this.readings = new Readings(neighbours);
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
    return linesLeft > 0 && !readings.isEmpty();
  }

  /** Something else than its text speaks against putting it together. */
  void doubt() {
    readings.doubt();
  }

  /** Cost of the likeliest reading of what has come. */
  double bestCost() {
    return readings.best().cost();
  }

  /** Whether pieces are missing, by the likeliest reading. */
  boolean isOpen() {
    return !readings.isEmpty() && !readings.best().isLast();
  }

  /** Takes the line in which the record begins; what stands before it is not given. */
  boolean begin(byte[] text, int from, int to) {
    readings.begin(read(false, text, from, to));
    if (!readings.isEmpty()) {
      lookForStrays(text, from + readings.best().text().length(), to);
    }
    return !readings.isEmpty();
  }

  /** The first line may be no record at all. */
  void mayBeNone(double cost) {
    readings.add(Hypothesis.noRecord(cost));
    linesLeft = MAX_LINES_IN_DOUBT;
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
    boolean goesOn = readings.goOn(next) > 0;
    linesLeft = goesOn ? MAX_LINES_BETWEEN : linesLeft;
    int own = goesOn ? Math.max(0, Cut.lengthIn(readings.best().cuts(), line)) : 0;
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
        readings.all(), orNot, starts, plausibility, text, from, end, backlog.next());
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
    if (readings.isEmpty()) {
      return;
    }
    makeRoom(to - from);
    backlog.add(text, from, to, lineOrigin);
    if (readings.agreeOnCuts()) {
      settle();
    }
  }

  private void makeRoom(int bytes) {
    if (!backlog.hasRoomFor(bytes)) {
      settle();
    }
  }

  /** Hands on what is somebody else's by the likeliest reading. */
  private void settle() {
    backlog.handOn(readings.best().cuts());
    readings.settle();
  }

  /** The event, as soon as it is beyond doubt. */
  Optional<TraceEvent> eventIfSure() {
    return event(readings.sure(false));
  }

  /** The event, if it is beyond doubt now that no rest will come. */
  Optional<TraceEvent> eventAtEnd() {
    return event(readings.sure(true));
  }

  private Optional<TraceEvent> event(Optional<Hypothesis> sure) {
    Optional<TraceEvent> event = sure.flatMap(readings::event);
    sure.ifPresent(reading -> backlog.handOn(reading.cuts()));
    return sure.isPresent() && sure.get().isJoined() ? event.map(TornRecord::asRepaired) : event;
  }

  /** Whether there may be no record at all. */
  boolean isInDoubt() {
    return readings.mayBeNone();
  }

  /** Hands on what is kept still: all of it when there may be no record at all. */
  void handOnRest() {
    boolean all = readings.isEmpty() || isInDoubt();
    backlog.handOn(all ? null : readings.best().cuts());
  }

  private static TraceEvent asRepaired(TraceEvent event) {
    return event instanceof GcEvent gc ? gc.asRepaired() : ((EarlyGcEvent) event).asRepaired();
  }
}
