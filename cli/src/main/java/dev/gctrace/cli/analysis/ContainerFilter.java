package dev.gctrace.cli.analysis;

import java.util.regex.Pattern;

/**
 * Which containers to read: those whose name, or one of whose parts (namespace, pod, container),
 * matches a pattern. {@code *} stands for any characters, {@code ?} for one.
 */
public final class ContainerFilter {

  /** All of them. */
  public static final ContainerFilter ALL = new ContainerFilter("*");

  private static final Pattern PARTS = Pattern.compile("/");

  private final String pattern;
  private final Pattern regex;

  /**
   * A filter.
   *
   * @param pattern the pattern
   */
  public ContainerFilter(String pattern) {
    this.pattern = pattern;
    StringBuilder translated = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      translated.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    regex = Pattern.compile(translated.toString(), Pattern.DOTALL);
  }

  /**
   * Whether to read a container.
   *
   * @param name its name, or that of the input when it has none
   */
  boolean wants(String name) {
    return regex.matcher(name).matches()
        || PARTS.splitAsStream(name).anyMatch(part -> regex.matcher(part).matches());
  }

  @Override
  public String toString() {
    return pattern;
  }
}
