package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns round the events of containers whose log is written newest first, as exports of log stores
 * are (logcli, gcloud), and hands on those of all others as they come.
 *
 * <p>A log is newest first when cycle number and start fall together and the times of the lines
 * fall with them; without times, when they fall three times in a row: a program that begins anew
 * does not do that.
 */
final class NewestFirst implements TraceSink {

  /** Events of one input that can be turned round. Exports that are newest first are short. */
  static final int MAX_EVENTS = 200_000;

  private static final int MAX_CONTAINERS = Analysis.MAX_CONTAINERS;

  private static final int FALLS_WITHOUT_TIMES = 3;

  private final TraceSink sink;
  private final Map<ContainerId, Direction> directions = new LinkedHashMap<>();
  private long held;
  private boolean turned;
  private boolean tooLong;

  NewestFirst(TraceSink sink) {
    this.sink = sink;
  }

  @Override
  public void event(ContainerId who, TraceEvent event, Origin origin) {
    Direction direction = directions.get(who);
    if (direction == null && directions.size() < MAX_CONTAINERS) {
      direction = new Direction(who);
      directions.put(who, direction);
    }
    if (direction == null) {
      sink.event(who, event, origin);
    } else {
      direction.take(event, origin);
    }
  }

  @Override
  public void malformed(ContainerId who, Malformed malformed, Origin origin) {
    sink.malformed(who, malformed, origin);
  }

  /** The input has ended: hands on what was held back. */
  void end() {
    directions.values().forEach(Direction::end);
  }

  /** Whether some of it was newest first. */
  boolean turned() {
    return turned;
  }

  /** Whether some of it was newest first and too long to be turned round. */
  boolean tooLong() {
    return tooLong;
  }

  private record Held(TraceEvent event, Origin origin) {}

  private final class Direction {
    private final ContainerId who;
    private List<Held> waiting = new ArrayList<>();
    private GcEvent previous;
    private Origin previousOrigin;
    private int falls;
    private boolean backwards;

    Direction(ContainerId who) {
      this.who = who;
    }

    void take(TraceEvent event, Origin origin) {
      if (waiting == null) {
        sink.event(who, event, origin);
        return;
      }
      waiting.add(new Held(event, origin));
      held++;
      if (event instanceof GcEvent gc) {
        decide(gc, origin);
      }
      if (waiting != null && held > MAX_EVENTS) {
        tooLong |= backwards;
        handOn();
      }
    }

    private void decide(GcEvent gc, Origin origin) {
      if (previous != null && !backwards) {
        if (!falls(previous, gc)) {
          handOn();
          return;
        }
        int order = order(previousOrigin.time(), origin.time());
        falls++;
        backwards = order < 0 || (order == 0 && falls == FALLS_WITHOUT_TIMES);
        if (order > 0) {
          handOn();
          return;
        }
      }
      previous = gc;
      previousOrigin = origin;
    }

    void end() {
      if (waiting != null) {
        if (backwards) {
          turned = true;
          Collections.reverse(waiting);
        }
        handOn();
      }
    }

    private void handOn() {
      List<Held> all = waiting;
      waiting = null;
      held -= all.size();
      all.forEach(one -> sink.event(who, one.event(), one.origin()));
    }
  }

  private static boolean falls(GcEvent earlier, GcEvent later) {
    return later.cycle() < earlier.cycle() && later.startMillis() < earlier.startMillis();
  }

  /** Below 0 when time falls, 0 when the log does not tell. */
  private static int order(Optional<LineTime> earlier, Optional<LineTime> later) {
    return earlier.isEmpty() || later.isEmpty()
        ? 0
        : later.get().instant().compareTo(earlier.get().instant());
  }
}
