package dev.gctrace.core.trace;

import static dev.gctrace.core.trace.OracleForm.begin;
import static dev.gctrace.core.trace.OracleForm.number;
import static dev.gctrace.core.trace.OracleForm.of;
import static dev.gctrace.core.trace.OracleForm.present;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line holds, told by regular expressions: slow, plain, and written apart from the parser.
 * Lines are given byte for character (ISO 8859-1).
 */
final class RegexOracle {

  /**
   * What a line holds.
   *
   * @param event empty when the record is malformed
   * @param form the form that fits; the likeliest one when the record is malformed
   * @param from where the record begins
   * @param to where it ends; -1 when it is malformed
   */
  record Answer(Optional<TraceEvent> event, OracleForm form, int from, int to) {}

  private static final Pattern GC =
      begin("(?<![A-OQ-Za-z_])gc #?\\d+ @(?:\\d|\\z)|gc #?\\d+ @\\d+\\.\\d+s \\d+%");
  private static final Pattern EARLY = begin("gc\\d+\\(\\d+\\): ");
  private static final Pattern SCVG =
      begin("(?<![A-OQ-Za-z_])(?:forced )?scvg-?\\d*: (?:\\d|inuse: |GC forced)");
  private static final Pattern SCAV = begin("(?<![A-OQ-Za-z_])scav \\d+(?: \\d+)? KiB work");
  private static final Pattern PACER =
      begin(
          "(?<![A-OQ-Za-z_])pacer: (?:H_m_prev=|assist ratio=|sweep done at heap size |-?\\d+% CPU \\()");

  private static final String HEAD = "gc {hash}{n} @{n}.{cut}s {n}%{remark}: ";
  private static final String HEAP = " ms cpu, {n}->{n}->{n} MB, ";
  private static final String TAIL = "{n} MB goal, {items}{n} P{forced}";
  private static final String SCHEDULING = "{x}({x}) handoff, {x}({x}) steal, {x}/{x}/{x} yields";

