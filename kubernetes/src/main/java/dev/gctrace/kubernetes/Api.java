package dev.gctrace.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.gctrace.kubernetes.ClusterProblem.Kind;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Requests to the API, with its politeness in one place: so many at a time, and a rest before a
 * request is repeated that was answered with 429 or 5xx, or not at all.
 *
 * <p>For use by any number of threads. A request of the client's own for a log hands the JSON of a
 * failure out as if it were the log, asks for the pod first, and cannot be ended while it waits for
 * bytes; a plain request knows the status before the first byte.
 */
final class Api implements AutoCloseable {

  /** Requests at a time, streams that are followed not among them. */
  static final int AT_A_TIME = 16;

  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_REST = Duration.ofMillis(250);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final int MAX_MESSAGE_BYTES = 1 << 16;
  private static final int TOO_MANY_REQUESTS = 429;

  private final KubernetesClient client;
  private final Pause pause;
  private final Semaphore turn = new Semaphore(AT_A_TIME, true);

  Api(KubernetesClient client, Pause pause) {
    this.client = client;
    this.pause = pause;
  }

  /** The server's address, without what somebody may have put before the host. */
  String server() {
    return client.getMasterUrl().getProtocol() + "://" + client.getMasterUrl().getAuthority();
  }

  /** Where requests go: the server, through a proxy where there is one. */
  private String way() {
    String proxy = client.getConfiguration().getHttpsProxy();
    return server() + (proxy == null ? "" : " through the proxy " + ProxyChoice.shown(proxy));
  }

  KubernetesClient client() {
    return client;
  }

  /** Reads an object. */
  <T> T read(ApiPath path, Class<T> type) throws ClusterProblem {
    return read(path, type, ATTEMPTS);
  }

  /** Reads an object that can be done without: what fails is not tried again. */
  <T> T readOnce(ApiPath path, Class<T> type) throws ClusterProblem {
    return read(path, type, 1);
  }

  private <T> T read(ApiPath path, Class<T> type, int attempts) throws ClusterProblem {
    return unmarshal(
        path, open(path, attempts), in -> client.getKubernetesSerialization().unmarshal(in, type));
  }

  /** Reads the object that an answer holds, and closes it. */
  private <T> T unmarshal(ApiPath path, InputStream answer, Function<InputStream, T> reading)
      throws ClusterProblem {
    try (InputStream in = answer) {
      return reading.apply(in);
    } catch (IOException e) {
      throw Problems.ofFailure(way(), e);
    } catch (KubernetesClientException e) {
      throw new ClusterProblem(
          Kind.FAILED,
          server() + " answers to " + path.verb() + " " + path.resource() + " with no such thing",
          e);
    }
  }

  /**
   * Opens the answer of a request that ends. A turn is taken until it is closed.
   *
   * @throws ClusterProblem when it is not to be had, at last
   */
  InputStream open(ApiPath path) throws ClusterProblem {
    return open(path, ATTEMPTS);
  }

  private InputStream open(ApiPath path, int attempts) throws ClusterProblem {
    take();
    boolean opened = false;
    try {
      InputStream in = attempts(path, ANSWER, attempts);
      opened = true;
      return new Turn(in);
    } finally {
      if (!opened) {
        turn.release();
      }
    }
  }

  /**
   * Opens the answer of a request that lasts. It takes a turn only until it is open.
   *
   * @param patience how long to wait for its begin: the log of a container that prints nothing may
   *     have none
   */
  InputStream openLasting(ApiPath path, Duration patience) throws ClusterProblem {
    take();
    try {
      return attempts(path, patience, ATTEMPTS);
    } finally {
      turn.release();
    }
  }

