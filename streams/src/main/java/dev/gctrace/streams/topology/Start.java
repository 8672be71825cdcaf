package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.ProcessSeparator.Arrival;
import dev.gctrace.core.trace.ProcessSeparator.Place;
import java.util.Map;
import java.util.TreeMap;

/** One start of a container, as far as its log tells them apart, with the processes in it. */
final class Start {

  /** What tells it from the next; empty when the log does not tell. */
  final String instance;

  final ContainerForecaster forecaster;

  /** By their number in this start. */
  final Map<Integer, Life> lives = new TreeMap<>();

  Start(String instance) {
    this(instance, new ContainerForecaster());
  }

  private Start(String instance, ContainerForecaster forecaster) {
    this.instance = instance;
    this.forecaster = forecaster;
  }

  /**
   * Where a collection stands among those that were judged.
   *
   * @param crowded whether it may be of a process that was forgotten
   */
  Place placeOf(Held held, boolean crowded) {
    Place place = forecaster.placeOf(held.event());
    return place.arrival() == Arrival.FIRST && !crowded && isOld(held)
        ? new Place(Arrival.AGAIN, place.process(), 0)
        : place;
  }

  private boolean isOld(Held held) {
    GcEvent event = held.event();
    return lives.values().stream().anyMatch(life -> life.past.covers(event, held.time()));
  }

  /** The newest of its processes; 0 when it has none. */
  int newest() {
    return lives.values().stream().mapToInt(life -> life.number).max().orElse(0);
  }

  /** Forgets the process that was silent for longest. */
  void forgetOldest() {
    forecaster.forgetOldest();
    forgetOthers();
  }

  /** Forgets what is kept of processes that are not followed any more. */
  void forgetOthers() {
    lives.keySet().removeIf(process -> !forecaster.isFollowed(process));
  }

  void write(ByteOut out) {
    out.text(instance);
    out.bytes(forecaster.toBytes());
    out.number(lives.size());
    lives.forEach(
        (process, life) -> {
          out.number(process);
          life.write(out);
        });
  }

  static Start read(ByteIn in) {
    Start start = new Start(in.text(), ContainerForecaster.fromBytes(in.bytes()));
    for (int left = in.below(1 << 10); left > 0; left--) {
      int process = in.below(Integer.MAX_VALUE);
      start.lives.put(process, Life.read(in));
    }
    return start;
  }
}
