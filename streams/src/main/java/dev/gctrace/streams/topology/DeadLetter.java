package dev.gctrace.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** What a record of the topic of dead letters says beside the record that could not be read. */
public final class DeadLetter {

  /** Header: a {@link Reason}, in lower case with hyphens. */
  public static final String REASON = "gctrace.reason";

  /** Header: what is wrong, in words. */
  public static final String MESSAGE = "gctrace.message";

  /** Header: the topic that it came from. */
  public static final String TOPIC = "gctrace.topic";

  /** Header: its partition there. */
  public static final String PARTITION = "gctrace.partition";

  /** Header: its offset there. */
  public static final String OFFSET = "gctrace.offset";

  /** Header, only where the value was too long: its length in bytes before it was cut. */
  public static final String LENGTH = "gctrace.length";

  /** Longest value that is sent on whole: what a broker takes by default, with room for headers. */
  static final int MAX_BYTES = 1_000_000;

  private DeadLetter() {}

  /** Why a record could not be read. */
  public enum Reason {
    /** A line began as one of the runtime's and did not go on as one. */
    MALFORMED_LINE,
    /** What is known of a container could not be read. */
    UNREADABLE_MEMORY,
    /** A mistake of this program. */
    FAILURE;

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its name in the header. */
    public String key() {
      return key;
    }
  }

  /**
   * The record as it came, with why it cannot be read. A value that is too long for a broker is
   * cut.
   *
   * @param message the record
   * @param reason why
   * @param words what is wrong
   * @param topic the topic that it came from
   * @param partition its partition there
   * @param offset its offset there
   */
  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> message,
      Reason reason,
      String words,
      String topic,
      int partition,
      long offset) {
    Headers headers = new RecordHeaders(message.headers());
    describe(headers, reason, words, topic, partition, offset);
    byte[] value = cut(message.value(), headers);
    return new Record<>(message.key(), value, Math.max(0, message.timestamp()), headers);
  }

  /** Says why, and where the record came from. */
  static void describe(
      Headers headers, Reason reason, String words, String topic, int partition, long offset) {
    add(headers, REASON, reason.key());
    add(headers, MESSAGE, words);
    add(headers, TOPIC, topic);
    add(headers, PARTITION, Integer.toString(partition));
    add(headers, OFFSET, Long.toString(offset));
  }

  /** A value that a broker takes; says so when it had to be cut. */
  static byte[] cut(byte[] value, Headers headers) {
    if (value == null || value.length <= MAX_BYTES) {
      return value;
    }
    add(headers, LENGTH, Integer.toString(value.length));
    return Arrays.copyOf(value, MAX_BYTES);
  }

  private static void add(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
