package dev.gctrace.streams.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a container ended, beside what the forecast had said.
 *
 * @param reason the word of Kubernetes or of the log: {@code OOMKilled}
 * @param exitCode its exit code; empty when not told
 * @param at when it ended; empty when not told
 * @param foretold the severity that had been told when it ended, as in {@link Alert#severity}
 * @param secondsForetold from the first alert of the episode to the end; empty when there was none,
 *     or the end has no time
 */
public record PostMortem(
    String reason,
    OptionalInt exitCode,
    Optional<Instant> at,
    String foretold,
    OptionalDouble secondsForetold) {}
