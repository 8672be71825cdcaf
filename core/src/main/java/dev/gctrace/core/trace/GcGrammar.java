package dev.gctrace.core.trace;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/*
 * What gcMarkTermination (mgc.go; gc() in Go 1.5) prints. One blank where shown, nothing else:
 *
 * 1.5:      gc N @T.TTTs U%: c+c+c+c+c ms clock, p+p+p+a/b/i+p ms cpu, h->h->h MB, G MB goal, P P
 * 1.6-1.17: gc N @T.TTTs U%: c+c+c ms clock, p+a/b/i+p ms cpu, h->h->h MB, G MB goal, P P
 * 1.18+:    … G MB goal, S MB stacks, F MB globals, P P
 *
 * and " (forced)" behind each. What else is read, because it was published:
 * - "gc #N", whole milliseconds, five CPU figures without slashes, no goal: builds between 1.4 and 1.5;
 * - a remark in brackets behind the percentage: " (checking for goroutine leaks)", Go 1.26;
 * - items ", N MB name" that are not known: the format is subject to change, by its own documentation.
 */
/** The record of a collection, Go 1.5 and later. */
final class GcGrammar {

  private static final Literal GC = Literal.of("gc ");
  private static final Literal NUMBER_SIGN = Literal.of("#");
  private static final Literal START = Literal.of(" @");
  private static final Literal SECONDS = Literal.of("s ");
  private static final Literal PERCENT = Literal.of("%");
  private static final Literal REMARK = Literal.of(" (");
  private static final Literal REMARK_END = Literal.of(")");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal PLUS = Literal.of("+");
  private static final Literal SLASH = Literal.of("/");
  private static final Literal CLOCK = Literal.of(" ms clock, ");
  private static final Literal CPU = Literal.of(" ms cpu, ");
  private static final Literal ARROW = Literal.of("->");
  private static final Literal HEAP = Literal.of(" MB, ");
  private static final Literal GOAL = Literal.of(" MB goal, ");
  private static final Literal GOAL_NAME = Literal.of("goal, ");
  private static final Literal ITEM = Literal.of(" MB ");
  private static final Literal STACKS = Literal.of("stacks, ");
  private static final Literal GLOBALS = Literal.of("globals, ");
  private static final Literal ITEM_END = Literal.of(", ");
  private static final Literal PROCS = Literal.of(" P");
  private static final Literal FORCED = Literal.of(" (forced)");

  private static final long MAX_CYCLE = 0xffff_ffffL;

  private GcGrammar() {}

  /**
   * Whether a record begins at {@code at}: {@code gc N @} and a digit, or the end of the line.
   * Where a letter stands before it, as in {@code loggc 12 @5}, only the whole {@code gc N @T.TTTs
   * U%} is sure enough; the letter of {@code 12 Pgc 1 @} is that of the record before.
   */
  static boolean begins(byte[] buffer, int at, int from, int to) {
    if (!GC.isAt(buffer, at, to)) {
      return false;
    }
    int number = at + GC.length();
    if (NUMBER_SIGN.isAt(buffer, number, to)) {
      number++;
    }
    int start = Cursor.digitsEnd(buffer, number, to);
    if (start == number || !START.isAt(buffer, start, to)) {
      return false;
    }
    int seconds = start + START.length();
    int secondsEnd = Cursor.digitsEnd(buffer, seconds, to);
    return (secondsEnd > seconds || seconds == to)
        && (!Cursor.isInWord(buffer, at, from) || isCore(buffer, secondsEnd, to));
  }

  /**
   * Offset of the cycle number of a record that has lost its {@code gc }, around the at sign at
   * {@code sign}: {@code N @T.TTTs U%}; -1 when there is none.
   */
  static int headless(byte[] buffer, int sign, int from, int to) {
    int numberEnd = sign - 1;
    if (numberEnd <= from || buffer[numberEnd] != ' ') {
      return -1;
    }
    int number = numberEnd;
    while (number > from && Cursor.isDigit(buffer[number - 1])) {
      number--;
    }
    boolean inWord = number > from && Cursor.isLetter(buffer[number - 1]);
    int point = Cursor.digitsEnd(buffer, sign + 1, to);
    if (number == numberEnd || inWord || point == sign + 1 || !isCore(buffer, point, to)) {
      return -1;
    }
    return number;
  }

  /** Whether {@code .TTTs U%} stands at {@code point}. */
  private static boolean isCore(byte[] buffer, int point, int to) {
    if (point >= to || buffer[point] != '.') {
      return false;
    }
    int second = Cursor.digitsEnd(buffer, point + 1, to);
    if (second == point + 1 || !SECONDS.isAt(buffer, second, to)) {
      return false;
    }
    int percent = second + SECONDS.length();
    int sign = Cursor.digitsEnd(buffer, percent, to);
    return sign > percent && PERCENT.isAt(buffer, sign, to);
  }

