package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.streams.memory.PodMemory;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The bytes of a {@link PodMemory}, with a version. */
final class MemoryCodec {

  private static final int VERSION = 2;
  private static final long ABSENT = -1;
  private static final double OFF = -2;

  private MemoryCodec() {}

  static void write(ByteOut out, PodMemory memory) {
    out.octet(VERSION);
    out.number(memory.settings().limitBytes().orElse(ABSENT));
    out.number(memory.settings().goMemLimitBytes().orElse(ABSENT));
    Gogc gogc = memory.gogc().orElse(null);
    out.fixed(Double.doubleToLongBits(gogc == null ? ABSENT : gogc.off() ? OFF : gogc.percent()));
    out.time(memory.startedAt());
    PodMemory.Ended ended = memory.ended().orElse(null);
    out.flag(ended != null);
    if (ended != null) {
      out.text(ended.reason());
      out.flag(ended.exitCode().isPresent());
      out.number(ended.exitCode().orElse(0));
      out.time(ended.at());
    }
    PodMemory.InUse inUse = memory.inUse().orElse(null);
    out.flag(inUse != null);
    if (inUse != null) {
      out.number(inUse.bytes());
      out.time(inUse.at());
    }
  }

  static byte[] toBytes(PodMemory memory) {
    ByteOut out = new ByteOut();
    write(out, memory);
    return out.toBytes();
  }

  static PodMemory read(ByteIn in) {
    int version = in.octet();
    if (version != VERSION) {
      throw new UnknownStateException("what is known of a container", version, VERSION);
    }
    OptionalLong limit = size(in.number());
    OptionalLong goMemLimit = size(in.number());
    double percent = Double.longBitsToDouble(in.fixed());
    Optional<Gogc> gogc =
        percent == ABSENT
            ? Optional.empty()
            : Optional.of(percent == OFF ? Gogc.givenOff() : Gogc.given(percent));
    Optional<Instant> startedAt = in.time();
    Optional<PodMemory.Ended> ended = Optional.empty();
    if (in.flag()) {
      String reason = in.text();
      boolean hasExitCode = in.flag();
      int exitCode = (int) in.number();
      ended =
          Optional.of(
              new PodMemory.Ended(
                  reason, hasExitCode ? OptionalInt.of(exitCode) : OptionalInt.empty(), in.time()));
    }
    Optional<PodMemory.InUse> inUse =
        in.flag() ? Optional.of(new PodMemory.InUse(in.number(), in.time())) : Optional.empty();
    return new PodMemory(new MemorySettings(limit, gogc, goMemLimit), startedAt, ended, inUse);
  }

  private static OptionalLong size(long bytes) {
    return bytes == ABSENT ? OptionalLong.empty() : OptionalLong.of(bytes);
  }
}
