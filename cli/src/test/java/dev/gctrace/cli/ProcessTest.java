package dev.gctrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: pipes, signals, classes that are loaded. */
@Timeout(300)
class ProcessTest {

  private static final Path KILLED = Path.of("../samples/logs/bulk-export-killed.log");

  @TempDir private Path dir;

  @Test
  void eachCycleIsWrittenAtOnceAndASignalEndsAStalledSourceWithTheSummary() throws Exception {
    Process process = start(List.of(), "watch", "--limit=400Mi", "--format=ndjson");
    OutputStream log = process.getOutputStream();
    log.write(Files.readAllBytes(KILLED));
    log.flush();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);

    assertThat(out.readLine()).contains("\"cycle\":14,");
    assertThat(out.readLine()).contains("\"cycle\":15,");
    // Process.destroy would close the streams that are read below.
    process.toHandle().destroy();

    assertThat(process.waitFor()).isEqualTo(128 + 15);
    assertThat(err(process))
        .isEqualTo("gctrace: read: 4 lines (420 bytes), 2 cycles, 2 unrelated\n");
  }

  @Test
  void whatNobodyTookBeforeTheEndIsTold() throws Exception {
    Process process = start(List.of(), "watch", "--limit=400Mi", "--format=ndjson");
    OutputStream log = process.getOutputStream();
    // A pipe takes 64 KiB, some 130 of the objects.
    writeMuch(log);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).contains("\"cycle\":1,");

    process.toHandle().destroy();

    assertThat(err(process))
        .matches("gctrace: \\d+ bytes are left unsent: nobody takes the output\n");
    assertThat(process.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void aSignalEndsTheReadingOfAnalyzeWithTheReportSoFar() throws Exception {
    Process process = start(List.of(), "analyze", "--limit=400Mi", "--format=json", "-");
    OutputStream log = process.getOutputStream();
    writeMuch(log);

    process.toHandle().destroy();

    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(report)
        .startsWith("{\"input\":{\"bytes\":")
        .contains("\"cycle\":1,")
        .endsWith("]}\n");
    assertThat(process.waitFor()).isEqualTo(128 + 15);
    assertThat(err(process)).startsWith("gctrace: interrupted: this is what was read so far\n");
  }

  @Test
  void aReaderThatGoesAwayEndsTheWatchQuietly() throws Exception {
    Process process = start(List.of(), "watch", "--limit=400Mi", "--format=ndjson");
    process.getInputStream().close();
    OutputStream log = process.getOutputStream();
    log.write(Files.readAllBytes(KILLED));
    log.flush();

    assertThat(process.waitFor()).isZero();
    assertThat(err(process)).isEmpty();
  }

  @Test
  void aReportOfAPlainLogLoadsNeitherChartsNorJsonNorUnpackers() throws Exception {
    Path log =
        Files.writeString(
            dir.resolve("app.log"),
            Files.readString(KILLED).lines().skip(2).reduce("", (a, b) -> a + b + "\n"));
    Path classes = dir.resolve("classes.txt");

    Process process =
        start(
            List.of("-Xlog:class+load:file=" + classes),
            "analyze",
            "--limit=400Mi",
            log.toString());
    String out = process.inputReader(StandardCharsets.UTF_8).readLine();

    assertThat(process.waitFor()).isZero();
    assertThat(out).startsWith("CRITICAL  ");
    assertThat(Files.readString(classes))
        .contains("dev.gctrace.cli.report.TextReport")
        .doesNotContain(
            "org.jfree",
            "org.apache.batik",
            "java.awt",
            "com.fasterxml",
            "com.github.luben",
            "io.fabric8");
  }

  @Test
  void aCommandLoadsNoOtherCommandAndTheVersionLoadsNone() throws Exception {
    assertThat(loadedBy("--version"))
        .doesNotContain("dev.gctrace.cli.analyze.AnalyzeCommand ")
        .doesNotContain("dev.gctrace.cli.watch.WatchCommand ")
        .doesNotContain("dev.gctrace.core.");
    assertThat(loadedBy("analyze", "--help"))
        .contains("dev.gctrace.cli.analyze.AnalyzeCommand ")
        .doesNotContain("dev.gctrace.cli.watch.WatchCommand ");
    assertThat(loadedBy("--help"))
        .contains("dev.gctrace.cli.analyze.AnalyzeCommand ")
        .contains("dev.gctrace.cli.watch.WatchCommand ");
  }

  /** The log of the classes that a command line loads. */
  private String loadedBy(String... arguments) throws Exception {
    Path classes = dir.resolve("classes.txt");
    Process process = start(List.of("-Xlog:class+load:file=" + classes), arguments);
    process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {});
    assertThat(process.waitFor()).isZero();
    return Files.readString(classes);
  }

  private static Process start(List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath)));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  /**
   * Some 2.6 MiB of lines. A pipe holds 64 KiB, and four pieces of 256 KiB are read ahead: when all
   * of it is written, more than the half of it was looked at.
   */
  private static void writeMuch(OutputStream log) throws IOException {
    String line = Files.readString(KILLED).lines().toList().get(2) + "\n";
    for (int cycle = 1; cycle <= 20_000; cycle++) {
      String next = "gc " + cycle + " @" + cycle + ".533s";
      log.write(line.replace("gc 14 @247.533s", next).getBytes(StandardCharsets.UTF_8));
    }
    log.flush();
  }

  private static String err(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
