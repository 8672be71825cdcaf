package dev.gctrace.core.trace;

import java.util.OptionalLong;

/*
 * GODEBUG=gcpacertrace=1 (mgc.go until 1.15, mgcpacer.go; mgcsweep.go):
 *
 * all:      pacer: assist ratio=F (scan N MB in A->B MB) workers=D+F
 *           pacer: sweep done at heap size NMB; allocated NMB during sweep; swept N pages at F pages/byte
 * 1.5-1.17: pacer: H_m_prev=N h_t=F H_T=N h_a=F H_a=N h_g=F H_g=N u_a=F u_g=F W_a=N goalΔ=F actualΔ=F u_a/u_g=F
 * 1.18+:    pacer: U% CPU (E exp.) for X+Y+Z B work (E B exp.) in T B -> H B (∆goal D, cons/mark F)
 *           with "[controller reset]" behind, until 1.20
 *
 * F is +1.442627e+000 until 1.25 and 1.442627 from 1.26 on (printfloat, print.go). The two deltas are
 * different characters.
 */
/** The lines of the pacer, of every version. */
final class PacerGrammar {

  private static final Literal PACER = Literal.of("pacer: ");
  private static final Literal ASSIST = Literal.of("assist ratio=");
  private static final Literal SCAN = Literal.of(" (scan ");
  private static final Literal SCAN_HEAP = Literal.of(" MB in ");
  private static final Literal THIN_ARROW = Literal.of("->");
  private static final Literal WORKERS = Literal.of(" MB) workers=");
  private static final Literal PLUS = Literal.of("+");

  private static final Literal SWEEP = Literal.of("sweep done at heap size ");
  private static final Literal ALLOCATED = Literal.of("MB; allocated ");
  private static final Literal SWEPT = Literal.of("MB during sweep; swept ");
  private static final Literal OF_SPANS = Literal.of("MB o");
  private static final Literal SWEPT_EARLIER = Literal.of("MB of spans; swept ");
  private static final Literal PAGES = Literal.of(" pages at ");
  private static final Literal PER_BYTE = Literal.of(" pages/byte");

  private static final Literal LIVE_BEFORE = Literal.of("H_m_prev=");
  private static final Literal TRIGGER_RATIO = Literal.of(" h_t=");
  private static final Literal TRIGGER = Literal.of(" H_T=");
  private static final Literal GROWTH = Literal.of(" h_a=");
  private static final Literal HEAP = Literal.of(" H_a=");
  private static final Literal GOAL_GROWTH = Literal.of(" h_g=");
  private static final Literal GOAL = Literal.of(" H_g=");
  private static final Literal UTILIZATION = Literal.of(" u_a=");
  private static final Literal GOAL_UTILIZATION = Literal.of(" u_g=");
  private static final Literal SCAN_WORK = Literal.of(" W_a=");
  private static final Literal GOAL_DELTA = Literal.of(" goal\u0394=");
  private static final Literal ACTUAL_DELTA = Literal.of(" actual\u0394=");
  private static final Literal UTILIZATION_RATIO = Literal.of(" u_a/u_g=");

  private static final Literal MINUS = Literal.of("-");
  private static final Literal CPU = Literal.of("% CPU (");
  private static final Literal EXPECTED = Literal.of(" exp.) for ");
  private static final Literal WORK = Literal.of(" B work (");
  private static final Literal EXPECTED_WORK = Literal.of(" B exp.) in ");
  private static final Literal ARROW = Literal.of(" B -> ");
  private static final Literal DISTANCE = Literal.of(" B (\u2206goal ");
  private static final Literal CONS_MARK = Literal.of(", cons/mark ");
  private static final Literal CLOSE = Literal.of(")");
  private static final Literal CONTROLLER_RESET = Literal.of("[controller reset]");

  private PacerGrammar() {}

