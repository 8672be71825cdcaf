package dev.gctrace.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as it came, as far as a broker takes it once more.
 *
 * @param key its key; null when it has none
 * @param value its value, or the begin of a longer one; null when it has none
 * @param length bytes of its value as it came
 * @param timestamp its time in milliseconds since 1970, as far as it is believed
 * @param headers what its writer said beside it
 */
@SuppressWarnings("ArrayRecordComponent") // carried along, never compared
record Original(byte[] key, byte[] value, int length, long timestamp, Headers headers) {

  private static final int MAX_HEADERS = 10_000;

  /**
   * Cuts a record to what a broker takes: first the value. What leaves the value no room is cut to
   * half of it: the key, and headers by leaving them out.
   *
   * @param most bytes of key, value and headers together
   */
  static Original of(byte[] key, byte[] value, long timestamp, Headers headers, int most) {
    int left = most;
    Headers kept = new RecordHeaders();
    int count = 0;
    for (Header header : headers) {
      int bytes = header.key().length() * 3 + (header.value() == null ? 0 : header.value().length);
      if (bytes <= left / 2 && count++ < MAX_HEADERS) {
        kept.add(header);
        left -= bytes;
      }
    }
    byte[] first = begin(key, left / 2);
    left -= first == null ? 0 : first.length;
    return new Original(
        first, begin(value, left), value == null ? 0 : value.length, timestamp, kept);
  }

  private static byte[] begin(byte[] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  /** Whether its value had to be cut. */
  boolean isCut() {
    return value != null && value.length < length;
  }

  byte[] toBytes() {
    ByteOut out = new ByteOut();
    write(out);
    return out.toBytes();
  }

  void write(ByteOut out) {
    out.orNull(key);
    out.orNull(value);
    out.number(length);
    out.number(timestamp);
    Header[] all = headers.toArray();
    out.number(all.length);
    for (Header header : all) {
      out.bytes(header.key().getBytes(StandardCharsets.UTF_8));
      out.orNull(header.value());
    }
  }

  /** Reads what {@link #write} wrote. */
  static Original read(ByteIn in) {
    byte[] key = in.orNull();
    byte[] value = in.orNull();
    int length = in.below(Integer.MAX_VALUE);
    long timestamp = in.number();
    Headers headers = new RecordHeaders();
    for (int left = in.below(MAX_HEADERS + 1); left > 0; left--) {
      headers.add(in.text(), in.orNull());
    }
    return new Original(key, value, length, timestamp, headers);
  }
}
