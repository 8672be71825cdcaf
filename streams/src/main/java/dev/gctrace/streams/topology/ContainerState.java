package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.ProcessSeparator.Arrival;
import dev.gctrace.core.trace.ProcessSeparator.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is kept of a container between two of its lines; at most {@link
 * ContainerCodec#MAX_BYTES} when written.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class ContainerState {

  /** Collections that are held back at a time. */
  static final int MAX_HELD = 24;

  /** Pieces of lines that wait at a time, and their bytes. */
  static final int MAX_WAITING = 64;

  /** Bytes of text of the pieces that wait. */
  static final int MAX_WAITING_BYTES = 1024;

  /** Collections that are kept as evidence. */
  static final int MAX_EVIDENCE = 3;

  /** Starts of the container that are told apart. */
  static final int MAX_STARTS = 3;

  /** How exact the time of an end is. */
  static final long END_MILLIS = 1_000;

  /**
   * How long after an end lines of what has ended may come. It also bounds what a clock that is
   * behind, on the node where the container runs again, can hide.
   */
  static final long OVERTAKEN_MILLIS = 15 * 60_000;

  /** What is said beside others within this time is said of a process that lives: as §6.8 tells. */
  private static final long ALIVE_MILLIS = 180_000;

  /** A collection that was judged, and the process it is of. */
  record Evidence(int process, GcEvent event) {}

  /** Wall-clock time at which a line came last, in milliseconds since 1970. */
  long lastArrival;

  /** Time of the line judged last as the log tells it, or else of its record, in milliseconds. */
  long lastTime;

  int processes;

  /** Whether whoever carries the log adds something to every line. */
  boolean tails;

  /** Time of the first line that was judged, in milliseconds since 1970; 0 before that. */
  long begunAt;

  /** When the container ended, in milliseconds since 1970; 0 while it may run. */
  long endedAt;

  /** Wall-clock time at which its end was heard of, in milliseconds since 1970. */
  long endHeardAt;

  /** Wall-clock time at which its silence was thought of last; not written. */
  long lookedAt;

  /** When something has to be done without a line, as of the last time that it was kept. */
  long wakeAt;

  /** The worst that is said of a process that lives, as of the last time that it was kept. */
  Severity shown = Severity.UNKNOWN;

  /** Whether its silence says something: not with GOGC=off, nor when nobody knows who it is. */
  boolean heartbeat = true;

  /**
   * Whether processes were forgotten for which there was no room. One that goes on then seems to
   * begin: it must not be taken for the begin of another one that was sent anew.
   */
  boolean crowded;

  Episode episode = new Episode();
  final List<Start> starts = new ArrayList<>();
  final List<Evidence> evidence = new ArrayList<>();
  final List<Held> held = new ArrayList<>();
  final List<Waiting> waiting = new ArrayList<>();

  /** The start of the container that a line is of. */
  Start start(String instance) {
    for (Start start : starts) {
      if (start.instance.equals(instance)) {
        return start;
      }
    }
    Start begun = new Start(instance);
    starts.add(begun);
    if (starts.size() > MAX_STARTS) {
      starts.remove(0);
    }
    return begun;
  }

  /** The process that a collection was judged of. */
  Life life(Start start, int process) {
    return start.lives.computeIfAbsent(process, unused -> new Life(++processes));
  }

  /** Keeps a collection as evidence. */
  void keep(int process, GcEvent event) {
    evidence.add(new Evidence(process, event));
    if (evidence.size() > MAX_EVIDENCE) {
      evidence.remove(0);
    }
  }

  /** The newest collection that was judged; null when there is none. */
  GcEvent newest() {
    return evidence.isEmpty() ? null : evidence.get(evidence.size() - 1).event();
  }

  /** The worst that is said of a process that lives. */
  Severity severity(long now) {
    if (starts.size() == 1 && starts.get(0).lives.size() == 1) {
      return starts.get(0).lives.values().iterator().next().severity;
    }
    Severity worst = null;
    for (Start start : starts) {
      boolean followed = starts.stream().anyMatch(s -> s != start && s.newest() > start.newest());
      for (var entry : start.lives.entrySet()) {
        Life life = entry.getValue();
        boolean newest = life.number == processes;
        boolean alive =
            newest
                || (!followed
                    && !start.forecaster.isSucceeded(entry.getKey())
                    && now - life.heardAt < ALIVE_MILLIS);
        if (alive && (worst == null || life.severity.compareTo(worst) > 0)) {
          worst = life.severity;
        }
      }
    }
    return worst == null ? Severity.UNKNOWN : worst;
  }

  /** When something has to be done without a line, in milliseconds since 1970. */
  long wakeAt(Rules rules) {
    long wake = lastArrival + rules.forget();
    for (Held line : held) {
      wake = Math.min(wake, line.since() + rules.lateness());
    }
    for (Waiting piece : waiting) {
      wake = Math.min(wake, piece.since() + rules.lateness());
    }
    wake = Math.min(wake, episode.calmAt(rules.cooldown()));
    if (isSilentAtRisk()) {
      wake = Math.min(wake, Math.max(lastArrival + rules.silence(), lookedAt) + rules.silence());
    }
    return canBeSilent() ? Math.min(wake, lastArrival + rules.silence()) : wake;
  }

  /** Whether the next thing to tell may be its silence. */
  boolean canBeSilent() {
    return !episode.isSilent() && endedAt == 0 && heartbeat && !evidence.isEmpty();
  }

  /** Whether its silence was told of a danger, which does not last when it has been replaced. */
  boolean isSilentAtRisk() {
    return episode.isSilent() && episode.told().compareTo(Severity.WARNING) >= 0;
  }

  /**
   * Whether a collection is of what has ended: a line that its end has overtaken. A line with a
   * time tells it. One without is, unless it begins a process, taken to have been on its way for as
   * long as the lateness allows. Kubernetes cuts the time of an end to seconds.
   */
  boolean isOfTheDead(Start start, Held held, long lateness) {
    if (endedAt == 0 || held.since() - endHeardAt > OVERTAKEN_MILLIS) {
      return false;
    }
    long latest = endedAt + END_MILLIS;
    return held.time().isPresent()
        ? held.time().get().toEpochMilli() < latest
        : placeOf(start, held).arrival() != Arrival.FIRST && held.recordTime() - lateness < latest;
  }

  /** Where a collection stands among those of its start. */
  Place placeOf(Start start, Held held) {
    return start.placeOf(held, crowded);
  }

  /**
   * Forgets the process that was silent for longest, for which there is no room; says whether there
   * is one beside the last.
   */
  boolean forgetProcess() {
    Start oldest = starts.isEmpty() ? null : starts.get(0);
    if (oldest != null && oldest.forecaster.followed() > 1) {
      oldest.forgetOldest();
    } else if (starts.size() > 1) {
      starts.remove(0);
    } else {
      return false;
    }
    crowded = true;
    return true;
  }
}