  /**
   * Whether a line begins at {@code at}: {@code pacer: } and the first word of one of the forms.
   */
  static boolean begins(byte[] buffer, int at, int from, int to) {
    if (!PACER.isAt(buffer, at, to) || Cursor.isInWord(buffer, at, from)) {
      return false;
    }
    int word = at + PACER.length();
    if (LIVE_BEFORE.isAt(buffer, word, to)
        || ASSIST.isAt(buffer, word, to)
        || SWEEP.isAt(buffer, word, to)) {
      return true;
    }
    int number = MINUS.isAt(buffer, word, to) ? word + 1 : word;
    int percent = Cursor.digitsEnd(buffer, number, to);
    return percent > number && CPU.isAt(buffer, percent, to);
  }

  /** Reads a line; null when the cursor departed from the grammar. */
  static PacerEvent read(Cursor c) {
    c.skip(PACER);
    PacerEvent event;
    if (c.take(ASSIST)) {
      event = assist(c);
    } else if (c.take(SWEEP)) {
      event = sweep(c);
    } else if (c.take(LIVE_BEFORE)) {
      event = ratios(c);
    } else {
      event = work(c);
    }
    return c.failed() ? null : event;
  }

  private static PacerEvent assist(Cursor c) {
    c.real();
    c.skip(SCAN);
    c.number();
    c.skip(SCAN_HEAP);
    c.number();
    c.skip(THIN_ARROW);
    c.number();
    c.skip(WORKERS);
    c.number();
    c.skip(PLUS);
    c.real();
    return withoutSizes();
  }

  private static PacerEvent sweep(Cursor c) {
    c.number();
    c.skip(ALLOCATED);
    c.number();
    c.skip(c.ahead(OF_SPANS) ? SWEPT_EARLIER : SWEPT);
    c.number();
    c.skip(PAGES);
    c.real();
    c.skip(PER_BYTE);
    return withoutSizes();
  }

  private static PacerEvent ratios(Cursor c) {
    c.number();
    c.skip(TRIGGER_RATIO);
    c.real();
    c.skip(TRIGGER);
    final long trigger = c.number();
    c.skip(GROWTH);
    c.real();
    c.skip(HEAP);
    final long heapEnd = c.number();
    c.skip(GOAL_GROWTH);
    c.real();
    c.skip(GOAL);
    final long goal = c.signedNumber();
    c.skip(UTILIZATION);
    c.real();
    c.skip(GOAL_UTILIZATION);
    c.real();
    c.skip(SCAN_WORK);
    c.signedNumber();
    c.skip(GOAL_DELTA);
    c.real();
    c.skip(ACTUAL_DELTA);
    c.real();
    c.skip(UTILIZATION_RATIO);
    c.real();
    return withSizes(trigger, heapEnd, goal);
  }

  private static PacerEvent work(Cursor c) {
    c.signedNumber();
    c.skip(CPU);
    c.number();
    c.skip(EXPECTED);
    c.number();
    c.skip(PLUS);
    c.number();
    c.skip(PLUS);
    c.number();
    c.skip(WORK);
    c.number();
    c.skip(EXPECTED_WORK);
    final long trigger = c.number();
    c.skip(ARROW);
    final long heapEnd = c.number();
    c.skip(DISTANCE);
    final long distance = c.signedNumber();
    c.skip(CONS_MARK);
    c.real();
    c.skip(CLOSE);
    c.take(CONTROLLER_RESET);
    // The distance is heap less goal, as the runtime computes it.
    return withSizes(trigger, heapEnd, heapEnd - distance);
  }

  /** Without a goal (GOGC=off) the runtime computes with 2^64-1, which shows as a negative goal. */
  private static PacerEvent withSizes(long trigger, long heapEnd, long goal) {
    return new PacerEvent(
        OptionalLong.of(trigger),
        OptionalLong.of(heapEnd),
        goal < 0 ? OptionalLong.empty() : OptionalLong.of(goal));
  }

  private static PacerEvent withoutSizes() {
    return new PacerEvent(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }
}
