package dev.gctrace.kubernetes;

import java.util.Arrays;

/** Bytes between what finds them and what reads them. */
final class LogBuffer {

  private byte[] bytes = new byte[1 << 16];
  private int from;
  private int to;

  boolean isEmpty() {
    return from == to;
  }

  void add(byte[] source, int start, int end) {
    if (isEmpty()) {
      from = 0;
      to = 0;
    }
    if (to + end - start > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (to + end - start));
    }
    System.arraycopy(source, start, bytes, to, end - start);
    to += end - start;
  }

  /** Moves bytes out; how many. */
  int take(byte[] target, int start, int length) {
    int count = Math.min(length, to - from);
    System.arraycopy(bytes, from, target, start, count);
    from += count;
    return count;
  }
}
