package dev.gctrace.kubernetes.profile;

import dev.gctrace.logs.ContainerId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of the files of a profile: {@code namespace_pod_container_cycle_time}. */
public final class ProfileName {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ProfileName() {}

  /**
   * The name without its ending.
   *
   * @param who the container
   * @param cycle number of its last collection; 0 when there was none yet
   * @param time when the profile was taken
   * @return a name of one file, in any file system
   */
  public static String of(ContainerId who, long cycle, Instant time) {
    return part(who.namespace())
        + "_"
        + part(who.pod())
        + "_"
        + part(who.container())
        + "_"
        + cycle
        + "_"
        + TIME.format(time);
  }

  /** Names of Kubernetes have letters, digits, dots and dashes only; a log may tell others. */
  private static String part(String name) {
    return name == null ? "-" : name.replaceAll("[^A-Za-z0-9.-]", "-");
  }
}
