package dev.gctrace.streams.topology;

import dev.gctrace.streams.settings.Settings;

/**
 * The times that the settings tell, in milliseconds.
 *
 * @param lateness how long a line waits for those that were to come before it
 * @param silence how long a container may be without a line
 * @param cooldown how long a calmer severity must last before it is told
 * @param forget how long after its last line a container is forgotten
 */
record Rules(long lateness, long silence, long cooldown, long forget) {

  static Rules of(Settings settings) {
    return new Rules(
        settings.lateness().toMillis(),
        settings.silence().toMillis(),
        settings.cooldown().toMillis(),
        settings.forget().toMillis());
  }
}
