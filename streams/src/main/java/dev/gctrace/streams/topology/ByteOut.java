package dev.gctrace.streams.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes numbers and bytes and packs them; whole numbers take seven bits a byte. */
final class ByteOut {

  private byte[] bytes = new byte[512];
  private int length;

  void octet(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  /** Eight bytes, so that it can be read where it stands. */
  void fixed(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      octet((int) (value >>> shift));
    }
  }

  /** Numbers near to zero, of either sign, are short. */
  void number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      octet((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    octet((int) rest);
  }

  void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  void bytes(byte[] value) {
    number(value.length);
    if (length + value.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + value.length));
    }
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** One of a list that every version has in the same order. */
  <E> void one(List<E> all, E value) {
    octet(all.indexOf(value));
  }

  /** A time, or that there is none. */
  void time(Optional<Instant> time) {
    flag(time.isPresent());
    if (time.isPresent()) {
      Instant instant = time.get();
      number(instant.getEpochSecond());
      number(instant.getNano());
    }
  }

  /** Null is told from what is empty. */
  void orNull(byte[] value) {
    flag(value != null);
    if (value != null) {
      bytes(value);
    }
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
