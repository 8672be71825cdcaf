package dev.gctrace.streams.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gctrace.streams.demo.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A receiver that does as it is told, request by request, and then takes everything. */
final class FakeReceiver implements AutoCloseable {

  /** What it does with a request. */
  interface Behaviour {
    void answer(HttpExchange exchange, FakeReceiver receiver) throws IOException;
  }

  /** A request. */
  record Request(String path, String authorization, String body, long nanos, boolean taken) {}

  static final Behaviour OK = (exchange, receiver) -> exchange.sendResponseHeaders(200, -1);

  /** Says nothing at all until the test is over. */
  static final Behaviour STALLS = (exchange, receiver) -> receiver.waitForTheEnd();

  /** Begins an answer and never ends it. */
  static final Behaviour STALLS_IN_THE_BODY =
      (exchange, receiver) -> {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        receiver.waitForTheEnd();
      };

  /** Hangs up before an answer. */
  static final Behaviour CUTS = (exchange, receiver) -> exchange.close();

  /** Hangs up within an answer. */
  static final Behaviour CUTS_IN_THE_BODY =
      (exchange, receiver) -> {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        throw new IOException("cut");
      };

  static Behaviour status(int status) {
    return (exchange, receiver) -> exchange.sendResponseHeaders(status, -1);
  }

  static Behaviour tooMany(String retryAfter) {
    return (exchange, receiver) -> {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      exchange.sendResponseHeaders(429, -1);
    };
  }

  private final Queue<Behaviour> script;
  private final int port;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  private FakeReceiver(int port, Behaviour... script) {
    this.port = port;
    this.script = new ArrayDeque<>(List.of(script));
  }

  /** One that has an address and does not listen yet. */
  static FakeReceiver down(Behaviour... script) {
    try {
      return new FakeReceiver(FreePort.next(), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeReceiver up(Behaviour... script) {
    FakeReceiver receiver = down(script);
    receiver.listen();
    return receiver;
  }

  void listen() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Behaviour behaviour;
          synchronized (script) {
            behaviour = script.isEmpty() ? OK : script.remove();
          }
          requests.add(
              new Request(
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  body,
                  System.nanoTime(),
                  behaviour == OK));
          behaviour.answer(exchange, this);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** The next request; null when none comes for long. */
  Request next() throws InterruptedException {
    return requests.poll(3, TimeUnit.MINUTES);
  }

  /** The next request that it takes. */
  Request nextTaken() throws InterruptedException {
    Request request = next();
    while (request != null && !request.taken()) {
      request = next();
    }
    return request;
  }

  boolean hasMore() {
    return !requests.isEmpty();
  }

  private void waitForTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
