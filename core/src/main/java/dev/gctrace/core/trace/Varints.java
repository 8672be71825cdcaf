package dev.gctrace.core.trace;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Whole numbers in as many bytes as they need: seven bits a byte, small negative ones short too.
 */
final class Varints {

  private Varints() {}

  static void write(DataOutputStream out, long value) throws IOException {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      out.writeByte((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("a number of more than ten bytes");
  }

  /** The number, which has to be at least 0 and below the bound. */
  static int below(int bound, int number) {
    if (number < 0 || number >= bound) {
      throw new IllegalArgumentException(number + " where a number below " + bound + " has to be");
    }
    return number;
  }
}
