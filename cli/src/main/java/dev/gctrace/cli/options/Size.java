package dev.gctrace.cli.options;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * An amount of memory as somebody wrote it: a Kubernetes quantity ({@code 400Mi}, {@code 1.5Gi},
 * {@code 512M}, {@code 1e9}) or a value of GOMEMLIMIT ({@code 360MiB}). A number alone is bytes in
 * both.
 *
 * @param bytes the amount, at least 1 MiB; a fraction of a byte is rounded up
 * @param asGoWritesIt whether GOMEMLIMIT may have this text: whole bytes with or without {@code B},
 *     {@code KiB}, {@code MiB}, {@code GiB}, {@code TiB} ({@code parseByteCount},
 *     runtime/string.go)
 */
public record Size(long bytes, boolean asGoWritesIt) {

  private static final String EXAMPLES = "; write 400Mi, 400MiB or 1G";
  private static final long SMALLEST = 1L << 20;

  /** More digits than any amount of memory needs: what is longer is not worth an arithmetic. */
  private static final int MAX_CHARS = 40;

  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", power(10)),
          Map.entry("Mi", power(20)),
          Map.entry("Gi", power(30)),
          Map.entry("Ti", power(40)),
          Map.entry("Pi", power(50)),
          Map.entry("Ei", power(60)),
          Map.entry("B", BigDecimal.ONE),
          Map.entry("KiB", power(10)),
          Map.entry("MiB", power(20)),
          Map.entry("GiB", power(30)),
          Map.entry("TiB", power(40)));

  /**
   * Reads a size.
   *
   * @param text what somebody wrote
   * @return the size
   * @throws IllegalArgumentException when it is none, or cannot have been meant; the message holds
   *     the text and says what to write
   */
  public static Size parse(String text) {
    int digits = endOfNumber(text);
    BigDecimal unit = UNITS.get(text.substring(digits));
    if (digits == 0 || text.length() > MAX_CHARS || unit == null) {
      if (text.startsWith("-")) {
        throw new IllegalArgumentException("'" + text + "' is negative" + EXAMPLES);
      }
      throw new IllegalArgumentException("'" + text + "' is not a size" + EXAMPLES);
    }
    BigDecimal bytes = new BigDecimal(text.substring(0, digits)).multiply(unit);
    refuseWhatCannotBeMeant(text, bytes, unit);
    return new Size(bytes.setScale(0, RoundingMode.UP).longValueExact(), isGo(text, digits));
  }

  private static void refuseWhatCannotBeMeant(String text, BigDecimal bytes, BigDecimal unit) {
    if (unit.compareTo(BigDecimal.ONE) < 0) {
      String number = text.substring(0, text.length() - 1);
      throw new IllegalArgumentException(
          String.format(
              "'%s' is %s bytes: in Kubernetes %s means %s; write %sM or %sMi",
              text,
              bytes.stripTrailingZeros().toPlainString(),
              text.substring(text.length() - 1),
              unit.scale() == 3 ? "a thousandth" : unit.scale() == 6 ? "a millionth" : "1e-9",
              number,
              number));
    }
    if (bytes.compareTo(BigDecimal.valueOf(SMALLEST)) < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is less than 1 MiB: a number alone is bytes" + EXAMPLES);
    }
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("'" + text + "' is more memory than there can be");
    }
  }

  /** The end of {@code [+]digits[.digits][e[+|-]digits]}; 0 when the text begins otherwise. */
  private static int endOfNumber(String text) {
    int start = text.startsWith("+") ? 1 : 0;
    int whole = endOfDigits(text, start);
    int end = whole;
    int count = whole - start;
    if (end < text.length() && text.charAt(end) == '.') {
      end = endOfDigits(text, whole + 1);
      count += end - whole - 1;
    }
    if (count == 0) {
      return 0;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign = end + 1;
      if (sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-')) {
        sign++;
      }
      int exponent = endOfDigits(text, sign);
      if (exponent > sign && exponent - sign <= 2) {
        return exponent;
      }
    }
    return end;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean isGo(String text, int digits) {
    String unit = text.substring(digits);
    return endOfDigits(text, 0) == digits && (unit.isEmpty() || unit.endsWith("B"));
  }

  private static BigDecimal power(int exponent) {
    return BigDecimal.valueOf(1L << exponent);
  }

  // Written out: that of a record is made by method handles, which costs every start some time.
  @Override
  public String toString() {
    return bytes + " bytes";
  }
}
