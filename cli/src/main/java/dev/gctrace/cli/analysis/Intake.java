package dev.gctrace.cli.analysis;

import dev.gctrace.logs.FormatCounts;
import dev.gctrace.logs.InputCounts;
import java.util.List;

/**
 * What was read.
 *
 * @param counts how much
 * @param formats how it was wrapped
 * @param repeated collections among them that were delivered twice, left out the second time
 * @param leftOut what no report is made of because there were too many containers
 * @param malformed the first lines that could not be read, at most ten
 * @param binary whether a log began with bytes that text does not have
 */
public record Intake(
    InputCounts counts,
    FormatCounts formats,
    long repeated,
    LeftOut leftOut,
    List<MalformedLine> malformed,
    boolean binary) {

  /** Nothing. */
  public static final Intake NOTHING =
      new Intake(InputCounts.NONE, FormatCounts.NONE, 0, LeftOut.NONE, List.of(), false);

  /**
   * Copies the list.
   *
   * @param counts see the record
   * @param formats see the record
   * @param repeated see the record
   * @param leftOut see the record
   * @param malformed see the record
   * @param binary see the record
   */
  public Intake {
    malformed = List.copyOf(malformed);
  }
}