  /** Reads a record; null when the cursor departed from the grammar. */
  static GcEvent read(Cursor c) {
    c.skip(GC);
    c.take(NUMBER_SIGN);
    final long cycle = c.numberUpTo(MAX_CYCLE);
    c.skip(START);
    final long startMillis = c.secondsAsMillis();
    c.skip(SECONDS);
    final int gcCpuPercent = (int) c.numberUpTo(Integer.MAX_VALUE);
    c.skip(PERCENT);
    if (c.take(REMARK)) {
      c.words();
      c.skip(REMARK_END);
    }
    c.skip(COLON);
    final ClockMillis clock = clock(c);
    final boolean five = clock.scan().isPresent();
    final CpuMillis cpu = cpu(c, five);
    final long heapStart = c.number();
    c.skip(ARROW);
    final long heapEnd = c.number();
    c.skip(ARROW);
    final long live = c.number();
    c.skip(HEAP);

    OptionalLong goal = OptionalLong.empty();
    OptionalLong stacks = OptionalLong.empty();
    OptionalLong globals = OptionalLong.empty();
    int numberAt = c.at();
    long number = c.number();
    if (!(five && c.ahead(PROCS))) {
      c.skip(GOAL);
      goal = number < GcEvent.NO_GOAL_MIB ? OptionalLongs.of(number) : OptionalLong.empty();
      numberAt = c.at();
      number = c.number();
      while (c.take(ITEM)) {
        if (stacks.isEmpty() && c.take(STACKS)) {
          stacks = OptionalLongs.of(number);
        } else if (globals.isEmpty() && c.take(GLOBALS)) {
          globals = OptionalLongs.of(number);
        } else {
          unknownItem(c);
        }
        numberAt = c.at();
        number = c.number();
      }
    }
    if (!c.take(PROCS)) {
      c.fail("' P' or an item like ' MB stacks, '");
    } else if (number > Integer.MAX_VALUE) {
      c.failAt(numberAt, "a number up to " + Integer.MAX_VALUE);
    }
    final boolean forced = c.take(FORCED);
    if (c.failed()) {
      return null;
    }
    return new GcEvent(
        format(five, stacks.isPresent() || globals.isPresent()),
        cycle,
        startMillis,
        gcCpuPercent,
        clock,
        cpu,
        heapStart,
        heapEnd,
        live,
        goal,
        stacks,
        globals,
        (int) number,
        forced,
        false);
  }

  private static Format format(boolean five, boolean roots) {
    if (five) {
      return Format.GO_1_5;
    }
    return roots ? Format.GO_1_18 : Format.GO_1_6;
  }

  private static ClockMillis clock(Cursor c) {
    final double first = c.millis();
    c.skip(PLUS);
    final double second = c.millis();
    c.skip(PLUS);
    final double third = c.millis();
    if (!c.take(PLUS)) {
      c.skip(CLOCK);
      return new ClockMillis(first, OptionalDouble.empty(), OptionalDouble.empty(), second, third);
    }
    final double fourth = c.millis();
    c.skip(PLUS);
    final double fifth = c.millis();
    c.skip(CLOCK);
    return new ClockMillis(
        first, OptionalDouble.of(second), OptionalDouble.of(third), fourth, fifth);
  }

  private static CpuMillis cpu(Cursor c, boolean five) {
    final double sweepTermination = c.millis();
    c.skip(PLUS);
    OptionalDouble scan = OptionalDouble.empty();
    OptionalDouble installBarrier = OptionalDouble.empty();
    if (five) {
      scan = OptionalDouble.of(c.millis());
      c.skip(PLUS);
      installBarrier = OptionalDouble.of(c.millis());
      c.skip(PLUS);
    }
    double assist = c.millis();
    double background;
    double idle;
    if (five && c.take(PLUS)) {
      background = assist;
      assist = Double.NaN;
      idle = Double.NaN;
    } else {
      c.skip(SLASH);
      background = c.millis();
      c.skip(SLASH);
      idle = c.millis();
      c.skip(PLUS);
    }
    final double markTermination = c.millis();
    c.skip(CPU);
    return new CpuMillis(
        sweepTermination, scan, installBarrier, assist, background, idle, markTermination);
  }

  /** Passes over the name of an item that no version up to now prints. */
  private static void unknownItem(Cursor c) {
    if (c.ahead(STACKS) || c.ahead(GLOBALS) || c.ahead(GOAL_NAME)) {
      c.fail("an item that did not stand before");
    }
    c.words();
    c.skip(ITEM_END);
  }
}
