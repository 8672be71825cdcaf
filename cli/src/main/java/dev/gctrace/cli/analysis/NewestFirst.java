package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns round the events of containers whose log is written newest first, as exports of log stores
 * are (logcli, gcloud), and hands on those of all others as they come. {@link LineOrder} says which
 * are which.
 */
final class NewestFirst implements TraceSink {

  /** Events of one input that can be turned round. Exports that are newest first are short. */
  static final int MAX_EVENTS = 200_000;

  private static final int MAX_CONTAINERS = Analysis.MAX_CONTAINERS;

  private final TraceSink sink;
  private final Map<ContainerId, Direction> directions = new LinkedHashMap<>();

  /** Most lines come from the container that the line before came from. */
  private Direction last;

  private long held;
  private boolean turned;
  private boolean tooLong;

  NewestFirst(TraceSink sink) {
    this.sink = sink;
  }

  @Override
  public void event(ContainerId who, TraceEvent event, Origin origin) {
    if (last == null || !last.who.equals(who)) {
      last = direction(who);
    }
    if (last == null) {
      sink.event(who, event, origin);
    } else {
      last.take(event, origin);
    }
  }

  /** The direction of a container; null when there are too many. */
  private Direction direction(ContainerId who) {
    Direction direction = directions.get(who);
    if (direction == null && directions.size() < MAX_CONTAINERS) {
      direction = new Direction(who);
      directions.put(who, direction);
    }
    return direction;
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

    /** What is held back; null, as the order is, when nothing is any more. */
    private List<Held> waiting = new ArrayList<>(2);

    private LineOrder order = new LineOrder();

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
      if (event instanceof GcEvent gc
          && order.next(gc, origin.time()) == LineOrder.Told.OLDEST_FIRST) {
        handOn();
      } else if (held > MAX_EVENTS) {
        tooLong |= isNewestFirst();
        handOn();
      }
    }

    void end() {
      if (waiting != null) {
        if (isNewestFirst()) {
          turned = true;
          Collections.reverse(waiting);
        }
        handOn();
      }
    }

    private boolean isNewestFirst() {
      return order.told() == LineOrder.Told.NEWEST_FIRST;
    }

    private void handOn() {
      List<Held> all = waiting;
      waiting = null;
      order = null;
      held -= all.size();
      all.forEach(one -> sink.event(who, one.event(), one.origin()));
    }
  }
}
