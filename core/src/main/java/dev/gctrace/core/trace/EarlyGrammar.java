package dev.gctrace.core.trace;

import java.util.List;
import java.util.OptionalLong;

/*
 * What gc() of mgc0.c prints:
 *
 * 1.0:      gcN(P): a+b+c ms A -> B MB o -> o (n-f) objects n pointer lookups (s size, a addr) h handoff
 * 1.1, 1.2: gcN(P): a+b+c ms, A -> B MB o -> o (n-f) objects, h(c) handoff, s(c) steal, y/y/y yields
 * 1.3:      gcN(P): a+b+c+d us, A -> B MB, o (n-f) objects, s/b/p sweeps, h(c) handoff, s(c) steal, …
 * 1.4:      …, o (n-f) objects, G goroutines, s/b/p sweeps, …
 *
 * 1.0.3 leaves the pointer lookups out.
 */
/** The record of a collection, Go 1.0 to 1.4. */
final class EarlyGrammar {

  private static final Literal GC = Literal.of("gc");
  private static final Literal OPEN = Literal.of("(");
  private static final Literal CLOSE = Literal.of("): ");
  private static final Literal PLUS = Literal.of("+");
  private static final Literal MICROS = Literal.of(" us, ");
  private static final Literal MILLIS = Literal.of(" ms");
  private static final Literal COMMA = Literal.of(", ");
  private static final Literal BLANK = Literal.of(" ");
  private static final Literal ARROW = Literal.of(" -> ");
  private static final Literal HEAP = Literal.of(" MB ");
  private static final Literal HEAP_ONLY = Literal.of(" MB, ");
  private static final Literal COUNTS = Literal.of(" (");
  private static final Literal MINUS = Literal.of("-");
  private static final Literal OBJECTS = Literal.of(") objects");
  private static final Literal GOROUTINES = Literal.of(" goroutines, ");
  private static final Literal SLASH = Literal.of("/");
  private static final Literal SWEEPS = Literal.of(" sweeps, ");
  private static final Literal LOOKUPS = Literal.of(" pointer lookups (");
  private static final Literal LOOKUPS_SIZE = Literal.of(" size, ");
  private static final Literal LOOKUPS_ADDR = Literal.of(" addr) ");
  private static final Literal LAST_HANDOFF = Literal.of(" handoff");
  private static final Literal HANDOFF = Literal.of(") handoff, ");
  private static final Literal STEAL = Literal.of(") steal, ");
  private static final Literal YIELDS = Literal.of(" yields");

  private static final long MAX_CYCLE = 0xffff_ffffL;
  private static final long MAX_MILLIS = Long.MAX_VALUE / 1000;

  private EarlyGrammar() {}

  /** Whether a record begins at {@code at}: {@code gcN(P): }. */
  static boolean begins(byte[] buffer, int at, int to) {
    if (!GC.isAt(buffer, at, to)) {
      return false;
    }
    int number = at + GC.length();
    int open = Cursor.digitsEnd(buffer, number, to);
    if (open == number || !OPEN.isAt(buffer, open, to)) {
      return false;
    }
    int close = Cursor.digitsEnd(buffer, open + 1, to);
    return close > open + 1 && CLOSE.isAt(buffer, close, to);
  }

  /** Reads a record; null when the cursor departed from the grammar. */
  static EarlyGcEvent read(Cursor c) {
    c.skip(GC);
    final long cycle = c.numberUpTo(MAX_CYCLE);
    c.skip(OPEN);
    final int procs = (int) c.numberUpTo(Integer.MAX_VALUE);
    c.skip(CLOSE);
    final long first = c.numberUpTo(MAX_MILLIS);
    c.skip(PLUS);
    final long second = c.numberUpTo(MAX_MILLIS);
    c.skip(PLUS);
    final long third = c.numberUpTo(MAX_MILLIS);
    if (c.take(PLUS)) {
      return readMicros(c, cycle, procs, List.of(first, second, third, c.number()));
    }
    return readMillis(c, cycle, procs, List.of(first * 1000, second * 1000, third * 1000));
  }

  /** Go 1.0 to 1.2, from the unit on. */
  private static EarlyGcEvent readMillis(Cursor c, long cycle, int procs, List<Long> phases) {
    c.skip(MILLIS);
    final boolean commas = c.take(COMMA);
    if (!commas) {
      c.skip(BLANK);
    }
    final long before = c.number();
    c.skip(ARROW);
    final long after = c.number();
    c.skip(HEAP);
    c.number();
    c.skip(ARROW);
    final long objects = c.number();
    c.skip(COUNTS);
    final long allocated = c.number();
    c.skip(MINUS);
    final long freed = c.number();
    c.skip(OBJECTS);
    if (commas) {
      c.skip(COMMA);
      scheduling(c);
    } else {
      handoff(c);
    }
    return c.failed()
        ? null
        : new EarlyGcEvent(
            commas ? Format.GO_1_1 : Format.GO_1_0,
            cycle,
            procs,
            phases,
            before,
            OptionalLongs.of(after),
            OptionalLong.empty(),
            objects,
            allocated,
            freed,
            OptionalLong.empty(),
            false);
  }

  /** Go 1.3 and 1.4, from the unit on. */
  private static EarlyGcEvent readMicros(Cursor c, long cycle, int procs, List<Long> phases) {
    c.skip(MICROS);
    final long previousLive = c.number();
    c.skip(ARROW);
    final long heap = c.number();
    c.skip(HEAP_ONLY);
    final long objects = c.number();
    c.skip(COUNTS);
    final long allocated = c.number();
    c.skip(MINUS);
    final long freed = c.number();
    c.skip(OBJECTS);
    c.skip(COMMA);
    OptionalLong goroutines = OptionalLong.empty();
    long number = c.number();
    if (c.take(GOROUTINES)) {
      goroutines = OptionalLongs.of(number);
      c.number();
    }
    c.skip(SLASH);
    c.number();
    c.skip(SLASH);
    c.number();
    c.skip(SWEEPS);
    scheduling(c);
    return c.failed()
        ? null
        : new EarlyGcEvent(
            goroutines.isPresent() ? Format.GO_1_4 : Format.GO_1_3,
            cycle,
            procs,
            phases,
            heap,
            OptionalLong.empty(),
            OptionalLongs.of(previousLive),
            objects,
            allocated,
            freed,
            goroutines,
            false);
  }

  /** The end of a line of Go 1.0. */
  private static void handoff(Cursor c) {
    c.skip(BLANK);
    c.number();
    if (c.take(LOOKUPS)) {
      c.number();
      c.skip(LOOKUPS_SIZE);
      c.number();
      c.skip(LOOKUPS_ADDR);
      c.number();
    }
    c.skip(LAST_HANDOFF);
  }

  /** The end of a line from Go 1.1 on. */
  private static void scheduling(Cursor c) {
    c.number();
    c.skip(OPEN);
    c.number();
    c.skip(HANDOFF);
    c.number();
    c.skip(OPEN);
    c.number();
    c.skip(STEAL);
    c.number();
    c.skip(SLASH);
    c.number();
    c.skip(SLASH);
    c.number();
    c.skip(YIELDS);
  }
}
