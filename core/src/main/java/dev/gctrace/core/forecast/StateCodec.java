package dev.gctrace.core.forecast;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The bytes of a {@link ProcessState}: a mark, a version, the fields in a fixed order, and a
 * checksum (CRC-32) of all that.
 */
final class StateCodec {

  /** "gs", as a state and not any other file. */
  private static final int MARK = 0x6773;

  private static final int VERSION = 3;

  private StateCodec() {}

  static byte[] write(ProcessState state) {
    BytesOut bytes = new BytesOut(2048);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(MARK);
      out.writeByte(VERSION);
      observation(out, state.last());
      out.writeDouble(state.period());
      pacing(out, state.pacing());
      float[] overshoot = state.overshoot().latest();
      out.writeByte(overshoot.length);
      floats(out, overshoot);
      out.writeDouble(state.allocation().mib());
      out.writeDouble(state.allocation().seconds());
      floats(out, state.survivals().peaks());
      out.writeByte(state.survivals().next());
      out.writeFloat(state.survivals().highest());
      out.writeFloat(state.survivals().resident());
      out.writeDouble(state.survivals().limit());
      trend(out, state.trend());
      out.writeDouble(state.steps().before());
      out.writeDouble(state.steps().last());
      out.writeByte(state.spiral().cycles());
      out.writeDouble(state.spiral().share());
      out.writeDouble(state.spiral().taken());
      memory(out, state.memory());
      out.writeUTF(state.standing().severity().name());
      out.writeUTF(state.standing().reason().name());
      out.writeByte(state.standing().calm());
      out.writeDouble(state.standing().heap());
      out.writeInt(checksum(bytes.array(), bytes.length()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  static ProcessState read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new BytesIn(bytes))) {
      int mark = in.readUnsignedShort();
      if (mark != MARK) {
        throw notAState("it begins with 0x" + Integer.toHexString(mark));
      }
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "version " + version + " of the forecast's state is not known, only " + VERSION);
      }
      checkWhole(bytes);
      ProcessState state =
          new ProcessState(
              observation(in),
              in.readDouble(),
              pacing(in),
              Overshoot.of(
                  floats(in, within("number of cycles", in.readUnsignedByte(), Overshoot.KEPT))),
              new Allocation(in.readDouble(), in.readDouble()),
              Survivals.of(
                  floats(in, Survivals.KEPT),
                  within("place of the next peak", in.readUnsignedByte(), Survivals.KEPT - 1),
                  in.readFloat(),
                  in.readFloat(),
                  in.readDouble()),
              trend(in),
              new Steps(in.readDouble(), in.readDouble()),
              new Spiral(in.readUnsignedByte(), in.readDouble(), in.readDouble()),
              memory(in),
              new Standing(
                  one(Severity.values(), in.readUTF()),
                  one(Reason.values(), in.readUTF()),
                  in.readUnsignedByte(),
                  in.readDouble()));
      if (in.available() != Integer.BYTES) {
        throw notAState("it goes on behind its end");
      }
      return state;
    } catch (EOFException | UTFDataFormatException e) {
      throw new IllegalArgumentException(
          "not a state of the forecast: it ends after " + bytes.length + " bytes", e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to give bytes", e);
    }
  }

  private static void checkWhole(byte[] bytes) {
    int end = bytes.length - Integer.BYTES;
    if (end < 0 || ByteBuffer.wrap(bytes, end, Integer.BYTES).getInt() != checksum(bytes, end)) {
      throw notAState("its checksum does not fit its " + bytes.length + " bytes");
    }
  }

  private static int checksum(byte[] bytes, int to) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, to);
    return (int) sum.getValue();
  }

  private static void observation(DataOutputStream out, Observation o) throws IOException {
    out.writeBoolean(o != null);
    if (o != null) {
      out.writeLong(o.cycle());
      out.writeDouble(o.start());
      out.writeDouble(o.end());
      out.writeDouble(o.heapStart());
      out.writeDouble(o.heapEnd());
      out.writeDouble(o.live());
      out.writeDouble(o.goal());
      out.writeDouble(o.stacks());
      out.writeDouble(o.globals());
      out.writeBoolean(o.roots());
    }
  }

  private static Observation observation(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? new Observation(
            in.readLong(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readBoolean())
        : null;
  }

  private static void pacing(DataOutputStream out, Pacing pacing) throws IOException {
    GogcInference gogc = pacing.gogc();
    interval(out, gogc.factor());
    interval(out, gogc.other());
    out.writeByte(gogc.against());
    out.writeByte(gogc.agreed());
    out.writeBoolean(gogc.tentative());
    out.writeBoolean(gogc.off());
    out.writeDouble(pacing.limit().goal());
    out.writeByte(pacing.limit().pairs());
    out.writeDouble(pacing.limit().limit());
    out.writeDouble(pacing.stackShare());
  }

  private static Pacing pacing(DataInputStream in) throws IOException {
    return new Pacing(
        new GogcInference(
            interval(in),
            interval(in),
            in.readUnsignedByte(),
            in.readUnsignedByte(),
            in.readBoolean(),
            in.readBoolean()),
        new MemoryLimitGoal(in.readDouble(), in.readUnsignedByte(), in.readDouble()),
        in.readDouble());
  }

  private static void memory(DataOutputStream out, ContainerMemory memory) throws IOException {
    out.writeDouble(memory.k());
    out.writeDouble(memory.baseMiB());
    out.writeDouble(memory.kVariance());
    out.writeDouble(memory.covariance());
    out.writeDouble(memory.baseVariance());
    out.writeDouble(memory.unwritten());
    out.writeDouble(memory.prior());
  }

  private static ContainerMemory memory(DataInputStream in) throws IOException {
    return new ContainerMemory(
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private static void interval(DataOutputStream out, Interval interval) throws IOException {
    out.writeDouble(interval.low());
    out.writeDouble(interval.high());
  }

  private static Interval interval(DataInputStream in) throws IOException {
    return new Interval(in.readDouble(), in.readDouble());
  }

  private static void trend(DataOutputStream out, LiveTrend trend) throws IOException {
    out.writeByte(trend.base());
    out.writeLong(trend.waiting());
    out.writeDouble(trend.since());
    out.writeFloat(trend.time());
    out.writeFloat(trend.live());
    out.writeByte(trend.windows().length);
    for (TrendWindow window : trend.windows()) {
      out.writeByte(window.times().length);
      floats(out, window.times());
      floats(out, window.lives());
      out.writeFloat(window.heldTime());
      out.writeFloat(window.heldLive());
    }
  }

  private static LiveTrend trend(DataInputStream in) throws IOException {
    int base = within("base of the trend", in.readUnsignedByte(), 62);
    long waiting = in.readLong();
    double since = in.readDouble();
    float time = in.readFloat();
    float live = in.readFloat();
    int count = within("number of windows", in.readUnsignedByte(), LiveTrend.WINDOWS);
    TrendWindow[] windows = new TrendWindow[count];
    for (int i = 0; i < count; i++) {
      int points = within("number of points", in.readUnsignedByte(), TrendWindow.POINTS);
      windows[i] =
          TrendWindow.of(floats(in, points), floats(in, points), in.readFloat(), in.readFloat());
    }
    return LiveTrend.of(base, waiting, since, time, live, windows);
  }

  private static void floats(DataOutputStream out, float[] values) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] floats(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  private static <E extends Enum<E>> E one(E[] values, String name) {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw notAState("it holds an unknown word of " + name.length() + " characters");
  }

  private static int within(String what, int value, int most) {
    if (value > most) {
      throw notAState(what + " is " + value + ", the most is " + most);
    }
    return value;
  }

  private static IllegalArgumentException notAState(String why) {
    return new IllegalArgumentException("not a state of the forecast: " + why);
  }
}
