package dev.gctrace.streams.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ByteOut} packed. What cannot be that is an IllegalArgumentException. */
final class ByteIn {

  private final byte[] bytes;
  private int at;

  ByteIn(byte[] bytes) {
    this.bytes = bytes;
  }

  int octet() {
    if (at == bytes.length) {
      throw new IllegalArgumentException("ends after " + at + " bytes");
    }
    return bytes[at++] & 0xff;
  }

  long fixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << Byte.SIZE) | octet();
    }
    return value;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = octet();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("a number of more than ten bytes before byte " + at);
  }

  /** A number that has to be at least 0 and below the bound. */
  int below(int bound) {
    long value = number();
    if (value < 0 || value >= bound) {
      throw new IllegalArgumentException(value + " where a number below " + bound + " has to be");
    }
    return (int) value;
  }

  boolean flag() {
    return octet() != 0;
  }

  /** One of a list that every version has in the same order. */
  <E> E one(List<E> all) {
    int index = octet();
    if (index >= all.size()) {
      throw new IllegalArgumentException("no " + index + " in " + all);
    }
    return all.get(index);
  }

  /** A time; empty when there is none. */
  Optional<Instant> time() {
    return flag() ? Optional.of(Instant.ofEpochSecond(number(), number())) : Optional.empty();
  }

  byte[] bytes() {
    int length = below(bytes.length - at + 1);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  byte[] orNull() {
    return flag() ? bytes() : null;
  }

  boolean atEnd() {
    return at == bytes.length;
  }
}
