package dev.gctrace.core.trace;

import java.util.OptionalInt;
import java.util.OptionalLong;

/*
 * Until 1.12 (mheap.go, scavenge): scvgK: N MB released
 *                                  scvgK: inuse: a, idle: b, sys: c, released: d, consumed: e (MB)
 *   K counts from 0; -1 stands for debug.FreeOSMemory. Before 1.5 also "scvgK: GC forced" (proc.c).
 * 1.13 (mgcscavenge.go): the same with "scvg: " or "forced scvg: ", sizes in MB or KB.
 * 1.14-1.18: scav G N KiB work, M KiB total, U% util
 * 1.19, 1.20: scav N KiB work, M KiB total, U% util
 * 1.21+: scav N KiB work (bg), M KiB work (eager), R KiB now, U% util
 *   with " (forced)" or " [controller reset]" behind (printScavTrace).
 */
/** The lines of the scavenger, of every version. */
final class ScavengerGrammar {

  private static final Literal FORCED_BEFORE = Literal.of("forced ");
  private static final Literal SCVG = Literal.of("scvg");
  private static final Literal MINUS = Literal.of("-");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal GC_FORCED = Literal.of("GC forced");
  private static final Literal IN_USE = Literal.of("inuse: ");
  private static final Literal IDLE = Literal.of(", idle: ");
  private static final Literal SYS = Literal.of(", sys: ");
  private static final Literal RELEASED_IN_ALL = Literal.of(", released: ");
  private static final Literal CONSUMED = Literal.of(", consumed: ");
  private static final Literal UNIT = Literal.of(" (MB)");
  private static final Literal KB = Literal.of(" K");
  private static final Literal KB_RELEASED = Literal.of(" KB released");
  private static final Literal MB_RELEASED = Literal.of(" MB released");

  private static final Literal SCAV = Literal.of("scav ");
  private static final Literal BLANK = Literal.of(" ");
  private static final Literal WORK = Literal.of(" KiB work");
  private static final Literal IN_BACKGROUND = Literal.of(" (bg), ");
  private static final Literal EAGER_WORK = Literal.of(" KiB work (eager), ");
  private static final Literal NOW = Literal.of(" KiB now, ");
  private static final Literal COMMA = Literal.of(", ");
  private static final Literal TOTAL = Literal.of(" KiB total, ");
  private static final Literal UTILIZATION = Literal.of("% util");
  private static final Literal FORCED = Literal.of(" (forced)");
  private static final Literal CONTROLLER_RESET = Literal.of(" [controller reset]");

  private static final long KIB_PER_MIB = 1024;
  private static final long MAX_MIB = Long.MAX_VALUE / KIB_PER_MIB;

  private ScavengerGrammar() {}

  /**
   * Whether a line begins at {@code at}: {@code scvgK: } and a digit, {@code inuse: } or {@code GC
   * forced}; {@code scav}, a number or two and {@code KiB work}.
   */
  static boolean begins(byte[] buffer, int at, int from, int to) {
    if (Cursor.isInWord(buffer, at, from)) {
      return false;
    }
    if (SCAV.isAt(buffer, at, to)) {
      return beginsWork(buffer, at + SCAV.length(), to);
    }
    int word = FORCED_BEFORE.isAt(buffer, at, to) ? at + FORCED_BEFORE.length() : at;
    return SCVG.isAt(buffer, word, to) && beginsReport(buffer, word + SCVG.length(), to);
  }

  /** Whether a number, or a generation and a number, stand before {@code KiB work}. */
  private static boolean beginsWork(byte[] buffer, int first, int to) {
    int end = Cursor.digitsEnd(buffer, first, to);
    if (end == first || WORK.isAt(buffer, end, to) || !BLANK.isAt(buffer, end, to)) {
      return end > first && WORK.isAt(buffer, end, to);
    }
    int second = end + BLANK.length();
    int secondEnd = Cursor.digitsEnd(buffer, second, to);
    return secondEnd > second && WORK.isAt(buffer, secondEnd, to);
  }

