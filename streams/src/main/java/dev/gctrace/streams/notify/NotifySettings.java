package dev.gctrace.streams.notify;

import dev.gctrace.streams.settings.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the notifier is told beside the settings of all commands.
 *
 * @param targets who receives alerts
 * @param resend how often Alertmanager is told of what still fires; it forgets an alert that nobody
 *     repeats for four times as long
 * @param group beginning of the names of the consumer groups
 */
public record NotifySettings(List<Target> targets, Duration resend, String group) {

  /** What its keys begin with. */
  public static final String PREFIX = "gctrace.notify.";

  private static final Duration RESEND = Duration.ofMinutes(1);

  /** Copies the targets. */
  public NotifySettings {
    targets = List.copyOf(targets);
  }

  /**
   * Reads the keys that begin with {@value #PREFIX}; all others are left alone.
   *
   * @throws IllegalArgumentException when a key is unknown, a value cannot be read or nobody is
   *     told of; the message names it
   */
  public static NotifySettings of(Map<String, String> properties) {
    Map<String, String> ours = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            ours.put(key, value.strip());
          }
        });
    List<Target> targets = new ArrayList<>();
    for (Target.Kind kind : Target.Kind.values()) {
      targets.addAll(targets(ours, kind));
    }
    String group = Optional.ofNullable(ours.remove(PREFIX + "group")).orElse("gctrace-notify");
    Duration resend = resend(ours.remove(PREFIX + "resend"));
    if (!ours.isEmpty()) {
      throw new IllegalArgumentException("there is no setting " + ours.keySet().iterator().next());
    }
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("nobody to notify: give --alertmanager or --webhook");
    }
    Set<String> groups = new HashSet<>();
    for (Target target : targets) {
      if (!groups.add(target.group(group))) {
        throw new IllegalArgumentException("given twice: " + target.name());
      }
    }
    return new NotifySettings(targets, resend, group);
  }

  private static List<Target> targets(Map<String, String> ours, Target.Kind kind) {
    String addresses = ours.remove(PREFIX + kind.key());
    Optional<String> authorization =
        Optional.ofNullable(ours.remove(PREFIX + kind.key() + "-authorization"));
    List<Target> targets = new ArrayList<>();
    if (addresses != null) {
      for (String address : addresses.split(",", -1)) {
        if (!address.isBlank()) {
          targets.add(Target.of(kind, address.strip(), authorization));
        }
      }
    }
    return targets;
  }

  private static Duration resend(String text) {
    if (text == null) {
      return RESEND;
    }
    Duration resend;
    try {
      resend = Quantities.duration(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + "resend: " + e.getMessage(), e);
    }
    if (resend.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(PREFIX + "resend: '" + text + "' is less than 1s");
    }
    return resend;
  }
}
