package dev.gctrace.logs;

/**
 * Hands OpenTelemetry's {@code LogsData} in Protocol Buffers on as {@link RecordTokens}, as if it
 * were OTLP's JSON.
 *
 * <p>Texts are not copied, and nothing is allocated for a length that a record only claims.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding</a>
 */
final class OtlpTokens {

  /** The outer messages are six deep; attributes and bodies can nest further. */
  private static final int MAX_DEPTH = 64;

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final byte[] bytes;
  private final RecordTokens tokens;
  private int at;
  private boolean faulty;

  private OtlpTokens(byte[] bytes, int from, RecordTokens tokens) {
    this.bytes = bytes;
    this.at = from;
    this.tokens = tokens;
  }

  /**
   * Hands on the batch that a record holds.
   *
   * @return whether the record is a batch and nothing else; if not, what came before the fault was
   *     handed on
   */
  static boolean read(byte[] bytes, int from, int to, RecordTokens tokens) {
    OtlpTokens reader = new OtlpTokens(bytes, from, tokens);
    reader.message(OtlpSchema.Message.LOGS_DATA, to, 0);
    return !reader.faulty;
  }

  /** Which fields of a message are handed on; the others are passed over. */
  private enum Choice {
    FIRST,
    REST,
    ALL
  }

  private void message(OtlpSchema.Message message, int to, int depth) {
    faulty |= depth > MAX_DEPTH;
    tokens.beginObject();
    // Fields may come in any order, and the Collector writes them backwards (0.155 does): lines
    // before
    // the resource that they are of, values before their keys.
    if (message == OtlpSchema.Message.RESOURCE_LOGS || message == OtlpSchema.Message.KEY_VALUE) {
      int from = at;
      fields(message, to, depth, Choice.FIRST);
      at = from;
      fields(message, to, depth, Choice.REST);
    } else {
      fields(message, to, depth, Choice.ALL);
    }
    if (!faulty) {
      tokens.endObject();
    }
  }

  private void fields(OtlpSchema.Message message, int to, int depth, Choice choice) {
    OtlpSchema.Field list = null;
    while (at < to && !faulty) {
      long tag = varint(to);
      int number = (int) (tag >>> 3);
      OtlpSchema.Field field = OtlpSchema.field(message, number);
      // A batch has one field only: what has others at the top is something else.
      faulty |=
          number <= 0
              || tag >>> 32 != 0
              || (field == null && message == OtlpSchema.Message.LOGS_DATA);
      if (!faulty && (choice == Choice.ALL || (choice == Choice.FIRST) == (number == 1))) {
        list = list(list, field);
        value(field, (int) tag & 7, to, depth);
      } else if (!faulty) {
        value(null, (int) tag & 7, to, depth);
      }
    }
    if (!faulty) {
      list(list, null);
    }
  }

  /** Ends the list that is open, begins the one that a field is an element of. */
  private OtlpSchema.Field list(OtlpSchema.Field open, OtlpSchema.Field field) {
    boolean isElement = field != null && field.type() == OtlpSchema.Type.MESSAGES;
    if (isElement && field.equals(open)) {
      return open;
    }
    if (open != null) {
      tokens.endArray();
    }
    if (isElement) {
      tokens.name(field.name());
      tokens.beginArray();
    }
    return isElement ? field : null;
  }

  private void value(OtlpSchema.Field field, int wireType, int to, int depth) {
    switch (wireType) {
      case VARINT ->
          integer(field, varint(to), field != null && field.type() == OtlpSchema.Type.INTEGER);
      case FIXED_64 ->
          integer(
              field, fixed(Long.BYTES, to), field != null && field.type() == OtlpSchema.Type.FIXED);
      case FIXED_32 -> fixed(Integer.BYTES, to);
      case DELIMITED -> delimited(field, to, depth);
      default -> faulty = true;
    }
  }

  private void integer(OtlpSchema.Field field, long number, boolean isWanted) {
    if (faulty || field == null) {
      return;
    }
    if (isWanted) {
      tokens.name(field.name());
      tokens.integer(number);
    } else if (field.type() == OtlpSchema.Type.TRUTH && number != 0) {
      tokens.name(field.name());
      tokens.text(TRUE, 0, TRUE.length);
    }
  }

  private void delimited(OtlpSchema.Field field, int to, int depth) {
    long length = varint(to);
    if (faulty || length < 0 || length > to - at) {
      faulty = true;
      return;
    }
    int end = at + (int) length;
    if (field != null && field.type() == OtlpSchema.Type.TEXT) {
      tokens.name(field.name());
      tokens.text(bytes, at, end);
    } else if (field != null && field.type() == OtlpSchema.Type.MESSAGE) {
      tokens.name(field.name());
      message(field.message(), end, depth + 1);
    } else if (field != null && field.type() == OtlpSchema.Type.MESSAGES) {
      message(field.message(), end, depth + 1);
    }
    at = end;
  }

  private long varint(int to) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == to) {
        break;
      }
      byte next = bytes[at++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    faulty = true;
    return -1;
  }

  /** A number of some bytes, the lowest first. */
  private long fixed(int length, int to) {
    if (length > to - at) {
      faulty = true;
      return -1;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      number |= (bytes[at++] & 0xffL) << (Byte.SIZE * i);
    }
    return number;
  }
}
