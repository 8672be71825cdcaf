package dev.gctrace.logs;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.EarlyGcEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A collection of Go 1.4 or earlier as it leaves gctrace: nothing can be forecast from it.
 *
 * @param who the container
 * @param process number of the process in the container, from 1
 * @param time when the line was written; empty when the log does not tell
 * @param event what the line says
 * @param settings what was known from outside the log
 */
public record EarlyCycle(
    ContainerId who,
    int process,
    Optional<Instant> time,
    EarlyGcEvent event,
    MemorySettings settings) {}
