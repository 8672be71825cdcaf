package dev.gctrace.streams.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.slf4j.Logger;

/** What went wrong, in one line. */
final class Failures {

  private static final String OURS = "dev.gctrace.";

  private Failures() {}

  /**
   * What went wrong and, where it can be told, what to look at. A plain {@link IOException} says so
   * itself.
   */
  static String sentence(Throwable problem) {
    if (problem.getClass() == IOException.class) {
      return problem.getMessage();
    }
    Throwable innermost = innermost(problem);
    String sentence =
        first(problem, SaslAuthenticationException.class)
            .map(
                refused ->
                    "the broker refuses the user: "
                        + refused.getMessage()
                        + "; check sasl.mechanism and sasl.jaas.config")
            .or(
                () ->
                    first(problem, SslAuthenticationException.class)
                        .map(
                            refused ->
                                "no TLS with the broker: "
                                    + innermost.getMessage()
                                    + "; check security.protocol, ssl.truststore.location and"
                                    + " ssl.keystore.location"))
            .or(
                () ->
                    first(problem, AuthorizationException.class)
                        .map(denied -> "this user has no right: " + denied.getMessage()))
            .orElseGet(() -> words(problem, innermost));
    return sentence.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  /** Says why a process ends; where it came from only when that may be a mistake in a program. */
  static void log(Logger log, Throwable problem) {
    boolean plain =
        first(problem, ApiException.class).isPresent()
            || innermost(problem).getClass().getName().startsWith(OURS);
    log.error("ends: {}", sentence(problem), plain ? null : problem);
  }

  /** The cause that has no cause. */
  static Throwable innermost(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Kafka wraps what it says itself in exceptions that say less. */
  private static String words(Throwable problem, Throwable innermost) {
    Throwable told = problem;
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaException || told instanceof ExecutionException) {
        told = cause;
      }
    }
    if (innermost == told || !(told instanceof KafkaException)) {
      return alone(told instanceof IOException ? told : innermost);
    }
    return innermost.getClass().getName().startsWith(OURS)
        ? alone(innermost)
        : told.getMessage() + " (" + alone(innermost) + ")";
  }

  private static String alone(Throwable cause) {
    boolean speaksForItself =
        cause instanceof KafkaException
            || cause instanceof IllegalArgumentException
            || cause.getClass() == IOException.class
            || cause.getClass().getName().startsWith(OURS);
    return speaksForItself && cause.getMessage() != null
        ? cause.getMessage()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** The outermost cause of a type. */
  static <T extends Throwable> Optional<T> first(Throwable problem, Class<T> type) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
