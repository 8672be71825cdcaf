package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A record of which pieces have come, and the rest is waited for.
 *
 * <p>Where a piece ends is not always sure, as text of somebody else is glued to it: every reading
 * is carried on as a {@link Hypothesis}, until the rest agrees with one of them only.
 *
 * @param <O> where its first piece came from
 */
final class TornRecord<O> {

  /**
   * Lines of others that may stand between two pieces. When a program logs as fast as it can, the
   * thread that prints the record waits for a processor meanwhile: at most 6,000 lines were seen.
   */
  static final int MAX_LINES_BETWEEN = 10_000;

  private static final int MAX_HYPOTHESES = 64;

  private final O origin;
  private final Malformed malformed;
  private List<Hypothesis> hypotheses;
  private int linesLeft = MAX_LINES_BETWEEN;
  private boolean joined;

  TornRecord(O origin, Malformed malformed, List<Hypothesis> hypotheses) {
    this.origin = origin;
    this.malformed = malformed;
    this.hypotheses = hypotheses;
  }

  O origin() {
    return origin;
  }

  /** Why it is not a record, should the rest not come. */
  Malformed malformed() {
    return malformed;
  }

  List<Hypothesis> hypotheses() {
    return hypotheses;
  }

  /** A further piece has come. */
  void goesOn(List<Hypothesis> readings, boolean orNot) {
    Set<Hypothesis> next = new LinkedHashSet<>(readings);
    if (orNot) {
      next.addAll(hypotheses);
    }
    hypotheses = List.copyOf(next);
    joined = true;
    linesLeft = MAX_LINES_BETWEEN;
  }

  /** A line of somebody else has come; says whether to go on waiting. */
  boolean waitsOn() {
    return --linesLeft > 0 && hypotheses.size() <= MAX_HYPOTHESES;
  }

  /** Whether nothing but the line break may be missing. */
  boolean mayBeWhole() {
    return hypotheses.stream().anyMatch(h -> h.place().isLast());
  }

  /**
   * The event that the hypotheses which have come to their end make, when exactly one is without
   * contradiction.
   */
  static Optional<TraceEvent> event(
      List<Hypothesis> complete, boolean joined, Neighbours neighbours) {
    Set<TraceEvent> allowed = new LinkedHashSet<>();
    for (Hypothesis hypothesis : complete) {
      read(hypothesis.text(), joined).filter(e -> isAllowed(e, neighbours)).ifPresent(allowed::add);
    }
    if (allowed.size() > 1) {
      allowed.removeIf(e -> !(e instanceof GcEvent gc && neighbours.follows(gc)));
    }
    return allowed.size() == 1 ? Optional.of(allowed.iterator().next()) : Optional.empty();
  }

  boolean joined() {
    return joined;
  }

  private static boolean isAllowed(TraceEvent event, Neighbours neighbours) {
    return event instanceof GcEvent gc
        ? neighbours.allows(gc)
        : event instanceof EarlyGcEvent early
            && early.objects() == early.allocatedObjects() - early.freedObjects();
  }

  private static Optional<TraceEvent> read(String joined, boolean repaired) {
    byte[] text = joined.getBytes(US_ASCII);
    return LineParser.parse(text, 0, text.length)
        .filter(p -> p.event() != null && p.from() == 0 && p.to() == text.length)
        .map(p -> repaired ? repaired(p.event()) : p.event());
  }

  private static TraceEvent repaired(TraceEvent event) {
    if (event instanceof GcEvent e) {
      return new GcEvent(
          e.format(),
          e.cycle(),
          e.startMillis(),
          e.gcCpuPercent(),
          e.clock(),
          e.cpu(),
          e.heapStartMiB(),
          e.heapEndMiB(),
          e.liveMiB(),
          e.goalMiB(),
          e.stacksMiB(),
          e.globalsMiB(),
          e.procs(),
          e.forced(),
          true);
    }
    if (event instanceof EarlyGcEvent e) {
      return new EarlyGcEvent(
          e.format(),
          e.cycle(),
          e.procs(),
          e.phasesMicros(),
          e.heapBeforeMiB(),
          e.liveMiB(),
          e.previousLiveMiB(),
          e.objects(),
          e.allocatedObjects(),
          e.freedObjects(),
          e.goroutines(),
          true);
    }
    return event;
  }
}
