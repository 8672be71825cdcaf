package dev.gctrace.cli.tune;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.tuning.Outcome;
import dev.gctrace.core.tuning.WhatIf;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A setting as a strategic merge patch, as {@code kubectl patch} takes it: lists of containers and
 * of variables are merged by name.
 */
final class Patch {

  private static final int LONGEST_NAME = 63;
  private static final String VALUE = "value";

  private final PatchTarget target;
  private final Map<String, Object> tree = new LinkedHashMap<>();

  /**
   * The patch.
   *
   * @param outcome what is recommended
   * @param present GOGC as it is
   */
  Patch(Outcome outcome, OptionalDouble present, PatchTarget target) {
    this.target = target;
    Map<String, Object> spec = tree;
    for (String key : target.podSpec()) {
      spec = child(spec, key);
    }
    fill(spec, outcome.settings(), present);
  }

  private void fill(Map<String, Object> spec, WhatIf settings, OptionalDouble present) {
    boolean limited =
        settings.limitMiB().isPresent() && !settings.limitMiB().equals(target.presentLimitMiB());
    String limit = Math.round(settings.limitMiB().orElse(0)) + "Mi";
    if (limited && target.limitOfPod()) {
      child(child(spec, "resources"), "limits").put("memory", limit);
    }
    Map<String, Object> container = new LinkedHashMap<>();
    spec.put(target.sidecar() ? "initContainers" : "containers", List.of(container));
    container.put("name", isName(target.container()) ? target.container() : "CONTAINER");
    if (limited && !target.limitOfPod()) {
      child(child(container, "resources"), "limits").put("memory", limit);
    }
    List<Object> variables = new ArrayList<>();
    settings
        .goMemLimitMiB()
        .ifPresent(mib -> variables.add(variable("GOMEMLIMIT", Math.round(mib) + "MiB")));
    if (!settings.gogc().equals(present)) {
      variables.add(
          variable(
              "GOGC",
              settings.gogc().isPresent()
                  ? Long.toString(Math.round(settings.gogc().getAsDouble()))
                  : "off"));
    }
    if (!variables.isEmpty()) {
      container.put("env", variables);
    }
  }

  private Map<String, Object> variable(String name, String value) {
    Map<String, Object> variable = new LinkedHashMap<>();
    variable.put("name", name);
    variable.put(VALUE, value);
    if (target.indirect().contains(name)) {
      // Merged by name, the variable would have both, which the API refuses.
      variable.put("valueFrom", null);
    }
    return variable;
  }

  @SuppressWarnings("unchecked") // maps of this shape are put into it only
  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.computeIfAbsent(key, made -> new LinkedHashMap<>());
  }

  /** As YAML, with a line break at its end. */
  String yaml() {
    StringBuilder yaml = new StringBuilder();
    map(yaml, tree, "");
    return yaml.toString();
  }

  private static void map(StringBuilder yaml, Map<?, ?> map, String indent) {
    String before = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      yaml.append(before).append(entry.getKey()).append(':');
      before = indent;
      Object value = entry.getValue();
      if (value instanceof Map<?, ?> inner) {
        yaml.append('\n').append(indent).append("  ");
        map(yaml, inner, indent + "  ");
      } else if (value instanceof List<?> list) {
        yaml.append('\n');
        for (Object item : list) {
          yaml.append(indent).append("  - ");
          map(yaml, (Map<?, ?>) item, indent + "    ");
        }
      } else {
        String quote = entry.getKey().equals(VALUE) ? "\"" : "";
        yaml.append(' ').append(quote).append(value).append(quote).append('\n');
      }
    }
  }

  /** The command that takes it, in one line; empty when there is none. */
  Optional<String> command() {
    if (!target.isPatchable()) {
      return Optional.empty();
    }
    return Optional.of(
        "kubectl patch "
            + target.shown().orElseThrow()
            + String.join("", target.kubectl().stream().map(word -> " " + quoted(word)).toList())
            + " --patch '"
            + json()
            + "'");
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json(json, tree);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take text", e);
    }
    return text.toString();
  }

  private static void json(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(entry.getKey().toString());
        json(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        json(json, item);
      }
      json.writeEndArray();
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  /** A word as a shell takes it for one. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A name comes from a log and may hold anything; Kubernetes has these only. */
  private static boolean isName(String name) {
    return name != null
        && !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }
}
