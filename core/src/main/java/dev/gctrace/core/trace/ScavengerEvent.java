package dev.gctrace.core.trace;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the scavenger gave back to the system, in the forms of all versions: {@code scvgN: …} until
 * Go 1.12, {@code scvg: …} in 1.13, {@code scav …} under GODEBUG=scavtrace=1 from 1.14 on.
 *
 * <p>Sizes are in KiB; the older forms print whole MiB, cut.
 *
 * @param kind which figures the line holds
 * @param forced whether {@code runtime/debug.FreeOSMemory} asked for it
 * @param releasedKiB memory given back by this step
 * @param totalReleasedKiB memory given back and not taken again
 * @param inUseKiB spans in use
 * @param idleKiB spans not in use
 * @param sysKiB memory taken from the system
 * @param consumedKiB {@code sys} less what was given back: near the resident memory
 * @param utilizationPercent heap in use of heap in use and free
 */
public record ScavengerEvent(
    Kind kind,
    boolean forced,
    OptionalLong releasedKiB,
    OptionalLong totalReleasedKiB,
    OptionalLong inUseKiB,
    OptionalLong idleKiB,
    OptionalLong sysKiB,
    OptionalLong consumedKiB,
    OptionalInt utilizationPercent)
    implements TraceEvent {

  /** The forms of the line. */
  public enum Kind {
    /** {@code scvg…: N MB released}. */
    RELEASED,
    /** {@code scvg…: inuse: …, consumed: … (MB)}. */
    STATE,
    /** {@code scvg…: GC forced}, before Go 1.5. */
    GC_FORCED,
    /** {@code scav …}, Go 1.14 and later. */
    WORK
  }
}
