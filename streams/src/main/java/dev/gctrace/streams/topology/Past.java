package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.GcEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the collections of a process began, roughly: a sample of them, by which those are known
 * again that a shipper sends anew from the begin on, long after they have been judged.
 */
final class Past {

  private static final int MAX_SAMPLES = 12;

  private final List<Long> cycles = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private long stride = 1;
  private int first;
  private long lastTime = Long.MIN_VALUE;

  /** Takes the next collection of the process. */
  void add(GcEvent event, Optional<Instant> time) {
    if (cycles.isEmpty()) {
      first = print(event);
    }
    time.ifPresent(t -> lastTime = Math.max(lastTime, t.toEpochMilli()));
    int size = cycles.size();
    if (size < 2 || event.cycle() - cycles.get(size - 2) > stride) {
      cycles.add(event.cycle());
      starts.add(event.startMillis());
    } else {
      cycles.set(size - 1, event.cycle());
      starts.set(size - 1, event.startMillis());
    }
    if (cycles.size() > MAX_SAMPLES) {
      stride = Math.max(2 * stride, (cycles.get(size) - cycles.get(0)) / (MAX_SAMPLES / 2));
      thin();
    }
  }

  /** Leaves out every other one, but neither the first nor the last. */
  private void thin() {
    for (int i = cycles.size() - 2; i > 0; i -= 2) {
      cycles.remove(i);
      starts.remove(i);
    }
  }

  /** Whether a collection is one of those of the process, as far as the sample tells. */
  boolean covers(GcEvent event, Optional<Instant> time) {
    int size = cycles.size();
    if (size == 0
        || event.cycle() < cycles.get(0)
        || event.cycle() > cycles.get(size - 1)
        || (time.isPresent()
            && time.get().toEpochMilli() > lastTime
            && lastTime > Long.MIN_VALUE)) {
      return false;
    }
    if (event.cycle() == cycles.get(0)) {
      return print(event) == first;
    }
    for (int i = 1; i < size; i++) {
      if (event.cycle() == cycles.get(i)) {
        return event.startMillis() == starts.get(i);
      }
      if (event.cycle() < cycles.get(i)) {
        return starts.get(i - 1) < event.startMillis() && event.startMillis() < starts.get(i);
      }
    }
    return false;
  }

  private static int print(GcEvent event) {
    return 31 * Long.hashCode(event.startMillis())
        + 17 * event.clock().hashCode()
        + event.cpu().hashCode();
  }

  void write(ByteOut out) {
    out.number(cycles.size());
    long cycle = 0;
    long start = 0;
    for (int i = 0; i < cycles.size(); i++) {
      out.number(cycles.get(i) - cycle);
      out.number(starts.get(i) - start);
      cycle = cycles.get(i);
      start = starts.get(i);
    }
    out.number(stride);
    out.number(first);
    out.flag(lastTime > Long.MIN_VALUE);
    if (lastTime > Long.MIN_VALUE) {
      out.number(lastTime);
    }
  }

  static Past read(ByteIn in) {
    Past past = new Past();
    int size = in.below(MAX_SAMPLES + 1);
    long cycle = 0;
    long start = 0;
    for (int i = 0; i < size; i++) {
      cycle += in.number();
      start += in.number();
      past.cycles.add(cycle);
      past.starts.add(start);
    }
    past.stride = in.number();
    past.first = (int) in.number();
    past.lastTime = in.flag() ? in.number() : Long.MIN_VALUE;
    return past;
  }
}
