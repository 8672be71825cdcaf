package dev.gctrace.logs;

/**
 * Takes a record piece by piece, whatever it is encoded in: members in objects, elements in lists.
 * Calls come in the order of the record and nest properly; a value of a member comes after its
 * name.
 */
interface RecordTokens {

  /** An object begins. */
  void beginObject();

  /** The innermost object has ended. */
  void endObject();

  /** A list begins. */
  void beginArray();

  /** The innermost list has ended. */
  void endArray();

  /** The name of the next member. */
  void name(String name);

  /** A text in UTF-8; its bytes are valid during the call only. */
  void text(byte[] text, int from, int to);

  /** A whole number. */
  void integer(long number);

  /** Another number, in decimal digits. */
  void decimal(String number);

  /** A value that tells nothing: null, false, a number too long to mean anything. */
  void nothing();
}
