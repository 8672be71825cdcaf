package dev.gctrace.cli.options;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * GOMEMLIMIT as it was given.
 *
 * @param bytes the limit; empty for {@code off}
 * @param note what a user has to know who wrote it as Kubernetes writes sizes: Go does not start
 *     with that
 */
record GoMemLimit(OptionalLong bytes, Optional<String> note) {

  /**
   * Reads a size or {@code off}.
   *
   * @throws IllegalArgumentException as {@link Size#parse} does
   */
  static GoMemLimit parse(String text) {
    // math.MaxInt64 is what the runtime itself takes for "off".
    if (text.equals("off") || text.equals(Long.toString(Long.MAX_VALUE))) {
      return new GoMemLimit(OptionalLong.empty(), Optional.empty());
    }
    Size size = Size.parse(text);
    return new GoMemLimit(
        OptionalLong.of(size.bytes()),
        size.asGoWritesIt()
            ? Optional.empty()
            : Optional.of(
                String.format(
                    "--gomemlimit: a Go program does not start with GOMEMLIMIT=%s; it wants"
                        + " GOMEMLIMIT=%s",
                    text, goText(size.bytes()))));
  }

  private static String goText(long bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + "MiB" : Long.toString(bytes);
  }
}
