package dev.gctrace.bench;

import static dev.gctrace.core.report.PostMortem.Cause.BURST;
import static dev.gctrace.core.report.PostMortem.Cause.LEAK;
import static dev.gctrace.core.report.PostMortem.Cause.NEXT_GOAL_OVER_LIMIT;
import static dev.gctrace.core.report.PostMortem.Cause.OUTSIDE_HEAP;

import dev.gctrace.core.report.KnownEnd;
import dev.gctrace.core.report.PostMortem;
import dev.gctrace.core.report.PostMortem.Cause;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The causes that post-mortems name for the recorded runs that the kernel killed, beside the shape
 * of each program. Prints the table of docs/tuning.md:
 *
 * <pre>java -cp 'bench/target/classes:bench/target/lib/*' dev.gctrace.bench.Causes</pre>
 */
public final class Causes {

  /*
   * What killed a program follows from how it is written. Where two causes are named the lines of
   * its short life cannot tell them apart: a cache, a queue or a load that was still filling when it
   * was killed, or a slice that leaks by doubling.
   */
  private static final Set<Cause> FILLING = EnumSet.of(NEXT_GOAL_OVER_LIMIT, LEAK);
  private static final Set<Cause> LEAKING = EnumSet.of(LEAK);
  private static final Set<Cause> LEAKING_BY_COPY = EnumSet.of(LEAK, BURST);
  private static final Set<Cause> JUMPING = EnumSet.of(BURST);
  private static final Set<Cause> STANDING = EnumSet.of(NEXT_GOAL_OVER_LIMIT);

  private static final Map<String, Set<Cause>> TRUTH =
      Map.ofEntries(
          Map.entry("ballast", EnumSet.of(NEXT_GOAL_OVER_LIMIT, BURST)),
          Map.entry("burst", JUMPING),
          Map.entry("compile", FILLING),
          Map.entry("decode", STANDING),
          Map.entry("double", JUMPING),
          Map.entry("gofmt", STANDING),
          Map.entry("hugo", FILLING),
          Map.entry("leak", LEAKING),
          Map.entry("leak-appends", LEAKING_BY_COPY),
          Map.entry("leak-decode", LEAKING),
          Map.entry("leak-maps", LEAKING_BY_COPY),
          Map.entry("leak-stacks", LEAKING),
          Map.entry("leak-steps", LEAKING),
          Map.entry("leakfast", LEAKING),
          Map.entry("leakslow", LEAKING),
          Map.entry("lru", FILLING),
          Map.entry("marshal", JUMPING),
          Map.entry("offheap", EnumSet.of(OUTSIDE_HEAP)),
          Map.entry("pool", STANDING),
          Map.entry("promtool", EnumSet.of(NEXT_GOAL_OVER_LIMIT, BURST)),
          Map.entry("queue", FILLING),
          Map.entry("restic", STANDING),
          Map.entry("sessions", FILLING),
          Map.entry("steady", STANDING),
          Map.entry("warmup", FILLING));

  private Causes() {}

  /**
   * What is said of one run.
   *
   * @param run the run
   * @param told the post-mortem
   * @param truth causes that agree with the program's shape
   */
  record Verdict(Recording run, PostMortem told, Set<Cause> truth) {

    boolean agrees() {
      return truth.contains(told.cause());
    }
  }

  /** What is said of all runs that were killed. */
  static List<Verdict> verdicts() {
    return Recording.in("oom-runs").stream()
        .filter(Recording::killed)
        .map(
            run ->
                new Verdict(
                    run,
                    run.analysed((process, cycle) -> {})
                        .report(KnownEnd.OOM_KILLED)
                        .postMortem()
                        .orElseThrow(),
                    truth(run.shape())))
        .toList();
  }

  private static Set<Cause> truth(String shape) {
    Set<Cause> truth = TRUTH.get(shape);
    if (truth == null) {
      throw new IllegalStateException("it is not said what kills a program of shape " + shape);
    }
    return truth;
  }

  /**
   * Prints the table.
   *
   * @param args none
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Verdict> verdicts = verdicts();
    out.println("| run | by its shape | post-mortem | first sign | would have saved it |");
    out.println("|---|---|---|---|---|");
    for (Verdict verdict : verdicts) {
      PostMortem told = verdict.told();
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s%s | %s | %s |%n",
          verdict.run().name(),
          String.join(" or ", verdict.truth().stream().map(Cause::code).toList()),
          told.cause().code(),
          verdict.agrees() ? "" : " ✗",
          told.firstSign()
              .map(
                  sign ->
                      String.format(
                          Locale.ROOT,
                          "%d cycles, %.1f s",
                          sign.cyclesBeforeLast(),
                          sign.secondsBeforeLast()))
              .orElse("none"),
          setting(told.rescue()));
    }
    out.println();
    long right = verdicts.stream().filter(Verdict::agrees).count();
    out.println(right + " of " + verdicts.size() + " agree.");
  }

  private static String setting(PostMortem.Rescue rescue) {
    StringBuilder text = new StringBuilder();
    rescue.limitMiB().ifPresent(limit -> text.append("limit ").append(limit).append("Mi "));
    rescue.goMemLimitMiB().ifPresent(v -> text.append("GOMEMLIMIT=").append(v).append("MiB"));
    rescue.gogc().ifPresent(gogc -> text.append("GOGC=").append(gogc));
    return text.isEmpty() ? "none" : text.toString();
  }
}
