package dev.gctrace.core.trace;

import static dev.gctrace.core.trace.OracleForm.number;
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

/** Makes events of what the oracle's expressions matched; empty where a number is out of range. */
final class OracleEvents {

  private static final Pattern ITEM = Pattern.compile("(?<=, )");

  static final TraceEvent PACER_WITHOUT_SIZES =
      new PacerEvent(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  private OracleEvents() {}

  static Optional<TraceEvent> collection(Matcher m, int clocks, boolean divided, boolean withGoal) {
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
      for (String item : ITEM.splitAsStream(m.group(heap + 4)).toList()) {
        if (item.endsWith(" MB goal, ")) {
          return Optional.empty();
        } else if (item.endsWith(" MB stacks, ")) {
          if (stacks.isPresent()) {
            return Optional.empty();
          }
          stacks = OptionalLong.of(Long.parseLong(item.substring(0, item.indexOf(' '))));
        } else if (item.endsWith(" MB globals, ")) {
          if (globals.isPresent()) {
            return Optional.empty();
          }
          globals = OptionalLong.of(Long.parseLong(item.substring(0, item.indexOf(' '))));
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

  static Optional<TraceEvent> early(Matcher m, Format format) {
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

  static Optional<TraceEvent> scvg(ScavengerEvent.Kind kind, Matcher m) {
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

  static Optional<TraceEvent> scav(Matcher m, int extra) {
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

  static TraceEvent pacerRatios(Matcher m) {
    return pacer(present(m, 1), number(m, 2), number(m, 3));
  }

  static TraceEvent pacerWork(Matcher m) {
    return pacer(present(m, 2), number(m, 3), number(m, 3) - number(m, 4));
  }

  private static TraceEvent pacer(OptionalLong trigger, long heapEnd, long goal) {
    return new PacerEvent(
        trigger, OptionalLong.of(heapEnd), goal < 0 ? OptionalLong.empty() : OptionalLong.of(goal));
  }
}
