package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.ProcessSeparator;
import java.util.List;

/**
 * Writes and reads the state of a container: a version, the time to wake up at, the begin, the
 * severity, and the rest.
 */
final class ContainerCodec {

  /** Most bytes of what is written of a container. */
  static final int MAX_BYTES = 4096;

  /** Lines that name no container are of as many programs as are told apart. */
  private static final int MAX_UNNAMED_BYTES = ProcessSeparator.MAX_PROCESSES * MAX_BYTES;

  private static final int VERSION = 3;
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private ContainerCodec() {}

  /**
   * Writes a state. The processes that were silent for longest are forgotten when there is no room
   * for them; collections and pieces that wait have to {@linkplain #fits fit}.
   */
  static byte[] write(String container, ContainerState state, Counters counters) {
    byte[] bytes = bytesOf(state);
    while (bytes.length > most(container) && state.forgetProcess()) {
      counters.forgotten();
      bytes = bytesOf(state);
    }
    return bytes;
  }

  /** Whether there is room for all of a state. */
  static boolean fits(String container, ContainerState state) {
    return bytesOf(state).length <= most(container);
  }

  private static int most(String container) {
    return container.equals(LogReader.UNNAMED) ? MAX_UNNAMED_BYTES : MAX_BYTES;
  }

  private static byte[] bytesOf(ContainerState state) {
    ByteOut out = new ByteOut();
    out.octet(VERSION);
    out.fixed(state.wakeAt);
    out.fixed(state.begunAt);
    out.one(SEVERITIES, state.shown);
    out.number(state.lastArrival);
    out.number(state.lastTime);
    out.number(state.processes);
    out.number(state.endedAt);
    out.number(state.endHeardAt);
    out.octet((state.tails ? 1 : 0) | (state.heartbeat ? 2 : 0) | (state.crowded ? 4 : 0));
    state.episode.write(out);
    out.number(state.starts.size());
    state.starts.forEach(start -> start.write(out));
    out.number(state.evidence.size());
    for (ContainerState.Evidence seen : state.evidence) {
      out.number(seen.process());
      EventCodec.write(out, seen.event());
    }
    out.number(state.held.size());
    state.held.forEach(line -> line.write(out));
    out.number(state.waiting.size());
    state.waiting.forEach(piece -> piece.write(out));
    return out.toBytes();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UnknownStateException when another version of the program wrote it, or it is damaged
   */
  static ContainerState read(String container, byte[] bytes) {
    try {
      ByteIn in = new ByteIn(bytes);
      checkVersion(container, in);
      ContainerState state = new ContainerState();
      state.wakeAt = in.fixed();
      state.begunAt = in.fixed();
      state.shown = in.one(SEVERITIES);
      state.lastArrival = in.number();
      state.lastTime = in.number();
      state.processes = in.below(Integer.MAX_VALUE);
      state.endedAt = in.number();
      state.endHeardAt = in.number();
      int flags = in.octet();
      state.tails = (flags & 1) != 0;
      state.heartbeat = (flags & 2) != 0;
      state.crowded = (flags & 4) != 0;
      state.episode = Episode.read(in);
      for (int left = in.below(ContainerState.MAX_STARTS + 1); left > 0; left--) {
        state.starts.add(Start.read(in));
      }
      for (int left = in.below(ContainerState.MAX_EVIDENCE + 1); left > 0; left--) {
        state.evidence.add(
            new ContainerState.Evidence(in.below(Integer.MAX_VALUE), EventCodec.read(in)));
      }
      for (int left = in.below(ContainerState.MAX_HELD + 1); left > 0; left--) {
        state.held.add(Held.read(in));
      }
      for (int left = in.below(ContainerState.MAX_WAITING + 1); left > 0; left--) {
        state.waiting.add(Waiting.read(in));
      }
      return state;
    } catch (IllegalArgumentException e) {
      throw new UnknownStateException("container " + container, e);
    }
  }

  /** When the state of a container has to be looked at again, without reading all of it. */
  static long wakeAt(String container, byte[] bytes) {
    ByteIn in = new ByteIn(bytes);
    checkVersion(container, in);
    return in.fixed();
  }

  /** When a container's first line was written, without reading all of its state. */
  static long begunAt(String container, byte[] bytes) {
    ByteIn in = new ByteIn(bytes);
    checkVersion(container, in);
    in.fixed();
    return in.fixed();
  }

  /** The severity of a container, without reading all of its state. */
  static Severity severity(String container, byte[] bytes) {
    ByteIn in = new ByteIn(bytes);
    checkVersion(container, in);
    in.fixed();
    in.fixed();
    return in.one(SEVERITIES);
  }

  private static void checkVersion(String container, ByteIn in) {
    int version = in.octet();
    if (version != VERSION) {
      throw new UnknownStateException("container " + container, version, VERSION);
    }
  }
}
