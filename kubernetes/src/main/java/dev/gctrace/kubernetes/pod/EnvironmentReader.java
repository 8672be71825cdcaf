package dev.gctrace.kubernetes.pod;

import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Works out the environment of a container in the order of the kubelet: {@code envFrom}, then
 * {@code env}, later ones over earlier ones, references to earlier variables put in.
 */
final class EnvironmentReader {

  private final Pod pod;
  private final Container container;
  private final Lookup lookup;
  private final Map<String, Setting> variables = new HashMap<>();

  /** Why a variable that is nowhere else may be set all the same; null when it cannot be. */
  private String unreadSource;

  private EnvironmentReader(Pod pod, Container container, Lookup lookup) {
    this.pod = pod;
    this.container = container;
    this.lookup = lookup;
  }

  static Environment read(Pod pod, Container container, Lookup lookup) {
    EnvironmentReader reader = new EnvironmentReader(pod, container, lookup);
    container.getEnvFrom().forEach(reader::envFrom);
    container.getEnv().forEach(reader::env);
    return new Environment(
        reader.setting("GOGC"),
        reader.setting("GOMEMLIMIT"),
        reader.setting("GOMAXPROCS"),
        reader.setting("GODEBUG"));
  }

  private Setting setting(String name) {
    Setting known = variables.get(name);
    if (known != null) {
      return known;
    }
    return unreadSource == null ? Setting.notSet(name) : Setting.unread(name, unreadSource);
  }

  private void envFrom(EnvFromSource from) {
    String prefix = from.getPrefix() == null ? "" : from.getPrefix();
    if (from.getConfigMapRef() != null) {
      String name = from.getConfigMapRef().getName();
      Lookup.Answer answer = lookup.configMap(pod.getMetadata().getNamespace(), name);
      if (answer.data() == null) {
        unreadSource = "may come from ConfigMap " + name + ", " + answer.problem().orElseThrow();
        // What stood in a source before may be covered by what cannot be read.
        variables.clear();
        return;
      }
      answer
          .data()
          .forEach(
              (key, value) ->
                  variables.put(
                      prefix + key,
                      Setting.of(
                          prefix + key, value, Setting.Source.CONFIG_MAP, "ConfigMap " + name)));
    } else if (from.getSecretRef() != null) {
      unreadSource =
          "may come from secret " + from.getSecretRef().getName() + ", and secrets are not read";
    }
  }

  private void env(EnvVar variable) {
    String name = variable.getName();
    EnvVarSource from = variable.getValueFrom();
    if (from == null) {
      variables.put(name, expanded(name, variable.getValue() == null ? "" : variable.getValue()));
      return;
    }
    Setting setting = valueFrom(name, from);
    if (setting != null) {
      variables.put(name, setting);
    }
  }

  /** The variable; null when it is not set: an optional reference to what is not there. */
  private Setting valueFrom(String name, EnvVarSource from) {
    if (from.getConfigMapKeyRef() != null) {
      return configMapKey(name, from.getConfigMapKeyRef());
    }
    if (from.getResourceFieldRef() != null) {
      return new ResourceField(pod, container, from.getResourceFieldRef(), lookup).read(name);
    }
    if (from.getFieldRef() != null) {
      String path = from.getFieldRef().getFieldPath();
      Optional<String> value = PodField.read(pod, path);
      return value.isPresent()
          ? Setting.of(name, value.get(), Setting.Source.FIELD, path)
          : Setting.unread(name, "comes from field " + path);
    }
    if (from.getSecretKeyRef() != null) {
      return Setting.unread(
          name,
          "comes from secret " + from.getSecretKeyRef().getName() + ", and secrets are not read");
    }
    return Setting.unread(name, "comes from a source that is not known here");
  }

  private Setting configMapKey(String name, ConfigMapKeySelector key) {
    Lookup.Answer answer = lookup.configMap(pod.getMetadata().getNamespace(), key.getName());
    if (answer.data() == null) {
      return Setting.unread(
          name, "comes from ConfigMap " + key.getName() + ", " + answer.problem().orElseThrow());
    }
    String value = answer.data().get(key.getKey());
    return value == null
        ? null
        : Setting.of(name, value, Setting.Source.CONFIG_MAP, "ConfigMap " + key.getName());
  }

  /** Puts the values of earlier variables for {@code $(NAME)}; {@code $$} stands for {@code $}. */
  private Setting expanded(String name, String text) {
    StringBuilder value = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = text.startsWith("$(", at) ? text.indexOf(')', at) : -1;
      if (text.startsWith("$$", at)) {
        value.append('$');
        at += 2;
      } else if (end > 0) {
        Setting other = variables.get(text.substring(at + 2, end));
        if (other == null) {
          value.append(text, at, end + 1);
        } else if (other.value().isEmpty()) {
          return Setting.unread(name, "holds " + other.name() + ", which " + other.detail());
        } else {
          value.append(other.value().get());
        }
        at = end + 1;
      } else {
        value.append(c);
        at++;
      }
    }
    return Setting.of(name, value.toString(), Setting.Source.ENV, "");
  }
}
