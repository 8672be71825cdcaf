package dev.gctrace.bench.streams;

import dev.gctrace.streams.demo.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** A broker in a process of its own, which ends when its standard input does. */
final class BrokerMain {

  private BrokerMain() {}

  /** Starts a broker on an empty folder, the first argument, and prints where it is found. */
  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]))) {
      System.out.println(broker.bootstrapServers());
      while (System.in.read() >= 0) {
        // Whoever started it is there still.
      }
    }
  }
}
