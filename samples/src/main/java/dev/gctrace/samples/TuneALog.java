package dev.gctrace.samples;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.tuning.Outcome;
import dev.gctrace.core.tuning.Simulation;
import dev.gctrace.core.tuning.WhatIf;
import dev.gctrace.core.tuning.WorkloadRecorder;
import dev.gctrace.logs.TraceReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Reads the log of one container and prints what it would do under several values of GOGC. */
public final class TuneALog {

  private TuneALog() {}

  /**
   * Prints a line for each GOGC.
   *
   * @param args the log, and the container's memory limit in MiB
   */
  public static void main(String[] args) throws IOException {
    print(Path.of(args[0]), Double.parseDouble(args[1]), System.out);
  }

  static void print(Path log, double limitMiB, PrintStream out) throws IOException {
    var recorder = new WorkloadRecorder();
    var reader =
        new TraceReader(
            (who, event, origin) -> {
              if (event instanceof GcEvent gc) {
                recorder.add(gc);
              }
            });
    byte[] bytes = Files.readAllBytes(log);
    reader.feed(bytes, 0, bytes.length);
    reader.end();
    var workload = recorder.workload().orElseThrow();
    for (double gogc : new double[] {50, 100, 200}) {
      Outcome outcome =
          Simulation.run(
              workload,
              new WhatIf(
                  OptionalDouble.of(gogc), OptionalDouble.empty(), OptionalDouble.of(limitMiB)));
      out.printf(
          "GOGC=%.0f: %.0f MiB at the peak, %s%n",
          gogc, outcome.memoryMiB().expected(), outcome.fit().code());
    }
  }
}
