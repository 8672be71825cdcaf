package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.GcEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A collection on its way to be judged, held back when others are missing before it.
 *
 * @param event the collection
 * @param instance what tells one start of the container from the next; empty when not told
 * @param time when its line was written; empty when the log does not tell
 * @param recordTime timestamp of the record that held it, in milliseconds since 1970
 * @param since wall-clock time at which it came, in milliseconds since 1970
 */
record Held(GcEvent event, String instance, Optional<Instant> time, long recordTime, long since) {

  void write(ByteOut out) {
    EventCodec.write(out, event);
    out.text(instance);
    out.time(time);
    out.number(recordTime);
    out.number(since);
  }

  static Held read(ByteIn in) {
    return new Held(EventCodec.read(in), in.text(), in.time(), in.number(), in.number());
  }

  /** When it was written, or else when its record was. */
  Instant when() {
    return time.orElseGet(() -> Instant.ofEpochMilli(recordTime));
  }
}
