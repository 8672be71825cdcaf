package dev.gctrace.cli.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A chart as a file: PNG or SVG, as its name ends. */
public final class ChartFile {

  private ChartFile() {}

  /**
   * Refuses a name that does not say a format, before any work is done. Loads no chart class.
   *
   * @param file where the chart shall go
   * @throws IllegalArgumentException when the name ends neither in {@code .png} nor in {@code .svg}
   */
  public static void requireSupported(Path file) {
    if (!isPng(file) && !isSvg(file)) {
      throw new IllegalArgumentException(file + ": a chart is a .png or .svg file");
    }
  }

  /**
   * Draws a chart and writes it. The file is there in full or, when that fails, as it was before.
   * The same parts make the same bytes on one JDK.
   *
   * @param file where the chart goes; one that is there is replaced
   * @param parts what is drawn, from the top; the most dangerous of them when there are many
   * @throws IllegalArgumentException when the name does not say a format, or no part has a cycle
   * @throws IOException when the file cannot be written, or the system has no font to draw text
   *     with; the message begins with the path
   */
  public static void write(Path file, List<ChartPart> parts) throws IOException {
    requireSupported(file);
    Picture picture = Picture.of(parts);
    Fonts.require(file);
    AtomicFile.write(file, isPng(file) ? PngImage.of(picture) : SvgImage.of(picture));
  }

  private static boolean isPng(Path file) {
    return endsWith(file, ".png");
  }

  private static boolean isSvg(Path file) {
    return endsWith(file, ".svg");
  }

  private static boolean endsWith(Path file, String extension) {
    Path name = file.getFileName();
    return name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(extension);
  }
}
