package dev.gctrace.kubernetes.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Looks for {@link Trap}s. */
final class Traps {

  private static final long MIB = 1 << 20;

  /** What of the limit is left to Go where nothing else is known. */
  private static final int PERCENT_FOR_GO = 90;

  private final MemoryLimit limit;
  private final Setting goMemLimit;
  private final List<Trap> found = new ArrayList<>();

  private Traps(MemoryLimit limit, Setting goMemLimit) {
    this.limit = limit;
    this.goMemLimit = goMemLimit;
  }

  static List<Trap> find(MemoryLimit limit, Environment environment) {
    Traps traps = new Traps(limit, environment.goMemLimit());
    traps.memory();
    environment.goMemLimit().value().ifPresent(traps::goMemLimit);
    return List.copyOf(traps.found);
  }

  private void memory() {
    String text = limit.text().orElse("");
    if (text.endsWith("m")) {
      String number = text.substring(0, text.length() - 1);
      add(
          Trap.Id.MEMORY_IN_THOUSANDTHS,
          "the memory limit "
              + text
              + " is "
              + number
              + " thousandths of a byte: the container cannot start with it",
          "write " + number + "Mi or " + number + "M");
    }
  }

  private void goMemLimit(String text) {
    OptionalLong bytes = GoValues.bytes(text);
    if (bytes.isEmpty()) {
      add(
          Trap.Id.GOMEMLIMIT_MALFORMED,
          "with GOMEMLIMIT=" + text + " a Go program does not start (malformed GOMEMLIMIT)",
          "write whole numbers with B, KiB, MiB, GiB or TiB: " + example(text));
    } else if (bytes.getAsLong() < MIB) {
      add(
          Trap.Id.GOMEMLIMIT_TINY,
          "GOMEMLIMIT is "
              + bytes.getAsLong()
              + " bytes"
              + (byResource() ? " (" + goMemLimit.detail() + ")" : "")
              + ": the program does nothing but collect",
          byResource()
              ? "take the divisor away: divisor \"1\""
              : "give it a unit: " + text + "MiB");
    } else if (goMemLimit.detail().endsWith("what the node has")) {
      add(
          Trap.Id.GOMEMLIMIT_IS_NODE,
          "GOMEMLIMIT is taken from a memory limit that is not set, so it is all that the node has ("
              + mib(bytes.getAsLong())
              + ")",
          "set resources.limits.memory");
    } else if (limit.bytes().isPresent() && bytes.getAsLong() < Long.MAX_VALUE) {
      besideLimit(bytes.getAsLong(), limit.bytes().getAsLong());
    }
  }

  private void besideLimit(long goMemLimitBytes, long limitBytes) {
    String advice = "write GOMEMLIMIT=" + limitBytes / 100 * PERCENT_FOR_GO / MIB + "MiB or less";
    if (goMemLimitBytes == limitBytes) {
      add(
          Trap.Id.GOMEMLIMIT_IS_LIMIT,
          "GOMEMLIMIT is the whole limit ("
              + mib(limitBytes)
              + "): no headroom for what is not Go's heap",
          advice);
    } else if (goMemLimitBytes > limitBytes) {
      add(
          Trap.Id.GOMEMLIMIT_OVER_LIMIT,
          "GOMEMLIMIT of "
              + mib(goMemLimitBytes)
              + " is above the limit of "
              + mib(limitBytes)
              + ": the kernel kills before it acts",
          advice);
    }
  }

  private boolean byResource() {
    return goMemLimit.source() == Setting.Source.RESOURCE;
  }

  private void add(Trap.Id id, String sentence, String advice) {
    found.add(new Trap(id, sentence, advice));
  }

  /** {@code 512MiB} for {@code 512Mi}; a plain example for anything else. */
  private static String example(String text) {
    return text.matches("[0-9]{1,9}[KMGT]i") ? "GOMEMLIMIT=" + text + "B" : "GOMEMLIMIT=512MiB";
  }

  private static String mib(long bytes) {
    return bytes / MIB + " MiB";
  }
}
