package dev.gctrace.logs;

/**
 * A kind of record that is written over several lines.
 *
 * <p>Lines are given until the record has ended or a line does not belong to it.
 */
interface SpreadRecord {

  /** What a line did to a record. */
  enum Step {
    /** It belongs to the record, which goes on. */
    OPEN,
    /** It was the record's last. */
    DONE,
    /** It does not belong to the record, which broke off. */
    FOREIGN
  }

  /** Whether a line can be the first of such a record. */
  boolean canBegin(byte[] text, int from, int to);

  /** A record begins, whatever became of the one before. */
  void begin();

  /** Takes the record's next line. */
  Step line(byte[] text, int from, int to, Context outer, InnerSink sink);

  /** No line follows: what the record told until here counts if it holds a line of the runtime. */
  void breakOff();

  /** Whether what came of the record so far is a shipper's. */
  boolean recognised();
}
