package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Reports;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.ProcessReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Parts to draw. */
final class Charts {

  static final String SENTENCE =
      "Will be OOMKilled: the next goal, 520 MiB, is 120 MiB over the limit of 400 MiB.";

  private Charts() {}

  /** The run of two cycles that the project began with. */
  static List<ChartPart> killed() {
    return List.of(new ChartPart("prod/api/app", List.of(killedReport())));
  }

  static ProcessReport killedReport() {
    return Reports.recorded(
        "killed", Reports.settings(400, 0), Reports.verdict(Severity.CRITICAL, SENTENCE));
  }

  /** Runs a class of the tests in a JVM of its own, with one more variable in its environment. */
  static Process inOtherJvm(Class<?> main, Path argument, String variable, String value)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Where the JDK keeps what it knows of the fonts.
            "-Duser.home=" + argument.getParent(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument.toString());
    builder.environment().put(variable, value);
    return builder.redirectErrorStream(true).start();
  }
}
