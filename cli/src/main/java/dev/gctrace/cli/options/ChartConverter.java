package dev.gctrace.cli.options;

import dev.gctrace.cli.chart.ChartFile;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --chart}: a file whose name says which kind of picture it is. */
public final class ChartConverter implements ITypeConverter<Path> {

  /** A converter. */
  public ChartConverter() {}

  @Override
  public Path convert(String text) {
    try {
      Path file = Path.of(text);
      ChartFile.requireSupported(file);
      return file;
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
