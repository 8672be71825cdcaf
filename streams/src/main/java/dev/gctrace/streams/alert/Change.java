package dev.gctrace.streams.alert;

import java.util.Locale;

/** What an {@link Alert} tells. */
public enum Change {
  /** From calm to danger: an episode begins. */
  RAISED,
  /** From warning to critical. */
  ESCALATED,
  /** From critical to warning, and it lasted. */
  EASED,
  /** To calm, and it lasted; or lines came again after silence. The episode ends. */
  RESOLVED,
  /** No line for longer than a Go program that lives can be silent. */
  SILENT,
  /** The container ended OOMKilled. The episode ends. */
  KILLED;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** Its name in JSON. */
  public String key() {
    return key;
  }

  /** Whether the episode is over with it. */
  public boolean endsEpisode() {
    return this == RESOLVED || this == KILLED;
  }
}
