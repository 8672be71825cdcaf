package dev.gctrace.cli.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.number;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.core.report.PostMortem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The post-mortem of a process as facts: a name and a text each. */
final class PostMortemText {

  private static final double BYTES_PER_MIB = 1 << 20;

  private PostMortemText() {}

  static List<Fact> facts(PostMortem postMortem, OptionalLong limitBytes) {
    List<Fact> facts = new ArrayList<>();
    boolean killed = postMortem.end() == PostMortem.End.KILLED;
    facts.add(
        new Fact(
            killed ? "killed by" : "if killed",
            cause(postMortem.cause()) + ". " + postMortem.sentence()));
    String name = "last lines";
    for (PostMortem.LastCycle cycle : postMortem.lastCycles()) {
      facts.add(new Fact(name, cycle(cycle, limitBytes)));
      name = "";
    }
    postMortem
        .firstSign()
        .ifPresent(
            sign ->
                facts.add(
                    new Fact(
                        "first sign",
                        "cycle "
                            + sign.cycle()
                            + " at "
                            + seconds(sign.atSeconds())
                            + (sign.cyclesBeforeLast() == 0
                                ? ", the last line"
                                : ", "
                                    + sign.cyclesBeforeLast()
                                    + (sign.cyclesBeforeLast() == 1
                                        ? " cycle and "
                                        : " cycles and ")
                                    + seconds(sign.secondsBeforeLast())
                                    + " before the last line"))));
    facts.add(new Fact(killed ? "saved by" : "saves", postMortem.rescue().sentence()));
    return facts;
  }

  private static String cycle(PostMortem.LastCycle cycle, OptionalLong limitBytes) {
    StringBuilder text = new StringBuilder("cycle ").append(cycle.cycle());
    text.append(" at ").append(seconds(cycle.atSeconds()));
    text.append(": live ").append(mib(cycle.liveMiB()));
    text.append(", heap ").append(mib(cycle.heapEndMiB()));
    cycle.nextGoalMiB().ifPresent(goal -> text.append(", next goal ").append(mib(goal)));
    cycle
        .peakMiB()
        .ifPresent(
            peak -> {
              text.append(", container then ").append(number(peak));
              limitBytes.ifPresent(l -> text.append(" of ").append(number(l / BYTES_PER_MIB)));
              text.append(" MiB");
            });
    return text.toString();
  }

  private static String cause(PostMortem.Cause cause) {
    return switch (cause) {
      case NEXT_GOAL_OVER_LIMIT -> "the next goal over the limit";
      case LEAK -> "a leak, or growth like one";
      case BURST -> "a burst";
      case SPIRAL -> "the death spiral of GOMEMLIMIT";
      case OUTSIDE_HEAP -> "memory outside the Go heap";
      case CANNOT_TELL -> "the cause cannot be told";
    };
  }
}
