package dev.gctrace.cli.report;

import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.logs.FormatCounts;
import dev.gctrace.logs.InputCounts;
import java.util.Locale;

/** What was read, in words. */
public final class IntakeText {

  private static final double MIB = 1 << 20;

  private IntakeText() {}

  /**
   * What was read, and what of it was not as it should be.
   *
   * @param intake what was read
   * @return one line
   */
  public static String of(Intake intake) {
    InputCounts counts = intake.counts();
    FormatCounts formats = intake.formats();
    StringBuilder read = new StringBuilder("read: ");
    read.append(count(counts.lines(), "line")).append(" (").append(size(counts.bytes()));
    read.append("), ").append(count(counts.gcLines(), "cycle"));
    if (counts.repaired() > 0) {
      read.append(" (").append(counts.repaired()).append(" put together from torn lines)");
    }
    add(read, intake.repeated(), " of them delivered twice");
    if (counts.runtimeLines() > 0) {
      read.append(", ")
          .append(count(counts.runtimeLines(), "other line"))
          .append(" of the runtime");
    }
    read.append(", ").append(counts.unrelated()).append(" unrelated");
    add(read, counts.oversized(), " longer than 8 MiB");
    add(read, formats.unended(), " whose end never came");
    add(read, formats.unknownJson(), " JSON of unknown shape");
    add(read, formats.tooDeep(), " wrapped too often");
    if (intake.leftOut().containers() > 0) {
      read.append(", ")
          .append(count(intake.leftOut().events(), "event"))
          .append(" of too many containers");
    }
    add(read, counts.malformed(), " malformed");
    return read.toString();
  }

  private static void add(StringBuilder read, long count, String what) {
    if (count > 0) {
      read.append(", ").append(count).append(what);
    }
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String size(long bytes) {
    return bytes < MIB ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
  }
}
