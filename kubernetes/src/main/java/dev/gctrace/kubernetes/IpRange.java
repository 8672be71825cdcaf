package dev.gctrace.kubernetes;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses as numbers, without asking a name server. */
final class IpRange {

  private static final int BYTE_BITS = 8;

  private IpRange() {}

  /** An address that is written as one; empty for a name. */
  static Optional<byte[]> address(String text) {
    boolean looksLikeOne =
        text.indexOf(':') >= 0 || text.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    if (!looksLikeOne) {
      return Optional.empty();
    }
    try {
      // What looks like an address is not looked up.
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  static boolean isLoopback(byte[] address) {
    return address.length == 4
        ? address[0] == 127
        : new BigInteger(1, address).equals(BigInteger.ONE);
  }

  /** Whether a range ({@code 10.0.0.0/8}, or one address) holds an address. */
  static boolean contains(String range, String host) {
    int slash = range.indexOf('/');
    Optional<byte[]> net = address(slash < 0 ? range : range.substring(0, slash));
    Optional<byte[]> there = address(host);
    if (net.isEmpty() || there.isEmpty() || net.get().length != there.get().length) {
      return false;
    }
    int bits = net.get().length * BYTE_BITS;
    String length = slash < 0 ? String.valueOf(bits) : range.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
      return false;
    }
    int free = bits - Integer.parseInt(length);
    return new BigInteger(1, net.get())
        .shiftRight(free)
        .equals(new BigInteger(1, there.get()).shiftRight(free));
  }
}