  private static boolean beginsReport(byte[] buffer, int counter, int to) {
    int digits = MINUS.isAt(buffer, counter, to) ? counter + 1 : counter;
    int colon = Cursor.digitsEnd(buffer, digits, to);
    if (!COLON.isAt(buffer, colon, to)) {
      return false;
    }
    int first = colon + COLON.length();
    return IN_USE.isAt(buffer, first, to)
        || GC_FORCED.isAt(buffer, first, to)
        || (first < to && Cursor.isDigit(buffer[first]));
  }

  /** Reads a line; null when the cursor departed from the grammar. */
  static ScavengerEvent read(Cursor c) {
    ScavengerEvent event = c.take(SCAV) ? work(c) : report(c);
    return c.failed() ? null : event;
  }

  private static ScavengerEvent report(Cursor c) {
    final boolean forcedBefore = c.take(FORCED_BEFORE);
    c.skip(SCVG);
    final boolean forced = c.take(MINUS) || forcedBefore;
    if (c.digitAhead()) {
      c.number();
    }
    c.skip(COLON);
    if (c.take(GC_FORCED)) {
      return of(ScavengerEvent.Kind.GC_FORCED, forced, OptionalLong.empty());
    }
    if (c.take(IN_USE)) {
      return state(c, forced);
    }
    final long released = c.numberUpTo(MAX_MIB);
    if (c.ahead(KB)) {
      c.skip(KB_RELEASED);
      return of(ScavengerEvent.Kind.RELEASED, forced, OptionalLongs.of(released));
    }
    c.skip(MB_RELEASED);
    return of(ScavengerEvent.Kind.RELEASED, forced, OptionalLongs.of(released * KIB_PER_MIB));
  }

  private static ScavengerEvent of(
      ScavengerEvent.Kind kind, boolean forced, OptionalLong releasedKiB) {
    return new ScavengerEvent(
        kind,
        forced,
        releasedKiB,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty());
  }

  private static ScavengerEvent state(Cursor c, boolean forced) {
    final OptionalLong inUse = mebibytes(c);
    c.skip(IDLE);
    final OptionalLong idle = mebibytes(c);
    c.skip(SYS);
    final OptionalLong sys = mebibytes(c);
    c.skip(RELEASED_IN_ALL);
    final OptionalLong released = mebibytes(c);
    c.skip(CONSUMED);
    final OptionalLong consumed = mebibytes(c);
    c.skip(UNIT);
    return new ScavengerEvent(
        ScavengerEvent.Kind.STATE,
        forced,
        OptionalLong.empty(),
        released,
        inUse,
        idle,
        sys,
        consumed,
        OptionalInt.empty());
  }

  private static OptionalLong mebibytes(Cursor c) {
    return OptionalLongs.of(c.numberUpTo(MAX_MIB) * KIB_PER_MIB);
  }

  private static ScavengerEvent work(Cursor c) {
    long released = c.number();
    if (!c.ahead(WORK)) {
      c.skip(BLANK);
      released = c.number();
    }
    c.skip(WORK);
    final long total;
    if (c.take(IN_BACKGROUND)) {
      released += c.number();
      c.skip(EAGER_WORK);
      total = c.number();
      c.skip(NOW);
    } else {
      c.skip(COMMA);
      total = c.number();
      c.skip(TOTAL);
    }
    final int utilization = (int) c.numberUpTo(Integer.MAX_VALUE);
    c.skip(UTILIZATION);
    final boolean forced = c.take(FORCED);
    if (!forced) {
      c.take(CONTROLLER_RESET);
    }
    return new ScavengerEvent(
        ScavengerEvent.Kind.WORK,
        forced,
        OptionalLongs.of(released),
        OptionalLongs.of(total),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.of(utilization));
  }
}
