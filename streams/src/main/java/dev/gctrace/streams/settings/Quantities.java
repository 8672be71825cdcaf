package dev.gctrace.streams.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them: {@code 400Mi}, {@code 10s}. */
public final class Quantities {

  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)(|[kMGT]|[KMGT]i|[KMGT]iB)");

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", BigDecimal.valueOf(1_000)),
          Map.entry("M", BigDecimal.valueOf(1_000_000)),
          Map.entry("G", BigDecimal.valueOf(1_000_000_000)),
          Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)));

  private Quantities() {}

  /**
   * A size as Kubernetes or Go writes it, in bytes.
   *
   * @throws IllegalArgumentException when it is none, or less than 1 MiB; the message holds the
   *     text
   */
  public static long bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a size; write 400Mi, 400MiB or 1G");
    }
    String unit = size.group(2).endsWith("B") ? size.group(2).substring(0, 2) : size.group(2);
    BigDecimal bytes =
        new BigDecimal(size.group(1)).multiply(UNITS.get(unit)).setScale(0, RoundingMode.UP);
    if (bytes.compareTo(BigDecimal.valueOf(1L << 20)) < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is less than 1 MiB: a number alone is bytes; write 400Mi");
    }
    if (bytes.compareTo(BigDecimal.valueOf(1L << 62)) > 0) {
      throw new IllegalArgumentException("'" + text + "' is more memory than there can be");
    }
    return bytes.longValueExact();
  }

  /**
   * A time, as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d}.
   *
   * @throws IllegalArgumentException when it is none; the message holds the text
   */
  public static Duration duration(String text) {
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time; write 500ms, 10s, 5m, 24h or 7d");
    }
    long amount = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
