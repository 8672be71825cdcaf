package dev.gctrace.logs;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A collection with all that is said of it, as it leaves gctrace.
 *
 * @param who the container
 * @param process number of the process in the container, from 1
 * @param time when the line was written; empty when the log does not tell
 * @param event what the line says
 * @param forecast what follows from it
 * @param settings what was known from outside the log
 */
public record Cycle(
    ContainerId who,
    int process,
    Optional<Instant> time,
    GcEvent event,
    Forecast forecast,
    MemorySettings settings) {}
