package dev.gctrace.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount of memory as Kubernetes and as Go write it. */
final class SizeConverter implements ITypeConverter<Size> {

  @Override
  public Size convert(String text) {
    try {
      return Size.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
