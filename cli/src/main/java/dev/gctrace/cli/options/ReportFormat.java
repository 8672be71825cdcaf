package dev.gctrace.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a report is written as. */
public enum ReportFormat {
  /** For a person. */
  TEXT,
  /** For a program: one object. */
  JSON;

  /** Reads {@code --format}. */
  public static final class Converter implements ITypeConverter<ReportFormat> {

    /** A converter. */
    public Converter() {}

    @Override
    public ReportFormat convert(String text) {
      return switch (text) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default ->
            throw new TypeConversionException("'" + text + "' is not a format; write text or json");
      };
    }
  }
}