  /**
   * Asks once for something small that must not wait for its turn, nor for long.
   *
   * @param method of HTTP
   * @param body what is sent; null for nothing
   * @param patience how long to wait for the answer
   * @throws ClusterProblem when it is not answered, or refused
   */
  Map<String, Object> exchange(ApiPath path, String method, Object body, Duration patience)
      throws ClusterProblem {
    HttpRequest.Builder request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(client.getMasterUrl() + path.text())
            .method(
                method,
                "application/json",
                body == null ? null : client.getKubernetesSerialization().asJson(body));
    Answer answer = ask(path, request.build(), patience);
    if (answer.body() == null) {
      throw answer.problem();
    }
    return unmarshal(
        path,
        answer.body(),
        in ->
            client
                .getKubernetesSerialization()
                .unmarshal(in, new TypeReference<Map<String, Object>>() {}));
  }

  @Override
  public void close() {
    client.close();
  }

  private InputStream attempts(ApiPath path, Duration patience, int attempts)
      throws ClusterProblem {
    Duration rest = FIRST_REST;
    for (int attempt = 1; ; attempt++) {
      Answer answer = ask(path, patience);
      if (answer.body() != null) {
        return answer.body();
      }
      if (attempt == attempts || !answer.again()) {
        throw answer.problem();
      }
      Duration asked = answer.rest();
      rest(asked == null ? jittered(rest) : asked);
      rest = rest.multipliedBy(2);
    }
  }

  /**
   * An answer.
   *
   * @param body what was asked for; null when there is a problem
   * @param problem why not
   * @param again whether it is worth asking again
   * @param rest how long the server wants to be left alone; null when it does not say
   */
  private record Answer(InputStream body, ClusterProblem problem, boolean again, Duration rest) {}

  private Answer ask(ApiPath path, Duration patience) throws ClusterProblem {
    HttpRequest.Builder request =
        client.getHttpClient().newHttpRequestBuilder().uri(client.getMasterUrl() + path.text());
    return ask(path, request.build(), patience);
  }

  private Answer ask(ApiPath path, HttpRequest request, Duration patience) throws ClusterProblem {
    CompletableFuture<HttpResponse<InputStream>> coming =
        client.getHttpClient().sendAsync(request, InputStream.class);
    try {
      HttpResponse<InputStream> response = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return response.isSuccessful()
          ? new Answer(response.body(), null, false, null)
          : refusal(path, response);
    } catch (ExecutionException e) {
      return new Answer(null, Problems.ofFailure(way(), e.getCause()), true, null);
    } catch (TimeoutException e) {
      coming.cancel(true);
      return new Answer(null, Problems.ofFailure(way(), e), true, null);
    } catch (InterruptedException e) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private Answer refusal(ApiPath path, HttpResponse<InputStream> response) {
    int code = response.code();
    return new Answer(
        null,
        Problems.ofAnswer(server(), path, code, message(response.body())),
        code == TOO_MANY_REQUESTS || code >= 500,
        retryAfter(response.header("Retry-After")));
  }

  /** What a {@code Status} says, or the begin of what is none. */
  private String message(InputStream body) {
    try (body) {
      String text = new String(body.readNBytes(MAX_MESSAGE_BYTES), StandardCharsets.UTF_8).strip();
      if (!text.startsWith("{")) {
        return text;
      }
      Status status = client.getKubernetesSerialization().unmarshal(text, Status.class);
      return status.getMessage() == null ? "" : status.getMessage();
    } catch (IOException | RuntimeException e) {
      // The code of the answer says enough.
      return "";
    }
  }

  private static Duration retryAfter(String seconds) {
    if (seconds == null || !seconds.matches("[0-9]{1,4}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
  }

  /** So that those who were turned away together do not come back together. */
  private static Duration jittered(Duration rest) {
    long millis = rest.toMillis();
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  private void take() throws ClusterProblem {
    try {
      turn.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private void rest(Duration time) throws ClusterProblem {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private static ClusterProblem interrupted() {
    return new ClusterProblem(Kind.FAILED, "interrupted");
  }

  /** Gives its turn back when it is closed. */
  private final class Turn extends FilterInputStream {
    private boolean closed;

    Turn(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return in.read(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        turn.release();
        super.close();
      }
    }
  }
}
