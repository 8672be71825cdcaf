package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.Malformed;

/**
 * A gctrace line that could not be read.
 *
 * @param input the input that it stands in
 * @param line number of the line in the input, from 1
 * @param what where and why
 */
public record MalformedLine(String input, long line, Malformed what) {

  @Override
  public String toString() {
    return input
        + ":"
        + line
        + ":"
        + what.column()
        + ": expected "
        + what.expected()
        + " but found "
        + what.found();
  }
}
