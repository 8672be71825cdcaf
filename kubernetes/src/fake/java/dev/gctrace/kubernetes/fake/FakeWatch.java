package dev.gctrace.kubernetes.fake;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What happens to pods, told to those who watch: a JSON object a line. */
final class FakeWatch {

  private static final String TOO_OLD =
      "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
          + "\"message\":\"too old resource version\",\"reason\":\"Expired\",\"code\":410}}\n";

  private final List<Event> events = new ArrayList<>();
  private int forgotten;
  private int opened;
  private int silent;
  private boolean closed;

  private record Event(String type, Pod pod, String json) {}

  /** Something happened; the pod is told as it is now. */
  synchronized void happened(String type, Pod pod) {
    pod.getMetadata().setResourceVersion(Integer.toString(forgotten + events.size() + 1));
    String json =
        "{\"type\":\"" + type + "\",\"object\":" + Serialization.asJson(pod) + "}\n";
    events.add(new Event(type, pod, json));
    notifyAll();
  }

  /** The version of all that has happened. */
  synchronized String version() {
    return Integer.toString(forgotten + events.size());
  }

  synchronized void forget() {
    forgotten += events.size() + 1;
    events.clear();
    notifyAll();
  }

  /** The connections that are open carry nothing any more. */
  synchronized void fallSilent() {
    silent = opened;
  }

  private synchronized int open() {
    return ++opened;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Tells what has happened since the version that is asked for, and what happens from now on. */
  void answer(HttpExchange exchange, Map<String, String> query, Predicate<Pod> selected)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    int told = Integer.parseInt(query.get("resourceVersion"));
    int number = open();
    for (String line = next(number, told, selected);
        line != null;
        line = next(number, ++told, selected)) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
      if (line.equals(TOO_OLD)) {
        break;
      }
    }
    out.close();
  }

  /** A line; empty for what is not asked for; null when there will be no more. */
  private synchronized String next(int number, int told, Predicate<Pod> selected) {
    while ((told == forgotten + events.size() || number <= silent) && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    if (closed) {
      return null;
    }
    if (told < forgotten) {
      return TOO_OLD;
    }
    Event event = events.get(told - forgotten);
    return selected.test(event.pod()) ? event.json() : "";
  }
}
