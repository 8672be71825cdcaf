package dev.gctrace.streams.collect;

import dev.gctrace.streams.memory.PodMemory;
import java.util.Optional;

/**
 * Something to tell of a container.
 *
 * @param container {@code namespace/pod/container}
 * @param memory what is known of it now; empty when it is gone
 * @param told what it tells
 */
record Change(String container, Optional<PodMemory> memory, CollectCounters.Told told) {}
