package dev.gctrace.cli.options;

import dev.gctrace.core.forecast.Gogc;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads GOGC: a whole number of percent, or {@code off}. */
public final class GogcConverter implements ITypeConverter<Gogc> {

  /** A converter. */
  public GogcConverter() {}

  @Override
  public Gogc convert(String text) {
    if (text.equals("off")) {
      return Gogc.givenOff();
    }
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new TypeConversionException(
          "'" + text + "' is not a value of GOGC; write a whole number of percent, or off");
    }
    return Gogc.given(Integer.parseInt(text));
  }
}
