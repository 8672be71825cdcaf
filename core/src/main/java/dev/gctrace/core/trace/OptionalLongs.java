package dev.gctrace.core.trace;

import java.util.OptionalLong;

/** Present numbers; small ones, as most sizes of a line are, without an object for each. */
final class OptionalLongs {

  private static final int CACHED = 4096;
  private static final OptionalLong[] SMALL = new OptionalLong[CACHED];

  static {
    for (int i = 0; i < CACHED; i++) {
      SMALL[i] = OptionalLong.of(i);
    }
  }

  private OptionalLongs() {}

  /** The number, present. */
  static OptionalLong of(long value) {
    return value >= 0 && value < CACHED ? SMALL[(int) value] : OptionalLong.of(value);
  }
}
