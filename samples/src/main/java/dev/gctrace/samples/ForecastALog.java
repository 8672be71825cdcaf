package dev.gctrace.samples;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.logs.TraceReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the log of one container, however it was delivered, and prints what each cycle says. */
public final class ForecastALog {

  private ForecastALog() {}

  /**
   * Prints a line a cycle.
   *
   * @param args the log, and the container's memory limit in MiB
   */
  public static void main(String[] args) throws IOException {
    print(Path.of(args[0]), Long.parseLong(args[1]), System.out);
  }

  static void print(Path log, long limitMiB, PrintStream out) throws IOException {
    var settings =
        new MemorySettings(OptionalLong.of(limitMiB << 20), Optional.empty(), OptionalLong.empty());
    var container = new ContainerForecaster();
    var reader =
        new TraceReader(
            (who, event, origin) -> {
              if (event instanceof GcEvent gc) {
                Forecast forecast = container.accept(gc, settings).forecast();
                out.println(
                    "cycle "
                        + gc.cycle()
                        + ": "
                        + forecast.severity()
                        + ", "
                        + forecast.reason().code());
              }
            });
    byte[] bytes = Files.readAllBytes(log);
    reader.feed(bytes, 0, bytes.length);
    reader.end();
    out.println(reader.counts().lines() + " lines, " + reader.counts().malformed() + " malformed");
  }
}
