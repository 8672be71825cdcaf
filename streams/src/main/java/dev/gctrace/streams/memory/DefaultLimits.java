package dev.gctrace.streams.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The memory limits of containers of which {@code pod-memory} says nothing: the one of the first
 * pattern that the container's name fits, or the one for all.
 *
 * @param forAll limit in bytes of what fits no pattern; empty when there is none
 * @param byPattern limits in bytes by pattern, in the order in which they are tried: a namespace,
 *     or {@code namespace/pod/container} in which {@code *} stands for any number of characters but
 *     {@code /}; what is left out at its end fits anything
 */
public record DefaultLimits(OptionalLong forAll, Map<String, Long> byPattern) {

  /** No limits known. */
  public static final DefaultLimits NONE = new DefaultLimits(OptionalLong.empty(), Map.of());

  /** Keeps the order of the patterns. */
  public DefaultLimits {
    byPattern = Collections.unmodifiableMap(new LinkedHashMap<>(byPattern));
  }

  /** The limit of a container in bytes; empty when none is known. */
  public OptionalLong of(String container) {
    for (Map.Entry<String, Long> entry : byPattern.entrySet()) {
      if (fits(entry.getKey(), container)) {
        return OptionalLong.of(entry.getValue());
      }
    }
    return forAll;
  }

  private static boolean fits(String pattern, String container) {
    int p = 0;
    int c = 0;
    while (true) {
      int patternEnd = end(pattern, p);
      int partEnd = end(container, c);
      if (!glob(pattern.substring(p, patternEnd), container.substring(c, partEnd))) {
        return false;
      }
      if (patternEnd == pattern.length()) {
        return true;
      }
      if (partEnd == container.length()) {
        return false;
      }
      p = patternEnd + 1;
      c = partEnd + 1;
    }
  }

  private static int end(String text, int from) {
    int slash = text.indexOf('/', from);
    return slash < 0 ? text.length() : slash;
  }

  /** Whether a text fits a pattern; takes time in proportion to the product of their lengths. */
  private static boolean glob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int starText = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starText = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++starText;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
