package dev.gctrace.logs;

/** An object or a list that is open while a record is walked through. */
final class RecordFrame {

  /** What it is. */
  enum Kind {
    /** An object. */
    OBJECT,
    /** A list of records. */
    RECORDS,
    /** A list of values of one place. */
    VALUES,
    /** A list of attributes of OTLP. */
    PAIRS,
    /** An attribute: its name under {@code key}, its value under {@code value}. */
    PAIR,
    /** A list of lines of Loki. */
    TUPLES,
    /** A line of Loki: time, text, and perhaps more labels. */
    TUPLE
  }

  /** What it is. */
  Kind kind;

  /** Whether it is a record. */
  boolean opensScope;

  /** Whether it is an element of a list of values. */
  boolean isInList;

  /** Added to the rank of what stands in it. */
  int penalty;

  /** The place of an object. */
  CandidatePaths place;

  /** The place of the value to come; null when no path leads to it. */
  CandidatePaths next;

  /** Whether that is bytes in Base64. */
  boolean nextIsBase64;

  /** Whether it is the name of an attribute, not its value. */
  boolean nextIsKey;

  /** Opens it. */
  void begin(Kind newKind, CandidatePaths newPlace, int newPenalty) {
    kind = newKind;
    place = newPlace;
    penalty = newPenalty;
    opensScope = false;
    isInList = false;
    next = null;
    nextIsBase64 = false;
    nextIsKey = false;
  }
}
