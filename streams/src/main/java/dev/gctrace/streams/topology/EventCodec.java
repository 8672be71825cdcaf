package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.ClockMillis;
import dev.gctrace.core.trace.CpuMillis;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The bytes of a collection: about 40. Times are printed with at most three decimals of a ms. */
final class EventCodec {

  private static final List<Format> FORMATS = List.of(Format.values());
  private static final long UNKNOWN = -1;

  private EventCodec() {}

  static void write(ByteOut out, GcEvent e) {
    out.one(FORMATS, e.format());
    out.octet((e.forced() ? 2 : 0) | (e.repaired() ? 1 : 0));
    out.number(e.cycle());
    out.number(e.startMillis());
    out.number(e.gcCpuPercent());
    millis(out, e.clock().sweepTermination());
    if (e.format() == Format.GO_1_5) {
      millis(out, e.clock().scan().orElse(Double.NaN));
      millis(out, e.clock().installBarrier().orElse(Double.NaN));
      millis(out, e.cpu().scan().orElse(Double.NaN));
      millis(out, e.cpu().installBarrier().orElse(Double.NaN));
    }
    millis(out, e.clock().mark());
    millis(out, e.clock().markTermination());
    millis(out, e.cpu().sweepTermination());
    millis(out, e.cpu().assist());
    millis(out, e.cpu().background());
    millis(out, e.cpu().idle());
    millis(out, e.cpu().markTermination());
    out.number(e.heapStartMiB());
    out.number(e.heapEndMiB());
    out.number(e.liveMiB());
    out.number(e.goalMiB().orElse(UNKNOWN));
    out.number(e.stacksMiB().orElse(UNKNOWN));
    out.number(e.globalsMiB().orElse(UNKNOWN));
    out.number(e.procs());
  }

  static GcEvent read(ByteIn in) {
    Format format = in.one(FORMATS);
    int flags = in.octet();
    long cycle = in.number();
    long startMillis = in.number();
    int gcCpuPercent = in.below(Integer.MAX_VALUE);
    double sweepTermination = millis(in);
    boolean five = format == Format.GO_1_5;
    OptionalDouble clockScan = five ? some(millis(in)) : OptionalDouble.empty();
    OptionalDouble clockBarrier = five ? some(millis(in)) : OptionalDouble.empty();
    OptionalDouble cpuScan = five ? some(millis(in)) : OptionalDouble.empty();
    OptionalDouble cpuBarrier = five ? some(millis(in)) : OptionalDouble.empty();
    ClockMillis clock =
        new ClockMillis(sweepTermination, clockScan, clockBarrier, millis(in), millis(in));
    double cpuSweep = millis(in);
    double assist = millis(in);
    double background = millis(in);
    CpuMillis cpu =
        new CpuMillis(cpuSweep, cpuScan, cpuBarrier, assist, background, millis(in), millis(in));
    return new GcEvent(
        format,
        cycle,
        startMillis,
        gcCpuPercent,
        clock,
        cpu,
        in.number(),
        in.number(),
        in.number(),
        whole(in.number()),
        whole(in.number()),
        whole(in.number()),
        in.below(Integer.MAX_VALUE),
        (flags & 2) != 0,
        (flags & 1) != 0);
  }

  private static void millis(ByteOut out, double millis) {
    out.number(Double.isNaN(millis) ? UNKNOWN : Math.round(millis * 1000));
  }

  private static double millis(ByteIn in) {
    long micros = in.number();
    return micros == UNKNOWN ? Double.NaN : micros / 1000.0;
  }

  private static OptionalDouble some(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalLong whole(long value) {
    return value == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
