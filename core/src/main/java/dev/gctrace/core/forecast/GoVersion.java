package dev.gctrace.core.forecast;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * The version of Go that a program was built with, as far as it matters to the memory that a heap
 * takes. The trace does not tell it: the line tells generations only.
 *
 * @param minor N of Go 1.N
 * @param patch P of Go 1.N.P; empty when not known
 */
public record GoVersion(int minor, OptionalInt patch) {

  private static final int HUGE_PAGES_MINOR = 21;
  private static final int HUGE_PAGES_LAST_PATCH = 3;
  private static final int ZEROED_MINOR = 24;
  private static final int ZEROED_LAST_PATCH = 5;

  /** Nobody numbers a version so high; what is longer is not worth a number. */
  private static final int MAX_DIGITS = 4;

  /** What a version does to the memory that the trace does not show. */
  public enum Hazard {
    /**
     * Go 1.21.0 to 1.21.3: the runtime asked for huge pages, which take what was given back
     * (go.dev/issue/64332).
     */
    HUGE_PAGES,
    /**
     * Go 1.24.0 to about 1.24.5: large objects are written with zeros that were not before, so that
     * all of them is resident (go.dev/issue/72991).
     */
    ZEROED_LARGE_OBJECTS,
    /** None that is known. */
    NONE
  }

  /**
   * Reads a version as {@code go version} and go.mod write it: {@code go1.21.2}, {@code 1.21.2},
   * {@code 1.21}, {@code go1.24rc1}, {@code go1.22.3 X:rangefunc}.
   *
   * @throws IllegalArgumentException when it is none; the message holds the text and says what to
   *     write
   */
  public static GoVersion parse(String text) {
    String rest = text.toLowerCase(Locale.ROOT);
    if (rest.startsWith("go")) {
      rest = rest.substring(2);
    }
    int minorEnd = rest.startsWith("1.") ? endOfDigits(rest, 2) : 0;
    if (minorEnd <= 2 || minorEnd - 2 > MAX_DIGITS) {
      throw notAVersion(text);
    }
    int minor = Integer.parseInt(rest.substring(2, minorEnd));
    String tail = rest.substring(minorEnd);
    if (tail.startsWith(".")) {
      int patchEnd = endOfDigits(tail, 1);
      if (patchEnd == 1 || patchEnd - 1 > MAX_DIGITS || !isSuffix(tail.substring(patchEnd))) {
        throw notAVersion(text);
      }
      return new GoVersion(minor, OptionalInt.of(Integer.parseInt(tail.substring(1, patchEnd))));
    }
    if (!isSuffix(tail)) {
      throw notAVersion(text);
    }
    // A candidate comes before the first release of its line.
    return new GoVersion(
        minor,
        tail.startsWith("rc") || tail.startsWith("beta") ? OptionalInt.of(0) : OptionalInt.empty());
  }

  /** The hazard of the version; one without a patch may be any of its line, also the worst. */
  public Hazard hazard() {
    if (minor == HUGE_PAGES_MINOR && patch.orElse(0) <= HUGE_PAGES_LAST_PATCH) {
      return Hazard.HUGE_PAGES;
    }
    return minor == ZEROED_MINOR && patch.orElse(0) <= ZEROED_LAST_PATCH
        ? Hazard.ZEROED_LARGE_OBJECTS
        : Hazard.NONE;
  }

  /** {@code 1.21.2}. */
  @Override
  public String toString() {
    return "1." + minor + (patch.isPresent() ? "." + patch.getAsInt() : "");
  }

  private static boolean isSuffix(String tail) {
    return tail.isEmpty()
        || tail.startsWith("rc")
        || tail.startsWith("beta")
        || tail.startsWith("-")
        || tail.startsWith("+")
        || tail.startsWith(" ");
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static IllegalArgumentException notAVersion(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a version of Go; write 1.21.2 or go1.21.2");
  }
}
