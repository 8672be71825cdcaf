package dev.gctrace.cli.input;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file says about rotation.
 *
 * <ul>
 *   <li>{@code 0.log.20260105-101112}, {@code app.log-20260105.gz}: the date when it was rotated
 *   <li>{@code app.log.2.gz}, {@code app.log.1}: the higher, the older
 *   <li>{@code app.log}: the newest
 * </ul>
 *
 * @param base name of the newest file of the same log
 * @param date digits of the date; empty when there is none
 * @param number number; 0 when there is none
 */
record RotatedName(String base, String date, int number) {

  /** Oldest first, among names of one base. */
  static final Comparator<RotatedName> OLDEST_FIRST =
      Comparator.comparing((RotatedName name) -> name.isNewest())
          .thenComparing(RotatedName::date)
          .thenComparing(Comparator.comparingInt(RotatedName::number).reversed());

  private static final Pattern PACKED = Pattern.compile("(.+)\\.(?:gz|zst|zstd)");
  private static final Pattern DATED = Pattern.compile("(.+\\.log)[.-](\\d{8}(?:-?\\d{2,10})?)");
  private static final Pattern NUMBERED = Pattern.compile("(.+\\.log)\\.(\\d{1,5})");

  /** Reads the name of a file. */
  static RotatedName of(String fileName) {
    Matcher packed = PACKED.matcher(fileName);
    String name = packed.matches() ? packed.group(1) : fileName;
    Matcher dated = DATED.matcher(name);
    if (dated.matches()) {
      return new RotatedName(dated.group(1), dated.group(2), 0);
    }
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      return new RotatedName(numbered.group(1), "", Integer.parseInt(numbered.group(2)));
    }
    return new RotatedName(name, "", 0);
  }

  private boolean isNewest() {
    return date.isEmpty() && number == 0;
  }
}
