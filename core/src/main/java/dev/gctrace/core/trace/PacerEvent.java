package dev.gctrace.core.trace;

import java.util.OptionalLong;

/**
 * A line of GODEBUG=gcpacertrace=1; of its many forms only the exact sizes are kept.
 *
 * @param triggerBytes heap at which the collection began; empty where the form does not hold it
 * @param heapEndBytes heap when it ended; empty where the form does not hold it
 * @param goalBytes the heap goal; empty where the form does not hold it, or where there is no goal
 */
public record PacerEvent(
    OptionalLong triggerBytes, OptionalLong heapEndBytes, OptionalLong goalBytes)
    implements TraceEvent {}
