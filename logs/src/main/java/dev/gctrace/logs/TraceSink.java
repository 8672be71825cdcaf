package dev.gctrace.logs;

import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;

/** Takes what a {@link TraceReader} finds, in the order of the input, in the reader's thread. */
public interface TraceSink {

  /** A record of the Go runtime. */
  void event(ContainerId who, TraceEvent event, Origin origin);

  /** A record that began as one of the runtime's and did not go on as one. */
  default void malformed(ContainerId who, Malformed malformed, Origin origin) {}

  /** Whether {@link #unrelated} wants to be called: reading is faster when it does not. */
  default boolean wantsUnrelated() {
    return false;
  }

  /** Text of a program itself. The bytes are valid during the call only. */
  default void unrelated(ContainerId who, byte[] buffer, int from, int to, Origin origin) {}
}
