package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.mibPerSecond;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.PostMortem.Cause;
import dev.gctrace.core.report.PostMortem.End;
import dev.gctrace.core.report.PostMortem.FirstSign;
import dev.gctrace.core.report.PostMortem.LastCycle;
import java.util.List;
import java.util.Optional;

/** The post-mortem as a function of the facts. */
final class Inquest {

  private final Case c;
  private final Course course;
  private final Cause cause;

  private Inquest(Case facts, Course course) {
    this.c = facts;
    this.course = course;
    this.cause = cause();
  }

  /**
   * The post-mortem; empty when nothing speaks of a kill.
   *
   * @param facts the facts
   * @param course what the process kept
   * @param lastCycles what its last lines say
   */
  static Optional<PostMortem> of(Case facts, Course course, List<LastCycle> lastCycles) {
    Optional<End> end = end(facts);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    Inquest inquest = new Inquest(facts, course);
    return Optional.of(
        new PostMortem(
            end.get(),
            inquest.cause,
            inquest.sentence(),
            lastCycles,
            firstSign(facts),
            inquest.rescue()));
  }

  private static Optional<End> end(Case c) {
    return switch (c.ending()) {
      case KILLED, OUT_OF_MEMORY -> Optional.of(End.KILLED);
      case FOLLOWED -> Optional.of(End.FOLLOWED);
      case OPEN ->
          c.severity() == Severity.CRITICAL ? Optional.of(End.OPEN) : Optional.<End>empty();
      case CRASHED -> Optional.empty();
    };
  }

  private static Optional<FirstSign> firstSign(Case c) {
    return c.alarms()
        .warning()
        .map(Alarms.Spell::first)
        .map(
            first ->
                new FirstSign(
                    first.cycle(),
                    first.atSeconds(),
                    c.summary().lastCycle() - first.cycle(),
                    first.secondsBeforeLast()));
  }

  private Cause cause() {
    if (c.limitMiB().isEmpty() || c.forecast().isEmpty()) {
      return Cause.CANNOT_TELL;
    }
    if (EndChecks.unexplained(c) && !c.reaches(Thresholds.NEAR_OF_LIMIT)) {
      return Cause.OUTSIDE_HEAP;
    }
    // Growth that would not have got near the limit for long has not killed.
    boolean near = c.inDanger() || c.alarms().critical().isPresent();
    boolean reached = near || c.reaches(Thresholds.NEAR_OF_LIMIT);
    if (reached && course.jumped()) {
      return Cause.BURST;
    }
    if (reached && grew()) {
      return Cause.LEAK;
    }
    if (c.inDangerOf(Reason.DEATH_SPIRAL)) {
      return Cause.SPIRAL;
    }
    return near ? Cause.NEXT_GOAL_OVER_LIMIT : Cause.CANNOT_TELL;
  }

  private boolean grew() {
    double grown = course.grownMiB();
    return grown >= Thresholds.NOTABLE_MIB / 2.0 && grown >= Thresholds.LEAK_GROWTH * course.last();
  }

  private String sentence() {
    return switch (cause) {
      case NEXT_GOAL_OVER_LIMIT ->
          c.passed()
              ? "The heap was let grow to the limit: " + Danger.now(c) + "."
              : Danger.sentence(c);
      case LEAK -> leak();
      case BURST ->
          "What the program keeps jumped to "
              + mib(course.last())
              + " within the last cycle; "
              + Danger.now(c)
              + ".";
      case SPIRAL -> Danger.sentence(c);
      case OUTSIDE_HEAP ->
          "The heap explains at most "
              + mib(c.explainedMiB())
              + " of the "
              + Danger.limit(c)
              + ": what filled the container lies outside the Go heap (cgo, mmap, other processes,"
              + " tmpfs), or it ended for another reason.";
      case CANNOT_TELL -> cannotTell();
    };
  }

  private String leak() {
    return (course.isMostlyStacks() ? "Stacks" : "The live heap")
        + " grew by "
        + mibPerSecond(course.growth().orElse(0))
        + ", to "
        + mib(course.last())
        + ", and did not level off"
        + (c.inDangerOf(Reason.DEATH_SPIRAL) ? ", into the death spiral of GOMEMLIMIT; " : "; ")
        + Danger.now(c)
        + ".";
  }

  private String cannotTell() {
    if (c.forecast().isEmpty()) {
      return "Lines of Go 1.4 and earlier do not tell.";
    }
    return c.limitMiB().isEmpty()
        ? "Without the container's memory limit (--limit) the lines do not tell."
        : "The heap explains up to "
            + mib(c.explainedMiB())
            + " of the "
            + Danger.limit(c)
            + ": near enough for a burst between two lines, too little to be sure.";
  }

  private PostMortem.Rescue rescue() {
    return switch (cause) {
      case CANNOT_TELL -> PostMortem.Rescue.none("What would have saved it cannot be told.");
      case OUTSIDE_HEAP ->
          PostMortem.Rescue.none(
              "No setting of the Go runtime: it does not see this memory. Look outside the heap.");
      case LEAK -> PostMortem.Rescue.none("No setting, if it is a leak: " + buysTime());
      case NEXT_GOAL_OVER_LIMIT, BURST, SPIRAL -> Remedies.from(c, cause);
    };
  }

  private String buysTime() {
    String fills = "what only grows fills any limit in the end.";
    double growth = course.growth().orElse(0);
    if (!c.goMemLimitAvailable()
        || c.effectiveGoMemLimitMiB().isPresent()
        || !(growth > 0)
        || c.gogc().off()) {
      return fills;
    }
    long value = Sizing.goMemLimitFor(c.limitMiB().orElseThrow());
    double more = (Sizing.goalUnder((double) value) - course.last()) / growth;
    return more < 1
        ? fills
        : fills
            + " GOMEMLIMIT="
            + value
            + "MiB would have bought about "
            + seconds(more)
            + ", and all that was needed if the growth ends below "
            + mib(Math.floor(Sizing.goalUnder((double) value)))
            + " (a cache, a queue).";
  }
}
