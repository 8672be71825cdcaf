package dev.gctrace.cli.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Whether there is anything to draw text with. */
final class Fonts {

  private Fonts() {}

  /**
   * Measures a word. A slim image has neither fontconfig nor a font, and the JDK then fails deep
   * within with an error that names neither.
   *
   * @throws IOException with the path first in its message
   */
  static void require(Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getStringBounds("MiB", new FontRenderContext(null, true, true));
    } catch (RuntimeException | LinkageError | InternalError e) {
      FileSystemException named =
          new FileSystemException(
              file.toString(),
              null,
              "a chart needs fonts and this system has none: install fontconfig and a font"
                  + " (Debian, Ubuntu: fontconfig fonts-dejavu-core; Alpine: fontconfig"
                  + " ttf-dejavu; Red Hat: fontconfig dejavu-sans-fonts)");
      named.initCause(e);
      throw named;
    }
  }
}
