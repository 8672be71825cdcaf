package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding.Level;
import java.util.Optional;

/** Findings about how the process ended. */
final class EndChecks {

  private static final String LOOK_OUTSIDE =
      "Look at what the heap figures do not show: C code (cgo), mmap, child processes and other"
          + " containers' processes in the same cgroup, tmpfs and memory-backed emptyDir volumes,"
          + " goroutine stacks. A heap profile will not show it; the container's memory.stat and a"
          + " process list will.";

  private EndChecks() {}

  static Optional<Remark> killed(Case c) {
    return c.ending() == Ending.KILLED && !unexplained(c)
        ? Optional.of(
            new Remark(
                Level.CRITICAL,
                c.lastWords().isPresent()
                    ? "The log says that the process was killed (" + quoted(c) + ")."
                    : "The process was OOMKilled, as is known from outside its log.",
                "A kill for memory prints nothing itself"
                    + (c.lastWords().isPresent()
                        ? "; this line is the shell's or the kernel's."
                        : ".")
                    + " The heap explains up to "
                    + mib(c.explainedMiB())
                    + " of memory.",
                "Confirm with: kubectl describe pod POD (Last State, Reason: OOMKilled, exit code"
                    + " 137)."))
        : Optional.empty();
  }

  static Optional<Remark> outOfMemory(Case c) {
    return c.ending() == Ending.OUT_OF_MEMORY
        ? Optional.of(
            new Remark(
                Level.CRITICAL,
                "The Go runtime got no more memory from the system (" + quoted(c) + ").",
                "The runtime ended the program itself: an address-space limit (ulimit -v), strict"
                    + " overcommit, or a machine without memory, rather than the container's"
                    + " limit.",
                "Compare ulimit -v and vm.overcommit_memory with what the program maps; the heap had"
                    + " reached "
                    + mib(c.summary().peakHeapMiB().orElse(0))
                    + "."))
        : Optional.empty();
  }

  static Optional<Remark> memoryOutsideHeap(Case c) {
    if (!unexplained(c)) {
      return Optional.empty();
    }
    String explained =
        "the heap explains at most " + mib(c.explainedMiB()) + " of the " + Danger.limit(c);
    if (c.ending() == Ending.KILLED) {
      return Optional.of(
          new Remark(
              Level.CRITICAL,
              "The process was killed"
                  + (c.lastWords().isPresent() ? " (" + quoted(c) + ")" : "")
                  + ", but "
                  + explained
                  + ".",
              "Either memory outside the Go heap filled the container, or the kill had another"
                  + " reason (a failed liveness probe, a node without memory).",
              LOOK_OUTSIDE));
    }
    return Optional.of(
        Remark.info(
            "The process ended, and " + explained + ".",
            "It was stopped, it crashed, or memory outside the Go heap filled the container.",
            "Ask Kubernetes how it ended: kubectl describe pod POD (Last State). If that says"
                + " OOMKilled: "
                + LOOK_OUTSIDE));
  }

  static Optional<Remark> crashed(Case c) {
    return c.ending() == Ending.CRASHED
        ? Optional.of(
            Remark.warning(
                "The program ended with " + quoted(c) + ", not by the OOM killer.",
                "The Go runtime or the program printed this line; a kill for memory prints nothing.",
                "Follow the stack trace that stands after this line in the log."))
        : Optional.empty();
  }

  /** Whether the process ended although its heap fitted. */
  static boolean unexplained(Case c) {
    boolean far = c.ending() == Ending.KILLED && !c.reaches(Thresholds.NEAR_OF_LIMIT);
    return (far || c.ending() == Ending.FOLLOWED)
        && c.severity() == Severity.OK
        && c.alarms().critical().isEmpty();
  }

  private static String quoted(Case c) {
    return "«" + c.lastWords().orElse("") + "»";
  }
}
