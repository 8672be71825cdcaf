package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.PodReader;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Pods while they change: a list of them, and then each change, in a thread of its own. A watch
 * that ends goes on where it was; one that breaks, or has fallen too far behind, begins with a new
 * list. Memory holds the facts of the pods that are there.
 *
 * <p>For use by any thread.
 */
public final class PodWatch implements AutoCloseable {

  /** For so long what was looked up for one pod holds for the next. */
  private static final Duration LOOKUP_LASTS = Duration.ofMinutes(1);

  private final Api api;
  private final Watchdog watchdog;
  private final GrowingRest rest;
  private final PodQuery query;
  private final PodListener listener;
  private final Consumer<PodWatch> ended;
  private final Thread thread = new Thread(this::run, "gctrace-pods");
  private final Map<String, List<ContainerFacts>> known = new HashMap<>();
  private CachedLookup lookup;
  private long lookupMade;
  private String version = "";
  private volatile boolean closed;
  private volatile InputStream open;

  /**
   * A watch that has not begun.
   *
   * @param ended told, once, that it does not go on
   */
  PodWatch(
      Api api,
      Watchdog watchdog,
      Pause pause,
      PodQuery query,
      PodListener listener,
      Consumer<PodWatch> ended) {
    this.api = api;
    this.watchdog = watchdog;
    this.rest = new GrowingRest(pause);
    this.query = query;
    this.listener = listener;
    this.ended = ended;
    thread.setDaemon(true);
  }

  PodWatch start() {
    thread.start();
    return this;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    InputStream in = open;
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        // Nobody reads it any more.
        return;
      }
    }
  }

  private void run() {
    try {
      while (!closed) {
        try {
          if (version.isEmpty()) {
            list();
          }
          watch();
        } catch (ClusterProblem e) {
          version = "";
          tell(e);
          if (isFinal(e)) {
            return;
          }
          rest.take();
        } catch (IOException | KubernetesClientException e) {
          version = "";
          rest.take();
        }
      }
    } catch (ClusterProblem e) {
      // Interrupted while it rested: it was closed.
      return;
    } catch (RuntimeException e) {
      // A client that is closed tells so in many ways.
      if (!closed) {
        throw e;
      }
    } finally {
      ended.accept(this);
    }
  }

  /** Whether a watch ends with it. */
  static boolean isFinal(ClusterProblem problem) {
    return problem.kind() == Kind.FORBIDDEN || problem.kind() == Kind.UNAUTHORIZED;
  }

  private void tell(ClusterProblem problem) {
    if (!closed) {
      listener.problem(problem);
    }
  }

  private void list() throws ClusterProblem {
    Set<String> there = new HashSet<>();
    String listed =
        PodPages.read(
            api,
            query,
            pod -> {
              if (query.wants(pod)) {
                there.add(key(pod));
                seen(pod);
              }
            });
    for (String gone : List.copyOf(known.keySet())) {
      if (!there.contains(gone)) {
        listener.gone(known.remove(gone));
      }
    }
    version = listed;
    listener.complete();
  }

  private void watch() throws IOException {
    try (InputStream in =
            watchdog.watched(api.openLasting(query.watch(version), watchdog.silence()));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      open = in;
      for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
        rest.shorten();
        take(api.client().getKubernetesSerialization().unmarshal(line, WatchEvent.class));
      }
    } finally {
      open = null;
    }
    // The server ends a watch now and then; at once and again and again it must not be asked.
    rest.take();
    rest.shorten();
  }

  private void take(WatchEvent event) throws IOException {
    if (!(event.getObject() instanceof Pod pod)) {
      // A Status: most often that the version is too old to go on from.
      throw new IOException("the watch was given up by the server");
    }
    version = pod.getMetadata().getResourceVersion();
    switch (event.getType()) {
      case "ADDED", "MODIFIED" -> {
        if (query.wants(pod)) {
          seen(pod);
        }
      }
      case "DELETED" -> {
        if (known.remove(key(pod)) != null) {
          listener.gone(read(pod));
        }
      }
      default -> {
        // A bookmark: the version is all that it tells.
      }
    }
  }

  private void seen(Pod pod) {
    List<ContainerFacts> containers = read(pod);
    if (!containers.isEmpty()) {
      known.put(key(pod), containers);
      listener.seen(containers);
    }
  }

  private List<ContainerFacts> read(Pod pod) {
    long now = System.nanoTime();
    if (lookup == null || now - lookupMade > LOOKUP_LASTS.toNanos()) {
      lookup = new CachedLookup(api);
      lookupMade = now;
    }
    return new ArrayList<>(PodReader.read(pod, lookup));
  }

  private static String key(Pod pod) {
    ObjectMeta metadata = pod.getMetadata();
    return metadata.getNamespace() + "/" + metadata.getName();
  }
}
