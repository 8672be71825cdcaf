package dev.gctrace.core.forecast;

/**
 * GOGC as the forecast uses it.
 *
 * @param percent GOGC in percent; meaningless when {@code off}
 * @param off whether heap-triggered collection is off
 * @param source where it comes from; a value that was given stands until the trace contradicts it
 */
public record Gogc(double percent, boolean off, Source source) {

  /** Refuses what no program can have set. */
  public Gogc {
    if (!off && !(percent >= 0 && percent <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("GOGC needs 0 to 2147483647 percent but was " + percent);
    }
  }

  /** Where the value comes from. */
  public enum Source {
    /** Given by the user or read from the pod. */
    GIVEN,
    /** Inferred from pairs of lines. */
    INFERRED,
    /** Nothing known yet: Go's default of 100. */
    DEFAULT
  }

  /** Go's default: 100. */
  public static final Gogc DEFAULT = new Gogc(100, false, Source.DEFAULT);

  /** A value that the user gave. */
  public static Gogc given(double percent) {
    return new Gogc(percent, false, Source.GIVEN);
  }

  /** GOGC=off, as the user gave it. */
  public static Gogc givenOff() {
    return new Gogc(0, true, Source.GIVEN);
  }
}
