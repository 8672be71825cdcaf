package dev.gctrace.streams.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of this machine for servers that cannot choose one themselves. A port that the kernel gave
 * away, and that was given back, is soon the near end of somebody's connection; these are outside
 * of what it gives away, and each is told once.
 */
public final class FreePort {

  private static final int FIRST = 10_000;
  private static final int LAST = 30_000;

  /** Where the kernel's own begin when it does not say so. */
  private static final int EPHEMERAL = 32_768;

  private static final Path KERNEL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST));

  private FreePort() {}

  /**
   * Finds one.
   *
   * @return a port at which nobody listens
   * @throws IOException when there is none
   */
  public static int next() throws IOException {
    if (LAST > firstOfTheKernel()) {
      return ephemeral();
    }
    for (int tries = FIRST; tries < LAST; tries++) {
      int port = NEXT.getAndUpdate(at -> at + 1 < LAST ? at + 1 : FIRST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port between " + FIRST + " and " + LAST + " is free");
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  private static int ephemeral() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int firstOfTheKernel() throws IOException {
    if (!Files.isReadable(KERNEL)) {
      return EPHEMERAL;
    }
    // At once: such a file gives nothing but its first bytes to those who ask again.
    try (BufferedReader range = Files.newBufferedReader(KERNEL, StandardCharsets.US_ASCII)) {
      return Integer.parseInt(range.readLine().strip().split("\\s+", 2)[0]);
    }
  }
}
