package dev.gctrace.logs;

/**
 * What an input held, line by line: nothing is dropped without being counted here.
 *
 * @param bytes bytes read
 * @param lines lines read
 * @param gcLines collections read
 * @param repaired of them, those put together from torn lines
 * @param malformed records that began as the runtime's and did not go on as such
 * @param runtimeLines other lines of the runtime: scavenger, pacer, {@code GC forced}, death lines
 * @param unrelated lines that hold nothing of the runtime, pieces of cut lines not among them
 * @param oversized lines longer than {@link dev.gctrace.core.trace.LineScanner#MAX_LINE_BYTES},
 *     which were read in parts
 */
public record InputCounts(
    long bytes,
    long lines,
    long gcLines,
    long repaired,
    long malformed,
    long runtimeLines,
    long unrelated,
    long oversized) {

  /** Nothing read. */
  public static final InputCounts NONE = new InputCounts(0, 0, 0, 0, 0, 0, 0, 0);

  /** What this input and another held together. */
  public InputCounts plus(InputCounts other) {
    return new InputCounts(
        bytes + other.bytes,
        lines + other.lines,
        gcLines + other.gcLines,
        repaired + other.repaired,
        malformed + other.malformed,
        runtimeLines + other.runtimeLines,
        unrelated + other.unrelated,
        oversized + other.oversized);
  }
}
