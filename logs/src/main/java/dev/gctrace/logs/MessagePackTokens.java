package dev.gctrace.logs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Hands MessagePack on as {@link RecordTokens}.
 *
 * <p>Texts are not copied, and nothing is allocated for a length that a record only claims.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack
 *     specification</a>
 */
final class MessagePackTokens {

  /** Deeper nesting than any shipper's is not read. */
  private static final int MAX_DEPTH = 512;

  private static final int MAX_NAME_BYTES = 1024;

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

  private final byte[] bytes;
  private final ByteBuffer in;
  private final RecordTokens tokens;

  private MessagePackTokens(byte[] bytes, int from, int to, RecordTokens tokens) {
    this.bytes = bytes;
    this.in = ByteBuffer.wrap(bytes, from, to - from);
    this.tokens = tokens;
  }

  /**
   * Hands on the value that a record holds.
   *
   * @return whether the record is one value and nothing else; if not, what came before the fault
   *     was handed on
   */
  static boolean read(byte[] bytes, int from, int to, RecordTokens tokens) {
    MessagePackTokens reader = new MessagePackTokens(bytes, from, to, tokens);
    return reader.value(0) && !reader.in.hasRemaining();
  }

  private boolean value(int depth) {
    if (!in.hasRemaining() || depth > MAX_DEPTH) {
      return false;
    }
    int head = in.get() & 0xff;
    if (head < 0x80) {
      tokens.integer(head);
      return true;
    }
    if (head < 0x90) {
      return map(head & 0xf, depth);
    }
    if (head < 0xa0) {
      return array(head & 0xf, depth);
    }
    if (head < 0xc0) {
      return text(head & 0x1f);
    }
    if (head >= 0xe0) {
      tokens.integer((byte) head);
      return true;
    }
    return switch (head) {
      case 0xc0, 0xc2 -> nothing(0);
      case 0xc3 -> truth();
      case 0xc4, 0xd9 -> text(number(1, false));
      case 0xc5, 0xda -> text(number(2, false));
      case 0xc6, 0xdb -> text(number(4, false));
      case 0xc7 -> extension(number(1, false));
      case 0xc8 -> extension(number(2, false));
      case 0xc9 -> extension(number(4, false));
      case 0xca -> in.remaining() >= Float.BYTES && decimal(in.getFloat());
      case 0xcb -> in.remaining() >= Double.BYTES && decimal(in.getDouble());
      case 0xcc, 0xcd, 0xce, 0xcf -> integer(1 << (head - 0xcc), false);
      case 0xd0, 0xd1, 0xd2, 0xd3 -> integer(1 << (head - 0xd0), true);
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1L << (head - 0xd4));
      case 0xdc -> array(number(2, false), depth);
      case 0xdd -> array(number(4, false), depth);
      case 0xde -> map(number(2, false), depth);
      case 0xdf -> map(number(4, false), depth);
      default -> false;
    };
  }

  /** A number of some bytes, the highest first; -1 when the record ends before. */
  private long number(int length, boolean signed) {
    if (in.remaining() < length) {
      return -1;
    }
    long number = signed ? in.get() : in.get() & 0xffL;
    for (int i = 1; i < length; i++) {
      number = (number << 8) | (in.get() & 0xffL);
    }
    return number;
  }

  private boolean integer(int length, boolean signed) {
    if (in.remaining() < length) {
      return false;
    }
    tokens.integer(number(length, signed));
    return true;
  }

  /** A floating-point number; shippers write seconds so, good to a microsecond. */
  private boolean decimal(double number) {
    if (Double.isFinite(number)) {
      tokens.decimal(new BigDecimal(number).setScale(6, RoundingMode.HALF_EVEN).toPlainString());
    } else {
      tokens.nothing();
    }
    return true;
  }

  private boolean truth() {
    tokens.text(TRUE, 0, TRUE.length);
    return true;
  }

  private boolean text(long length) {
    if (length < 0 || length > in.remaining()) {
      return false;
    }
    int from = in.position();
    in.position(from + (int) length);
    tokens.text(bytes, from, from + (int) length);
    return true;
  }

  private boolean extension(long length) {
    return length >= 0 && nothing(length + 1);
  }

  private boolean nothing(long length) {
    if (length > in.remaining()) {
      return false;
    }
    in.position(in.position() + (int) length);
    tokens.nothing();
    return true;
  }

  private boolean array(long length, int depth) {
    if (length < 0) {
      return false;
    }
    tokens.beginArray();
    for (long i = 0; i < length; i++) {
      if (!value(depth + 1)) {
        return false;
      }
    }
    tokens.endArray();
    return true;
  }

  private boolean map(long length, int depth) {
    if (length < 0) {
      return false;
    }
    tokens.beginObject();
    for (long i = 0; i < length; i++) {
      if (!name() || !value(depth + 1)) {
        return false;
      }
    }
    tokens.endObject();
    return true;
  }

  /** The name of a member, which is always a text. */
  private boolean name() {
    if (!in.hasRemaining()) {
      return false;
    }
    int head = in.get() & 0xff;
    long length =
        head >= 0xa0 && head < 0xc0
            ? head & 0x1f
            : switch (head) {
              case 0xc4, 0xd9 -> number(1, false);
              case 0xc5, 0xda -> number(2, false);
              case 0xc6, 0xdb -> number(4, false);
              default -> -1;
            };
    if (length < 0 || length > in.remaining()) {
      return false;
    }
    int from = in.position();
    in.position(from + (int) length);
    int kept = (int) Math.min(length, MAX_NAME_BYTES);
    tokens.name(new String(bytes, from, kept, StandardCharsets.UTF_8));
    return true;
  }
}
