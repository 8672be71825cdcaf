package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.CpuMillis;
import dev.gctrace.core.trace.GcEvent;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * The line of a collection as the runtime prints it ({@code gcMarkTermination}, mgc.go): evidence
 * for people, kept as its figures.
 */
final class TraceText {

  /** What the runtime prints when there is no goal: 2^63-1 bytes. */
  private static final long NO_GOAL = Long.MAX_VALUE >> 20;

  private TraceText() {}

  /** The line, without a line break. */
  static String of(GcEvent e) {
    StringBuilder line = new StringBuilder(160);
    line.append("gc ").append(e.cycle()).append(" @");
    line.append(BigDecimal.valueOf(e.startMillis(), 3).toPlainString()).append("s ");
    line.append(e.gcCpuPercent()).append("%: ");
    millis(line, e.clock().sweepTermination()).append('+');
    if (e.clock().scan().isPresent()) {
      millis(line, e.clock().scan().getAsDouble()).append('+');
      millis(line, e.clock().installBarrier().orElse(0)).append('+');
    }
    millis(line, e.clock().mark()).append('+');
    millis(line, e.clock().markTermination()).append(" ms clock, ");
    cpu(line, e.cpu());
    line.append(e.heapStartMiB()).append("->").append(e.heapEndMiB()).append("->");
    line.append(e.liveMiB()).append(" MB, ");
    line.append(e.goalMiB().orElse(NO_GOAL)).append(" MB goal, ");
    item(line, e.stacksMiB(), " MB stacks, ");
    item(line, e.globalsMiB(), " MB globals, ");
    line.append(e.procs()).append(" P");
    return e.forced() ? line.append(" (forced)").toString() : line.toString();
  }

  private static void cpu(StringBuilder line, CpuMillis cpu) {
    millis(line, cpu.sweepTermination()).append('+');
    if (cpu.scan().isPresent()) {
      millis(line, cpu.scan().getAsDouble()).append('+');
      millis(line, cpu.installBarrier().orElse(0)).append('+');
    }
    if (Double.isNaN(cpu.assist())) {
      millis(line, cpu.background()).append('+');
    } else {
      millis(line, cpu.assist()).append('/');
      millis(line, cpu.background()).append('/');
      millis(line, cpu.idle()).append('+');
    }
    millis(line, cpu.markTermination()).append(" ms cpu, ");
  }

  private static void item(StringBuilder line, OptionalLong mib, String name) {
    if (mib.isPresent()) {
      line.append(mib.getAsLong()).append(name);
    }
  }

  /** Figures end where they were cut: 280, 2.9, 0.061; nothing is 0. */
  private static StringBuilder millis(StringBuilder line, double millis) {
    BigDecimal exact = BigDecimal.valueOf(Math.round(millis * 1000), 3);
    // fmtNSAsMS prints three figures below 10 ms and none behind the point from there on.
    int decimals = millis >= 10 ? 0 : millis >= 1 ? 1 : millis >= 0.1 ? 2 : 3;
    return line.append(
        exact.signum() == 0
            ? "0"
            : exact
                .setScale(Math.max(decimals, exact.stripTrailingZeros().scale()))
                .toPlainString());
  }
}
