package dev.gctrace.streams.notify;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to one receiver, one at a time. A request ends within its time whatever the
 * receiver does, or at once by {@link #cancel} from another thread.
 */
final class Poster {

  private final HttpClient client;
  private final Target target;
  private final Duration patience;
  private final Clock clock;
  private volatile boolean cancelled;
  private volatile CompletableFuture<HttpResponse<String>> inFlight;

  Poster(HttpClient client, Target target, Duration patience, Clock clock) {
    this.client = client;
    this.target = target;
    this.patience = patience;
    this.clock = clock;
  }

  /** Sends a JSON text and waits for what comes of it. */
  Answer post(byte[] json) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.uri())
            .header("Content-Type", "application/json")
            .header("User-Agent", "gctrace-streams")
            .timeout(patience)
            .POST(BodyPublishers.ofByteArray(json));
    target.authorization().ifPresent(value -> request.header("Authorization", value));
    // The request's own time ends with the head of the answer; a body may stall after that.
    CompletableFuture<HttpResponse<String>> future =
        client.sendAsync(request.build(), head -> new FirstBytes());
    inFlight = future;
    if (cancelled) {
      future.cancel(true);
    }
    try {
      HttpResponse<String> answer = future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      Optional<Duration> retryAfter =
          answer
              .headers()
              .firstValue("Retry-After")
              .flatMap(value -> RetryAfter.of(value, clock.instant()));
      return Answer.of(answer.statusCode(), answer.body(), retryAfter);
    } catch (TimeoutException e) {
      future.cancel(true);
      return Answer.failed("no answer within " + patience.toMillis() + " ms");
    } catch (CancellationException e) {
      return Answer.failed("cancelled");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String message = cause.getMessage();
      return Answer.failed(
          cause.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    } finally {
      inFlight = null;
    }
  }

  /** Ends the request under way, and every later one at once. */
  void cancel() {
    cancelled = true;
    CompletableFuture<HttpResponse<String>> future = inFlight;
    if (future != null) {
      future.cancel(true);
    }
  }
}
