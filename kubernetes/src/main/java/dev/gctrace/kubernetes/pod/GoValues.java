package dev.gctrace.kubernetes.pod;

import dev.gctrace.core.forecast.Gogc;
import java.util.OptionalLong;

/**
 * Values of environment variables as the Go runtime reads them: {@code parseByteCount} and {@code
 * atoi} (runtime/string.go), {@code readGOGC} and {@code readGOMEMLIMIT} (runtime/mgcpacer.go) of
 * Go 1.26.
 */
final class GoValues {

  private static final int MAX_DIGITS = 19;

  private GoValues() {}

  /** GOGC: {@code off}, a number, or the default for anything else. Below 0 is off. */
  static Gogc gogc(String text) {
    if (text.equals("off")) {
      return Gogc.givenOff();
    }
    OptionalLong percent = integer(text);
    if (percent.isEmpty() || Math.abs(percent.getAsLong()) > Integer.MAX_VALUE) {
      return Gogc.given(Gogc.DEFAULT.percent());
    }
    return percent.getAsLong() < 0 ? Gogc.givenOff() : Gogc.given((double) percent.getAsLong());
  }

  /**
   * GOMEMLIMIT: whole bytes, or a whole number of {@code B}, {@code KiB}, {@code MiB}, {@code GiB},
   * {@code TiB}; {@link Long#MAX_VALUE} for {@code off} and for an empty text. Empty for what the
   * runtime does not start with.
   */
  static OptionalLong bytes(String text) {
    if (text.isEmpty() || text.equals("off")) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
    String number = text;
    int shift = 0;
    if (text.endsWith("iB") && text.length() > 3) {
      shift = 10 * (1 + "KMGT".indexOf(text.charAt(text.length() - 3)));
      if (shift == 0) {
        return OptionalLong.empty();
      }
      number = text.substring(0, text.length() - 3);
    } else if (text.endsWith("B")) {
      number = text.substring(0, text.length() - 1);
    }
    OptionalLong count = integer(number);
    if (count.isEmpty() || count.getAsLong() < 0 || count.getAsLong() > Long.MAX_VALUE >> shift) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(count.getAsLong() << shift);
  }

  /** Decimal digits behind a sign or none; empty for anything else, too large a number too. */
  static OptionalLong integer(String text) {
    String digits = text.startsWith("-") ? text.substring(1) : text;
    if (digits.isEmpty()
        || digits.length() > MAX_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
