package dev.gctrace.core.trace;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of a record, for the oracle.
 *
 * @param name what it is called in tests
 * @param begin matches where a record of this form, sound or broken, begins
 * @param whole matches a sound record there
 * @param read makes the event; empty when a number is out of its range
 */
record OracleForm(
    String name, Pattern begin, Pattern whole, Function<Matcher, Optional<TraceEvent>> read) {

  private static final String NUMBER = "\\d{1,18}+(?!\\d)";
  private static final String NAME = "[a-z][a-z0-9_-]*+(?: [a-z][a-z0-9_-]*+)*+";
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("n", "(" + NUMBER + ")"),
          Map.entry("x", NUMBER),
          Map.entry("hash", "#?"),
          Map.entry("cut", "(\\d{1,3}+)(?!\\d)"),
          Map.entry("remark", "(?: \\(" + NAME + "\\))?"),
          Map.entry("ms", "(\\d{1,12}+\\.\\d{1,3}+(?!\\d)|\\d{1,18}+(?![\\d.]))"),
          Map.entry("items", "((?:" + NUMBER + " MB " + NAME + ", )*+)"),
          Map.entry("forced", "( \\(forced\\))?"),
          Map.entry(
              "lookups",
              "(?:" + NUMBER + " pointer lookups \\(\\d{1,18} size, \\d{1,18} addr\\) )?"),
          Map.entry("end", "( \\(forced\\)| \\[controller reset])?"),
          Map.entry("reset", "(?:\\[controller reset])?"),
          Map.entry("before", "(forced )?"),
          Map.entry("k", "(-?\\d*)"),
          Map.entry("unit", "([KM]B)"),
          Map.entry("generation", "(?:" + NUMBER + " )?"),
          Map.entry("signed", "(-?" + NUMBER + ")"),
          Map.entry("sweeping", "(?:during sweep|of spans)"),
          Map.entry(
              "real", "(?:NaN|[+-]?Inf|[+-]?\\d++(?:\\.\\d++|(?!\\.))(?:e[+-]?\\d++|(?!e)))"));
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  /** A form written down as in the documentation, with places in braces for what changes. */
  static OracleForm of(
      String name, Pattern begin, String text, Function<Matcher, Optional<TraceEvent>> read) {
    StringBuilder regex = new StringBuilder();
    Matcher place = PLACE.matcher(text);
    int at = 0;
    while (place.find()) {
      regex.append(Pattern.quote(text.substring(at, place.start())));
      regex.append(PLACES.get(place.group(1)));
      at = place.end();
    }
    regex.append(Pattern.quote(text.substring(at)));
    return new OracleForm(name, begin, Pattern.compile(regex.toString()), read);
  }

  static Pattern begin(String regex) {
    return Pattern.compile(regex);
  }

  static long number(Matcher m, int group) {
    return Long.parseLong(m.group(group));
  }

  static OptionalLong present(Matcher m, int group) {
    return OptionalLong.of(number(m, group));
  }

  @Override
  public String toString() {
    return name;
  }
}
