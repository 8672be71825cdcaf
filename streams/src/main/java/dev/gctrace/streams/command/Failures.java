package dev.gctrace.streams.command;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** What went wrong, in one line. */
final class Failures {

  private Failures() {}

  /** The innermost words that tell something. */
  static String sentence(Throwable problem) {
    Throwable cause = problem;
    while ((cause instanceof ExecutionException || cause instanceof KafkaException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage()).replace('\n', ' ');
    return cause instanceof KafkaException || cause instanceof IllegalArgumentException
        ? message
        : cause instanceof IOException
            ? cause.getClass().getSimpleName() + ": " + message
            : cause.toString().replace('\n', ' ');
  }
}
