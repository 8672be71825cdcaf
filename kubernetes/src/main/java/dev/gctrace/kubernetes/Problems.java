package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What went wrong, as one line for a person. */
final class Problems {

  private static final int MAX_CHARS = 300;

  private Problems() {}

  /**
   * What an answer of the API means.
   *
   * @param server address of the cluster
   * @param said the message of its answer; may be empty
   */
  static ClusterProblem ofAnswer(String server, ApiPath path, int code, String said) {
    String message = firstLine(said);
    return switch (code) {
      case 401 ->
          new ClusterProblem(
              Kind.UNAUTHORIZED,
              server
                  + " does not accept the credentials (they may have expired): log in again, or"
                  + " choose another --context");
      case 403 -> new ClusterProblem(Kind.FORBIDDEN, AccessRule.missing(path, user(message)));
      case 404 ->
          new ClusterProblem(
              Kind.NOT_FOUND,
              path.name() == null
                  ? "the cluster has no " + path.resource()
                  : "there is no " + singular(path.resource()) + " " + path.what());
      case 409 -> new ClusterProblem(Kind.CONFLICT, path.what() + " was changed by somebody else");
      case 400 -> new ClusterProblem(Kind.NOT_READY, path.what() + ": " + message);
      default ->
          new ClusterProblem(
              Kind.FAILED,
              server
                  + " answers "
                  + code
                  + " to "
                  + path.verb()
                  + " "
                  + path.ruleResource()
                  + " "
                  + path.what()
                  + (message.isEmpty() ? "" : ": " + message));
    };
  }

  /** What a failed request means. */
  static ClusterProblem ofFailure(String server, Throwable failure) {
    return new ClusterProblem(
        Kind.UNREACHABLE, "cannot reach the cluster at " + server + ": " + why(failure), failure);
  }

  private static String why(Throwable failure) {
    SSLException untrusted = find(failure, SSLException.class);
    if (untrusted != null) {
      return "the connection is not trusted: " + firstLine(untrusted);
    }
    if (find(failure, UnknownHostException.class) != null
        || find(failure, UnresolvedAddressException.class) != null) {
      return "there is no such host";
    }
    if (find(failure, HttpTimeoutException.class) != null
        || find(failure, TimeoutException.class) != null) {
      return "no answer in time";
    }
    if (find(failure, ConnectException.class) != null) {
      return "connection refused";
    }
    return firstLine(failure);
  }

  /** What a failure comes from. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The first line of what a failure says, not longer than a line should be. */
  static String firstLine(Throwable failure) {
    return firstLine(text(failure));
  }

  static String firstLine(String text) {
    String line = text == null ? "" : text.lines().findFirst().orElse("").strip();
    return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + " ...";
  }

  /** {@code pods is forbidden: User "x" cannot …}: the part that says who is not allowed. */
  private static String user(String message) {
    int from = message.indexOf("User \"");
    int to = from < 0 ? -1 : message.indexOf('"', from + 6);
    return to < 0 ? "" : " as " + message.substring(from + 6, to);
  }

  private static String singular(String resource) {
    return resource.endsWith("s") ? resource.substring(0, resource.length() - 1) : resource;
  }

  private static String text(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
