package dev.gctrace.streams.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few pages over HTTP, for probes, for Prometheus and for people. A fixed number of threads and
 * connections; a request that is not there after {@value #REQUEST_SECONDS} seconds and an answer
 * that is not read after {@value #ANSWER_SECONDS} end with their connection, so that nobody who
 * dawdles keeps probes from their answer for longer.
 */
public final class HttpEndpoint implements AutoCloseable {

  static final int REQUEST_SECONDS = 5;
  static final int ANSWER_SECONDS = 30;

  private static final int THREADS = 8;
  private static final int WAITING = 100;
  private static final int CONNECTIONS = 200;

  static {
    // Read once, when the JDK's server is first used; what was given on the command line counts.
    given("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
    given("sun.net.httpserver.maxRspTime", ANSWER_SECONDS);
    given("sun.net.httpserver.maxIdleConnections", CONNECTIONS);
    given("jdk.httpserver.maxConnections", CONNECTIONS);
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  private HttpEndpoint(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  /** An answer. */
  public interface Page {

    /** Status of the answer; asked before it is written. */
    default int status() {
      return 200;
    }

    /** Its {@code Content-Type}. */
    default String type() {
      return "text/plain; charset=utf-8";
    }

    /** Writes it. */
    void write(OutputStream out) throws IOException;

    /** One line: {@code ok} with status 200, or what is wrong with status 503. */
    static Page check(Check check) {
      return new CheckPage(check);
    }
  }

  /** Tells whether all is well. */
  public interface Check {
    /** Empty when it is, or what is wrong. */
    String problem();
  }

  /**
   * Starts to listen.
   *
   * @param address where
   * @param pages by path
   * @throws IOException when the address cannot be had; the message names it
   */
  public static HttpEndpoint start(InetSocketAddress address, Map<String, Page> pages)
      throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(address, WAITING);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen at "
              + address.getAddress().getHostAddress()
              + ":"
              + address.getPort()
              + " ("
              + e.getMessage()
              + "); give --http another address, or off",
          e);
    }
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "gctrace-http");
              thread.setDaemon(true);
              return thread;
            },
            // Its connection ends when its time is over.
            new ThreadPoolExecutor.DiscardPolicy());
    server.setExecutor(threads);
    Map<String, Page> all = new TreeMap<>(pages);
    server.createContext("/", exchange -> answer(exchange, all));
    server.start();
    return new HttpEndpoint(server, threads);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, Map<String, Page> pages) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      Page page = pages.get(exchange.getRequestURI().getPath());
      if (page == null) {
        say(exchange, 404, "there are " + String.join(", ", pages.keySet()));
      } else if (method.equals("GET")) {
        exchange.getResponseHeaders().set("Content-Type", page.type());
        exchange.sendResponseHeaders(page.status(), 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
          page.write(out);
        }
      } else if (method.equals("HEAD")) {
        exchange.sendResponseHeaders(page.status(), -1);
      } else {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        say(exchange, 405, "only GET and HEAD");
      }
    }
  }

  private static void say(HttpExchange exchange, int status, String words) throws IOException {
    byte[] text = (words + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
  }

  private static void given(String key, int value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, Integer.toString(value));
    }
  }
}