  static final List<OracleForm> FORMS =
      List.of(
          of(
              "1.6",
              GC,
              HEAD + "{ms}+{ms}+{ms} ms clock, {ms}+{ms}/{ms}/{ms}+{ms}" + HEAP + TAIL,
              m -> collection(m, 3, true, true)),
          of(
              "1.5",
              GC,
              HEAD
                  + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}/{ms}/{ms}+{ms}"
                  + HEAP
                  + TAIL,
              m -> collection(m, 5, true, true)),
          of(
              "1.5 without goal",
              GC,
              HEAD
                  + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}/{ms}/{ms}+{ms}"
                  + HEAP
                  + "{n} P{forced}",
              m -> collection(m, 5, true, false)),
          of(
              "1.5 undivided",
              GC,
              HEAD + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}+{ms}" + HEAP + TAIL,
              m -> collection(m, 5, false, true)),
          of(
              "1.5 undivided without goal",
              GC,
              HEAD
                  + "{ms}+{ms}+{ms}+{ms}+{ms} ms clock, {ms}+{ms}+{ms}+{ms}+{ms}"
                  + HEAP
                  + "{n} P{forced}",
              m -> collection(m, 5, false, false)),
          of(
              "1.0",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n} ms {n} -> {n} MB {x} -> {n} ({n}-{n}) objects"
                  + " {lookups}{x} handoff",
              m -> early(m, Format.GO_1_0)),
          of(
              "1.1",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n} ms, {n} -> {n} MB {x} -> {n} ({n}-{n}) objects, "
                  + SCHEDULING,
              m -> early(m, Format.GO_1_1)),
          of(
              "1.3",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n}+{n} us, {n} -> {n} MB, {n} ({n}-{n}) objects,"
                  + " {x}/{x}/{x} sweeps, "
                  + SCHEDULING,
              m -> early(m, Format.GO_1_3)),
          of(
              "1.4",
              EARLY,
              "gc{n}({n}): {n}+{n}+{n}+{n} us, {n} -> {n} MB, {n} ({n}-{n}) objects,"
                  + " {n} goroutines, {x}/{x}/{x} sweeps, "
                  + SCHEDULING,
              m -> early(m, Format.GO_1_4)),
          of(
              "scvg GC forced",
              SCVG,
              "{before}scvg{k}: GC forced",
              m -> scvg(ScavengerEvent.Kind.GC_FORCED, m)),
          of(
              "scvg released",
              SCVG,
              "{before}scvg{k}: {n} {unit} released",
              m -> scvg(ScavengerEvent.Kind.RELEASED, m)),
          of(
              "scvg state",
              SCVG,
              "{before}scvg{k}: inuse: {n}, idle: {n}, sys: {n}, released: {n}, consumed: {n} (MB)",
              m -> scvg(ScavengerEvent.Kind.STATE, m)),
          of(
              "scav 1.14",
              SCAV,
              "scav {generation}{n} KiB work, {n} KiB total, {n}% util{end}",
              m -> scav(m, 0)),
          of(
              "scav 1.21",
              SCAV,
              "scav {generation}{n} KiB work (bg), {n} KiB work (eager), {n} KiB now, {n}%"
                  + " util{end}",
              m -> scav(m, 1)),
          of(
              "pacer 1.5",
              PACER,
              "pacer: H_m_prev={x} h_t={real} H_T={n} h_a={real} H_a={n} h_g={real} H_g={signed}"
                  + " u_a={real} u_g={real} W_a={signed} goal\u00ce\u0094={real}"
                  + " actual\u00ce\u0094={real} u_a/u_g={real}",
              m -> Optional.of(pacerRatios(m))),
          of(
              "pacer 1.18",
              PACER,
              "pacer: {signed}% CPU ({x} exp.) for {x}+{x}+{x} B work ({x} B exp.) in {n} B ->"
                  + " {n} B (\u00e2\u0088\u0086goal {signed}, cons/mark {real}){reset}",
              m -> Optional.of(pacerWork(m))),
          of(
              "pacer assist",
              PACER,
              "pacer: assist ratio={real} (scan {x} MB in {x}->{x} MB) workers={x}+{real}",
              m -> Optional.of(pacer(OptionalLong.empty(), 0, 0))),
          of(
              "pacer sweep",
              PACER,
              "pacer: sweep done at heap size {x}MB; allocated {x}MB {sweeping}; swept {x} pages at"
                  + " {real} pages/byte",
              m -> Optional.of(pacer(OptionalLong.empty(), 0, 0))));

  private static final Pattern HEADLESS = begin("(?<![A-Za-z0-9])\\d+ @\\d+\\.\\d+s \\d+%");

  private RegexOracle() {}

  /** The first record of a line. */
  static Optional<Answer> ask(String line) {
    OracleForm first = null;
    int from = Integer.MAX_VALUE;
    for (OracleForm form : FORMS) {
      Matcher begin = form.begin().matcher(line);
      if (begin.find() && begin.start() < from) {
        from = begin.start();
        first = form;
      }
    }
    Matcher headless = HEADLESS.matcher(line);
    if (headless.find() && headless.start() < from) {
      return Optional.of(new Answer(Optional.empty(), FORMS.get(0), headless.start(), -1));
    }
    if (first == null) {
      return Optional.empty();
    }
    for (OracleForm form : FORMS) {
      Matcher whole = form.whole().matcher(line).region(from, line.length());
      if (form.begin() == first.begin() && whole.lookingAt()) {
        Optional<TraceEvent> event = form.read().apply(whole);
        if (event.isPresent()) {
          return Optional.of(new Answer(event, form, from, whole.end()));
        }
      }
    }
    return Optional.of(new Answer(Optional.empty(), first, from, -1));
  }

  private static Optional<TraceEvent> collection(
      Matcher m, int clocks, boolean divided, boolean withGoal) {
    int cpus = clocks == 3 ? 5 : divided ? 7 : 5;
    int heap = 5 + clocks + cpus;
    double[] clock = millis(m, 5, clocks);
    double[] cpu = millis(m, 5 + clocks, cpus);
    OptionalLong goal = OptionalLong.empty();
    OptionalLong stacks = OptionalLong.empty();
    OptionalLong globals = OptionalLong.empty();
    int procs = heap + 3;
    if (withGoal) {
      goal = number(m, heap + 3) >= 1L << 40 ? goal : present(m, heap + 3);
      procs = heap + 5;
      for (String item : m.group(heap + 4).split("(?<=, )")) {
        if (item.endsWith(" MB goal, ")) {
          return Optional.empty();
        } else if (item.endsWith(" MB stacks, ")) {
          if (stacks.isPresent()) {
            return Optional.empty();
          }
          stacks = OptionalLong.of(Long.parseLong(item.split(" ")[0]));
        } else if (item.endsWith(" MB globals, ")) {
          if (globals.isPresent()) {
            return Optional.empty();
          }
          globals = OptionalLong.of(Long.parseLong(item.split(" ")[0]));
        }
      }
    }
    if (number(m, 1) > 4294967295L
        || number(m, 2) > 9223372036854774L
        || number(m, 4) > Integer.MAX_VALUE
        || number(m, procs) > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    long millis = number(m, 2) * 1000 + Long.parseLong((m.group(3) + "00").substring(0, 3));
    Format format = Format.GO_1_5;
    if (clocks == 3) {
      format = stacks.isPresent() || globals.isPresent() ? Format.GO_1_18 : Format.GO_1_6;
    }
    return Optional.of(
        new GcEvent(
            format,
            number(m, 1),
            millis,
            (int) number(m, 4),
            clocks == 3
                ? new ClockMillis(
                    clock[0], OptionalDouble.empty(), OptionalDouble.empty(), clock[1], clock[2])
                : new ClockMillis(
                    clock[0],
                    OptionalDouble.of(clock[1]),
                    OptionalDouble.of(clock[2]),
                    clock[3],
                    clock[4]),
            cpu(cpu, clocks == 3, divided),
            number(m, heap),
            number(m, heap + 1),
            number(m, heap + 2),
            goal,
            stacks,
            globals,
            (int) number(m, procs),
            m.group(procs + 1) != null,
            false));
  }

  private static CpuMillis cpu(double[] cpu, boolean three, boolean divided) {
    if (three) {
      return new CpuMillis(
          cpu[0], OptionalDouble.empty(), OptionalDouble.empty(), cpu[1], cpu[2], cpu[3], cpu[4]);
    }
    OptionalDouble scan = OptionalDouble.of(cpu[1]);
    OptionalDouble install = OptionalDouble.of(cpu[2]);
    return divided
        ? new CpuMillis(cpu[0], scan, install, cpu[3], cpu[4], cpu[5], cpu[6])
        : new CpuMillis(cpu[0], scan, install, Double.NaN, cpu[3], Double.NaN, cpu[4]);
  }

  private static double[] millis(Matcher m, int first, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> Double.parseDouble(m.group(first + i)));
    return values;
  }

  private static Optional<TraceEvent> early(Matcher m, Format format) {
    boolean micros = format == Format.GO_1_3 || format == Format.GO_1_4;
    int phases = micros ? 4 : 3;
    int heap = 3 + phases;
    List<Long> durations = new ArrayList<>();
    for (int i = 3; i < heap; i++) {
      if (i < 6 && number(m, i) > Long.MAX_VALUE / 1000) {
        return Optional.empty();
      }
      durations.add(number(m, i) * (micros ? 1 : 1000));
    }
    if (number(m, 1) > 4294967295L || number(m, 2) > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(
        new EarlyGcEvent(
            format,
            number(m, 1),
            (int) number(m, 2),
            durations,
            number(m, micros ? heap + 1 : heap),
            micros ? OptionalLong.empty() : present(m, heap + 1),
            micros ? present(m, heap) : OptionalLong.empty(),
            number(m, heap + 2),
            number(m, heap + 3),
            number(m, heap + 4),
            format == Format.GO_1_4 ? present(m, heap + 5) : OptionalLong.empty(),
            false));
  }

  private static Optional<TraceEvent> scvg(ScavengerEvent.Kind kind, Matcher m) {
    boolean forced = m.group(1) != null || m.group(2).startsWith("-");
    if (m.group(2).replace("-", "").length() > 18) {
      return Optional.empty();
    }
    OptionalLong[] sizes = new OptionalLong[6];
    Arrays.fill(sizes, OptionalLong.empty());
    for (int i = 3; i <= m.groupCount() && kind != ScavengerEvent.Kind.GC_FORCED; i++) {
      if (kind == ScavengerEvent.Kind.RELEASED && i == 4) {
        break;
      }
      if (number(m, i) > Long.MAX_VALUE / 1024) {
        return Optional.empty();
      }
      sizes[i - 3] = OptionalLong.of(number(m, i) * 1024);
    }
    OptionalLong none = OptionalLong.empty();
    OptionalInt noShare = OptionalInt.empty();
    return Optional.of(
        switch (kind) {
          case STATE ->
              new ScavengerEvent(
                  kind, forced, none, sizes[3], sizes[0], sizes[1], sizes[2], sizes[4], noShare);
          case RELEASED ->
              new ScavengerEvent(
                  kind,
                  forced,
                  m.group(4).equals("KB") ? present(m, 3) : sizes[0],
                  none,
                  none,
                  none,
                  none,
                  none,
                  noShare);
          default -> new ScavengerEvent(kind, forced, none, none, none, none, none, none, noShare);
        });
  }

  private static Optional<TraceEvent> scav(Matcher m, int extra) {
    if (number(m, 3 + extra) > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    long released = number(m, 1) + (extra == 1 ? number(m, 2) : 0);
    OptionalLong none = OptionalLong.empty();
    return Optional.of(
        new ScavengerEvent(
            ScavengerEvent.Kind.WORK,
            " (forced)".equals(m.group(4 + extra)),
            OptionalLong.of(released),
            present(m, 2 + extra),
            none,
            none,
            none,
            none,
            OptionalInt.of((int) number(m, 3 + extra))));
  }

  private static TraceEvent pacerRatios(Matcher m) {
    return pacer(present(m, 1), number(m, 2), number(m, 3));
  }

  private static TraceEvent pacerWork(Matcher m) {
    return pacer(present(m, 2), number(m, 3), number(m, 3) - number(m, 4));
  }

  private static TraceEvent pacer(OptionalLong trigger, long heapEnd, long goal) {
    if (trigger.isEmpty()) {
      return new PacerEvent(trigger, trigger, trigger);
    }
    return new PacerEvent(
        trigger, OptionalLong.of(heapEnd), goal < 0 ? OptionalLong.empty() : OptionalLong.of(goal));
  }
}
