package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.Malformed;
import java.nio.charset.StandardCharsets;
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

  /** What is wrong with a line, in words. */
  static String words(Malformed malformed) {
    return "column "
        + malformed.column()
        + ": expected "
        + malformed.expected()
        + " but found "
        + malformed.found();
  }

  /**
   * The record as it came, with why it cannot be read.
   *
   * @param original the record
   * @param reason why
   * @param words what is wrong
   * @param topic the topic that it came from
   * @param source where it stands there
   */
  static Record<byte[], byte[]> of(
      Original original, Reason reason, String words, String topic, Source source) {
    return new Record<>(
        original.key(),
        original.value(),
        original.timestamp(),
        headers(original, reason, words, topic, source));
  }

  /** What the record says beside it: its own headers, why, and where it came from. */
  static Headers headers(
      Original original, Reason reason, String words, String topic, Source source) {
    Headers headers = new RecordHeaders(original.headers());
    add(headers, REASON, reason.key());
    add(headers, MESSAGE, words);
    add(headers, TOPIC, topic);
    add(headers, PARTITION, Integer.toString(source.partition()));
    add(headers, OFFSET, Long.toString(source.offset()));
    if (original.isCut()) {
      add(headers, LENGTH, Integer.toString(original.length()));
    }
    return headers;
  }

  private static void add(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
