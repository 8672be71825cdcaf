package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.ProcessSeparator.Arrival;
import dev.gctrace.core.trace.ProcessSeparator.Place;
import java.util.Iterator;
import java.util.function.BiConsumer;

/**
 * Restores the order of a container's collections: one that is ahead of others is held back until
 * those have come, or have had the time to. What comes again, or too late, is left out and counted.
 */
final class Sequence {

  private final long lateness;
  private final Counters counters;

  Sequence(Rules rules, Counters counters) {
    this.lateness = rules.lateness();
    this.counters = counters;
  }

  /**
   * Takes a collection as it came.
   *
   * @param state of its container
   * @param next the collection
   * @param inOrder takes those whose turn it is, with the start of the container they are of
   */
  void arrive(ContainerState state, Held next, BiConsumer<Start, Held> inOrder) {
    if (!state.held.isEmpty() && state.held.stream().anyMatch(held -> isSame(held, next))) {
      counters.duplicate();
      return;
    }
    Start start = state.start(next.instance());
    Place place = state.placeOf(start, next);
    if (isItsTurn(place)) {
      inOrder.accept(start, next);
      drain(state, inOrder);
    } else if (!isPast(place)) {
      state.held.add(next);
      while (state.held.size() > ContainerState.MAX_HELD) {
        releaseOne(state, inOrder);
      }
    }
  }

  /** Lets go what has been held back for as long as is allowed. */
  void release(ContainerState state, long now, BiConsumer<Start, Held> inOrder) {
    while (!state.held.isEmpty() && state.held.get(0).since() + lateness <= now) {
      releaseOne(state, inOrder);
    }
  }

  /** Lets all go that is held back. */
  void releaseAll(ContainerState state, BiConsumer<Start, Held> inOrder) {
    while (!state.held.isEmpty()) {
      releaseOne(state, inOrder);
    }
  }

  /**
   * Lets the one go that all others may wait for: of those held longest the first of its process.
   */
  void releaseOne(ContainerState state, BiConsumer<Start, Held> inOrder) {
    Held longest = state.held.get(0);
    Start start = state.start(longest.instance());
    Place wanted = state.placeOf(start, longest);
    Held first = longest;
    for (Held held : state.held) {
      if (held.instance().equals(longest.instance())
          && held.event().cycle() < first.event().cycle()
          && isAlike(state.placeOf(start, held), wanted)) {
        first = held;
      }
    }
    state.held.remove(first);
    Place place = state.placeOf(start, first);
    if (!isPast(place)) {
      if (place.arrival() == Arrival.AHEAD) {
        counters.gap(place.missing());
      }
      inOrder.accept(start, first);
    }
    drain(state, inOrder);
  }

  /** Lets go all whose turn has come. */
  private void drain(ContainerState state, BiConsumer<Start, Held> inOrder) {
    boolean moved = !state.held.isEmpty();
    while (moved) {
      moved = false;
      Iterator<Held> all = state.held.iterator();
      while (all.hasNext() && !moved) {
        Held held = all.next();
        Start start = state.start(held.instance());
        Place place = state.placeOf(start, held);
        if (isItsTurn(place)) {
          all.remove();
          inOrder.accept(start, held);
          moved = true;
        } else if (isPast(place)) {
          all.remove();
          moved = true;
        }
      }
    }
  }

  /** A process counts from 1: nothing can be missing before that. */
  private static boolean isItsTurn(Place place) {
    return place.arrival() == Arrival.NEXT
        || (place.arrival() == Arrival.FIRST && place.missing() == 0);
  }

  /** Whether it came again, or too late; it is counted. */
  private boolean isPast(Place place) {
    if (place.arrival() == Arrival.AGAIN) {
      counters.duplicate();
      return true;
    }
    if (place.arrival() == Arrival.LATE) {
      counters.late();
      return true;
    }
    return false;
  }

  private static boolean isAlike(Place a, Place b) {
    return a.arrival() == b.arrival() && a.process() == b.process();
  }

  private static boolean isSame(Held a, Held b) {
    return a.instance().equals(b.instance()) && a.event().equals(b.event());
  }
}
