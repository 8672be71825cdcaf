package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceSink;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands on what is read as it comes, and notices when it comes newest first: what is followed live
 * cannot wait to be turned round.
 */
public final class OrderWatch implements TraceSink {

  private final TraceSink sink;
  private final Map<ContainerId, LineOrder> orders = new HashMap<>();
  private final Runnable told;
  private boolean newestFirst;

  /**
   * A watch that has seen nothing.
   *
   * @param sink where everything goes
   * @param told called once, as soon as it is sure that some of it comes newest first
   */
  public OrderWatch(TraceSink sink, Runnable told) {
    this.sink = sink;
    this.told = told;
  }

  /**
   * Whether some of it came newest first.
   *
   * @return whether that is sure
   */
  public boolean isNewestFirst() {
    return newestFirst;
  }

  @Override
  public void event(ContainerId who, TraceEvent event, Origin origin) {
    if (event instanceof GcEvent gc && !newestFirst) {
      LineOrder order = orders.get(who);
      if (order == null && orders.size() < Analysis.MAX_CONTAINERS) {
        order = new LineOrder();
        orders.put(who, order);
      }
      newestFirst = order != null && order.next(gc, origin.time()) == LineOrder.Told.NEWEST_FIRST;
      if (newestFirst) {
        told.run();
      }
    }
    sink.event(who, event, origin);
  }

  @Override
  public void malformed(ContainerId who, Malformed what, Origin origin) {
    sink.malformed(who, what, origin);
  }

  @Override
  public boolean wantsUnrelated() {
    return sink.wantsUnrelated();
  }

  @Override
  public void unrelated(ContainerId who, byte[] buffer, int from, int to, Origin origin) {
    sink.unrelated(who, buffer, from, to, origin);
  }
}
