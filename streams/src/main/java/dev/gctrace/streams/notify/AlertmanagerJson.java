package dev.gctrace.streams.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.notify.FiringAlerts.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts as {@code POST /api/v2/alerts} of Prometheus Alertmanager takes them. Labels are the
 * alert's identity there: they hold the container and the severity and nothing that changes while
 * both stay; a change of severity resolves the one and fires the other.
 */
final class AlertmanagerJson {

  /** How long a kill is shown: it is an event, and nothing resolves it. */
  static final Duration KILL_SHOWN = Duration.ofMinutes(15);

  /** Longest annotation, in characters. */
  private static final int LONGEST = 4096;

  private static final JsonFactory FACTORY = new JsonFactory();

  private AlertmanagerJson() {}

  /**
   * A change: what fired before and does so no longer is resolved, and what fires now is told.
   *
   * @param before what fired of the container; empty when nothing did
   * @param now what is to be told, and until when it fires by itself
   * @param clock the time
   * @param lifetime after which Alertmanager may take it for resolved when nobody repeats it
   */
  static byte[] change(Optional<Entry> before, Entry now, Instant clock, Duration lifetime) {
    return array(
        json -> {
          boolean resolved = now.alert().change() == Change.RESOLVED;
          Optional<Alert> fired = fired(before);
          if (fired.isPresent() && (resolved || !labels(fired.get()).equals(labels(now.alert())))) {
            alert(json, fired.get(), clock);
          }
          if (!resolved) {
            alert(json, now.alert(), ends(now, clock, lifetime));
          }
        });
  }

  /** Whether a change says anything: not that something is resolved which did not fire. */
  static boolean tells(Optional<Entry> before, Alert now) {
    return now.change() != Change.RESOLVED || fired(before).isPresent();
  }

  /** A kill that was told ends by itself, whatever the container does after its restart. */
  private static Optional<Alert> fired(Optional<Entry> before) {
    return before.map(Entry::alert).filter(alert -> alert.change() != Change.KILLED);
  }

  /** All that fires, once more. */
  static byte[] firing(Collection<Entry> entries, Instant clock, Duration lifetime) {
    return array(
        json -> {
          for (Entry entry : entries) {
            alert(json, entry.alert(), ends(entry, clock, lifetime));
          }
        });
  }

  private static Instant ends(Entry entry, Instant clock, Duration lifetime) {
    return entry.alert().change() == Change.KILLED ? entry.until() : clock.plus(lifetime);
  }

  /** The labels of an alert. */
  static Map<String, String> labels(Alert alert) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", name(alert.change()));
    ContainerId who = ContainerId.ofKey(alert.container());
    if (who.name().isEmpty()) {
      put(labels, "container", alert.container());
    } else {
      put(labels, "namespace", who.namespace());
      put(labels, "pod", who.pod());
      put(labels, "container", who.container());
    }
    labels.put("severity", severity(alert));
    return labels;
  }

  private static String name(Change change) {
    return switch (change) {
      case SILENT -> "GoContainerSilent";
      case KILLED -> "GoContainerOOMKilled";
      case RAISED, ESCALATED, EASED, RESOLVED -> "GoContainerOOMForecast";
    };
  }

  /**
   * What wakes people, what does not, and what they may look at: the silence of a container that
   * was in no danger.
   */
  private static String severity(Alert alert) {
    if (alert.change() == Change.KILLED || alert.severity() == Severity.CRITICAL) {
      return "critical";
    }
    boolean calm = alert.severity().compareTo(Severity.WARNING) < 0;
    return alert.change() == Change.SILENT && calm ? "info" : "warning";
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (value != null) {
      labels.put(name, clean(value));
    }
  }

  private static void alert(JsonGenerator json, Alert alert, Instant ends) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : labels(alert).entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("annotations");
    annotation(json, "summary", alert.sentence());
    annotation(json, "description", alert.cause());
    annotation(json, "advice", alert.advice());
    annotation(json, "reason", alert.reason());
    annotation(json, "evidence", String.join("\n", newest(alert.evidence())));
    annotation(json, "episode", alert.id());
    json.writeEndObject();
    // Alertmanager refuses an alert that ends before it starts. By the clock of a node that is
    // ahead it would not end when it is resolved.
    Instant latest = ends.minusMillis(1);
    Instant starts = alert.firstSeen();
    json.writeStringField("startsAt", (starts.isAfter(latest) ? latest : starts).toString());
    json.writeStringField("endsAt", ends.toString());
    json.writeEndObject();
  }

  private static List<String> newest(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 10), lines.size());
  }

  private static void annotation(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(
          name, clean(value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value));
    }
  }

  /** Without control characters and halves of characters, whatever stood in a log. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\n' || isShown(c) ? c : '\ufffd')
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isShown(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }

  private static byte[] array(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartArray();
      writer.write(json);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /** Writes the alerts of an array. */
  private interface Writer {
    void write(JsonGenerator json) throws IOException;
  }
}
