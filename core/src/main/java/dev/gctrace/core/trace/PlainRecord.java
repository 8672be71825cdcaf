package dev.gctrace.core.trace;

import java.util.OptionalDouble;

/**
 * Reads the record of a collection in the form that every Go since 1.18 prints, whole and with
 * nothing unusual about it: nearly every record there is.
 *
 * <p>It knows no malformed record: what is not exactly of this form, or of one of its rarer shapes,
 * is left to {@link GcGrammar}, which reads this form to the same event. Being plain and short pays
 * twice: it takes less time, and the compiler has done with it sooner, so that a short log gains
 * too.
 */
final class PlainRecord {

  private static final Literal GC = Literal.of("gc ");
  private static final Literal START = Literal.of(" @");
  private static final Literal SECONDS = Literal.of("s ");
  private static final Literal PERCENT = Literal.of("%: ");
  private static final Literal CLOCK = Literal.of(" ms clock, ");
  private static final Literal CPU = Literal.of(" ms cpu, ");
  private static final Literal ARROW = Literal.of("->");
  private static final Literal HEAP = Literal.of(" MB, ");
  private static final Literal GOAL = Literal.of(" MB goal, ");
  private static final Literal STACKS = Literal.of(" MB stacks, ");
  private static final Literal GLOBALS = Literal.of(" MB globals, ");
  private static final Literal PROCS = Literal.of(" P");
  private static final Literal FORCED = Literal.of(" (forced)");

  /** Nine digits fit an int and, as thousandths, a double without a rounding. */
  private static final int MAX_DIGITS = 9;

  private static final OptionalDouble UNTOLD = OptionalDouble.empty();

  private final byte[] buffer;
  private final int to;
  private int at;
  private boolean fits = true;

  private PlainRecord(byte[] buffer, int at, int to) {
    this.buffer = buffer;
    this.at = at;
    this.to = to;
  }

  /** Reads the record that begins at an offset; null when it is not of this form. */
  static LineParser.Parsed read(byte[] buffer, int from, int to) {
    if (!GC.isAt(buffer, from, to)) {
      return null;
    }
    PlainRecord r = new PlainRecord(buffer, from + GC.length(), to);
    long cycle = r.number();
    r.skip(START);
    long startMillis = 1000 * r.number() + r.fraction();
    r.skip(SECONDS);
    int gcCpuPercent = (int) r.number();
    r.skip(PERCENT);
    return r.fits ? r.rest(from, cycle, startMillis, gcCpuPercent) : null;
  }

  /*
   * In four parts: the compiler needs far more memory for one long method than for its parts.
   */
  private LineParser.Parsed rest(int from, long cycle, long startMillis, int gcCpuPercent) {
    ClockMillis clock = clock();
    CpuMillis cpu = cpu();
    final long heapStart = number();
    skip(ARROW);
    final long heapEnd = number();
    skip(ARROW);
    final long live = number();
    skip(HEAP);
    final long goal = number();
    skip(GOAL);
    final long stacks = number();
    skip(STACKS);
    final long globals = number();
    skip(GLOBALS);
    final int procs = (int) number();
    skip(PROCS);
    if (!fits) {
      return null;
    }
    boolean forced = FORCED.isAt(buffer, at, to);
    GcEvent event =
        new GcEvent(
            Format.GO_1_18,
            cycle,
            startMillis,
            gcCpuPercent,
            clock,
            cpu,
            heapStart,
            heapEnd,
            live,
            OptionalLongs.of(goal),
            OptionalLongs.of(stacks),
            OptionalLongs.of(globals),
            procs,
            forced,
            false);
    return new LineParser.Parsed(event, null, from, forced ? at + FORCED.length() : at);
  }

  private ClockMillis clock() {
    double sweep = millis();
    skip('+');
    double mark = millis();
    skip('+');
    double termination = millis();
    skip(CLOCK);
    return new ClockMillis(sweep, UNTOLD, UNTOLD, mark, termination);
  }

  private CpuMillis cpu() {
    final double sweep = millis();
    skip('+');
    final double assist = millis();
    skip('/');
    final double background = millis();
    skip('/');
    final double idle = millis();
    skip('+');
    final double termination = millis();
    skip(CPU);
    return new CpuMillis(sweep, UNTOLD, UNTOLD, assist, background, idle, termination);
  }

  private void skip(Literal word) {
    fits &= word.isAt(buffer, at, to);
    at += word.length();
  }

  private void skip(char mark) {
    fits &= at < to && buffer[at] == mark;
    at++;
  }

  /*
   * All of these are short, so that the compiler puts them where they are called, also with the
   * limit on that which the start script sets.
   */

  /** A whole number of one to nine digits. */
  private long number() {
    int start = at;
    int i = start;
    long value = 0;
    while (i < to && Cursor.isDigit(buffer[i])) {
      value = 10 * value + (buffer[i++] - '0');
    }
    at = i;
    fitDigits(i - start, MAX_DIGITS);
    return value;
  }

  private void fitDigits(int digits, int most) {
    fits &= digits > 0 && digits <= most;
  }

  /** A point and one to three digits, in thousandths. */
  private long fraction() {
    skip('.');
    int start = at;
    long value = number();
    fitDigits(at - start, 3);
    return thousandths(value, at - start);
  }

  private static long thousandths(long value, int digits) {
    return digits == 3 ? value : digits == 2 ? 10 * value : 100 * value;
  }

  /** A number with or without a fraction. */
  private double millis() {
    long whole = number();
    return at < to && buffer[at] == '.' ? (1000 * whole + fraction()) / 1000.0 : whole;
  }
}
