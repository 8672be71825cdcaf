package dev.gctrace.cli.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gctrace.cli.drawing.Reports;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.ProcessReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"chart.jpg", "chart", "png", ".", "/", "a.png/b"})
  void refusesANameThatDoesNotSayAFormat(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartFile.requireSupported(Path.of(name)))
        .withMessage(name + ": a chart is a .png or .svg file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartFile.write(Path.of(name), Charts.killed()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chart.png", "CHART.PNG", "a.b.svg", "I.SVG"})
  void takesTheFormatFromTheEndOfTheName(String name) throws IOException {
    Path file = folder.resolve(name);

    ChartFile.write(file, Charts.killed());

    byte[] content = Files.readAllBytes(file);
    if (name.endsWith("png") || name.endsWith("PNG")) {
      assertThat(content).startsWith(0x89, 'P', 'N', 'G');
    } else {
      assertThat(new String(content, UTF_8)).startsWith("<?xml").contains("<svg");
    }
  }

  @Test
  void looksAtTheNameWithoutLoadingAChartClass() throws Exception {
    // A world without AWT, JFreeChart and Batik.
    URL[] classes = {ChartFile.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader loader =
        new URLClassLoader(classes, ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.awt") || name.startsWith("org.")) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        }) {
      Class<?> chartFile = loader.loadClass(ChartFile.class.getName());
      assertThat(chartFile.getClassLoader()).isSameAs(loader);
      chartFile.getMethod("requireSupported", Path.class).invoke(null, Path.of("chart.png"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chart.png", "chart.svg"})
  void theSamePartsMakeTheSameBytes(String name) throws IOException {
    Path first = folder.resolve("1" + name);
    Path second = folder.resolve("2" + name);

    ChartFile.write(first, Charts.killed());
    ChartFile.write(second, Charts.killed());

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void replacesAFileThatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("chart.svg"), "old");

    ChartFile.write(file, Charts.killed());

    assertThat(file).content(UTF_8).startsWith("<?xml").endsWith("</svg\n>\n");
    assertThat(names()).containsExactly("chart.svg");
  }

  @Test
  void writesThroughALinkAndKeepsIt() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("chart.svg"), target);

    ChartFile.write(link, Charts.killed());

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(target).content(UTF_8).startsWith("<?xml");
    assertThat(names()).containsExactly("chart.svg", "target");
  }

  @Test
  void aFullDiskIsSaidWithThePath() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("chart.png"), Path.of("/dev/full"));

    assertThatIOException()
        .isThrownBy(() -> ChartFile.write(full, Charts.killed()))
        .withMessage(full + ": No space left on device");
  }

  @Test
  void aMissingFolderIsSaidWithThePath() {
    Path file = folder.resolve("missing").resolve("chart.png");

    assertThatIOException()
        .isThrownBy(() -> ChartFile.write(file, Charts.killed()))
        .withMessage(file + ": no such folder");
    assertThat(names()).isEmpty();
  }

  @Test
  void aFolderInThePlaceOfTheFileIsLeftAlone() throws IOException {
    Path file = Files.createDirectory(folder.resolve("chart.png"));

    assertThatIOException()
        .isThrownBy(() -> ChartFile.write(file, Charts.killed()))
        .withMessage(file + ": is a directory");
    assertThat(file).isEmptyDirectory();
    assertThat(names()).containsExactly("chart.png");
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("chart.png"), "old");
    // In the way of the file that is written beside the target.
    Path beside = folder.resolve(".chart.png." + ProcessHandle.current().pid() + ".tmp");
    Files.createDirectory(beside);
    Files.writeString(beside.resolve("something"), "");

    assertThatIOException()
        .isThrownBy(() -> ChartFile.write(file, Charts.killed()))
        .withMessageStartingWith(file + ": ");
    assertThat(file).hasContent("old");
  }

  @Test
  void thereMustBeACycleToDraw() {
    ProcessReport empty =
        Reports.of(1, MemorySettings.NONE, Reports.verdict(Severity.UNKNOWN, "?"), List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ChartFile.write(
                    folder.resolve("chart.png"), List.of(new ChartPart("a", List.of(empty)))))
        .withMessage("there is no cycle to draw");
    assertThat(names()).isEmpty();
  }

  @Test
  void withoutFontsItSaysWhatToInstall() throws Exception {
    Path file = folder.resolve("chart.png");
    Path noFonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    Process process =
        Charts.inOtherJvm(WriteKilled.class, file, "FONTCONFIG_FILE", noFonts.toString());
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), UTF_8);
    }

    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(output)
        .isEqualTo(
            file
                + ": a chart needs fonts and this system has none: install fontconfig and a font"
                + " (Debian, Ubuntu: fontconfig fonts-dejavu-core; Alpine: fontconfig"
                + " ttf-dejavu; Red Hat: fontconfig dejavu-sans-fonts)\n");
    assertThat(file).doesNotExist();
  }

  /** Writes a chart in a JVM of its own. */
  static final class WriteKilled {
    private WriteKilled() {}

    /** Ends with 3 and the message alone when the chart cannot be written. */
    public static void main(String[] args) {
      try {
        ChartFile.write(Path.of(args[0]), Charts.killed());
      } catch (IOException e) {
        System.out.println(e.getMessage());
        System.exit(3);
      }
    }
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
