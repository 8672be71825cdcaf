package dev.gctrace.core.report;

import java.util.OptionalLong;

/** Smallest, last and largest of some values; all empty before the first. */
final class Extent {

  private boolean any;
  private long min;
  private long last;
  private long max;

  void add(long value) {
    min = any ? Math.min(min, value) : value;
    max = any ? Math.max(max, value) : value;
    last = value;
    any = true;
  }

  OptionalLong min() {
    return any ? OptionalLong.of(min) : OptionalLong.empty();
  }

  OptionalLong last() {
    return any ? OptionalLong.of(last) : OptionalLong.empty();
  }

  OptionalLong max() {
    return any ? OptionalLong.of(max) : OptionalLong.empty();
  }
}
