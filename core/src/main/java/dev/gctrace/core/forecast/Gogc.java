package dev.gctrace.core.forecast;

/**
 * GOGC as the forecast uses it.
 *
 * @param percent GOGC in percent; meaningless when {@code off}
 * @param off whether heap-triggered collection is off
 * @param source where it comes from
 */
public record Gogc(double percent, boolean off, Source source) {

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
