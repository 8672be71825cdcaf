package dev.gctrace.streams.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a process listens, as people write it: {@code 0.0.0.0:9464}, {@code 9464}, {@code off}. */
public final class Address {

  private Address() {}

  /**
   * Reads an address; a port alone is one of this machine that no other reaches.
   *
   * @return empty for {@code off}
   * @throws IllegalArgumentException when it is none; the message holds it
   */
  public static Optional<InetSocketAddress> of(String text) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address to listen at; write 9464, 0.0.0.0:9464 or off");
    }
    if (colon < 0) {
      return Optional.of(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
    }
    String host = text.substring(0, colon);
    InetSocketAddress address =
        host.isEmpty()
            ? new InetSocketAddress(Integer.parseInt(port))
            : new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("'" + host + "' is not a host of this machine");
    }
    return Optional.of(address);
  }
}
