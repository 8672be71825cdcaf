package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.Change;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Turns what is said of a container, line by line, into the few changes that somebody wants to be
 * told. A rise is told at once. A fall is told when it has lasted for the cooldown, so that a
 * container that goes up and down is one episode, and no rise is ever kept back. A line without a
 * statement changes nothing.
 */
final class Episode {

  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private boolean open;
  private boolean silent;
  private long id;
  private long firstSeen;
  private Severity told = Severity.OK;
  private Severity worstSince = Severity.OK;
  private long calmSince;

  /** Whether there is an episode. */
  boolean isOpen() {
    return open;
  }

  /** Whether silence was told, and no line has come since. */
  boolean isSilent() {
    return silent;
  }

  /** What was told last. */
  Severity told() {
    return told;
  }

  /** The same for all that is told of an episode. */
  String id() {
    return HexFormat.of().toHexDigits(id);
  }

  /** When it began, in milliseconds since 1970. */
  long firstSeen() {
    return firstSeen;
  }

  /**
   * Takes what is said of the container now.
   *
   * @param severity how dangerous
   * @param when time of the line, in milliseconds since 1970
   * @param now wall-clock time in milliseconds since 1970
   * @param cooldown how long a fall must last, in milliseconds; 0 to tell it at once
   * @param seed what the id of an episode is made of, beside its begin
   * @return what to tell
   */
  Optional<Change> next(Severity severity, long when, long now, long cooldown, int seed) {
    if (silent) {
      silent = false;
      told = Severity.OK;
      if (severity.compareTo(Severity.WARNING) < 0) {
        return Optional.of(close(Change.RESOLVED));
      }
    }
    if (severity == Severity.UNKNOWN) {
      return Optional.empty();
    }
    int change = severity.compareTo(told);
    if (change == 0) {
      calmSince = 0;
      return Optional.empty();
    }
    if (change > 0) {
      boolean raised = told.compareTo(Severity.WARNING) < 0;
      begin(when, seed);
      told = severity;
      calmSince = 0;
      return Optional.of(raised ? Change.RAISED : Change.ESCALATED);
    }
    if (calmSince == 0) {
      calmSince = now;
      worstSince = severity;
    } else if (severity.compareTo(worstSince) > 0) {
      worstSince = severity;
    }
    return calmFor(now, cooldown);
  }

  /** What to tell because a fall has lasted. */
  Optional<Change> calmFor(long now, long cooldown) {
    if (calmSince == 0 || now - calmSince < cooldown) {
      return Optional.empty();
    }
    calmSince = 0;
    if (worstSince == Severity.OK) {
      return Optional.of(close(Change.RESOLVED));
    }
    told = worstSince;
    return Optional.of(Change.EASED);
  }

  /** When a fall will have lasted; the greatest number when nothing has fallen. */
  long calmAt(long cooldown) {
    return calmSince == 0 ? Long.MAX_VALUE : calmSince + cooldown;
  }

  /** No line has come for too long. */
  Change silence(long when, int seed) {
    begin(when, seed);
    silent = true;
    calmSince = 0;
    return Change.SILENT;
  }

  /** The container ended. */
  Change killed(long when, int seed) {
    begin(when, seed);
    return close(Change.KILLED);
  }

  /** Ends it; what was told of it can still be asked for. */
  Change close(Change change) {
    open = false;
    silent = false;
    told = Severity.OK;
    calmSince = 0;
    return change;
  }

  private void begin(long when, int seed) {
    if (!open) {
      open = true;
      firstSeen = when;
      id = (when * 31 + seed) * 0x9e3779b97f4a7c15L;
    }
  }

  void write(ByteOut out) {
    out.octet((open ? 1 : 0) | (silent ? 2 : 0));
    out.fixed(id);
    out.number(firstSeen);
    out.one(SEVERITIES, told);
    out.one(SEVERITIES, worstSince);
    out.number(calmSince);
  }

  static Episode read(ByteIn in) {
    Episode episode = new Episode();
    int flags = in.octet();
    episode.open = (flags & 1) != 0;
    episode.silent = (flags & 2) != 0;
    episode.id = in.fixed();
    episode.firstSeen = in.number();
    episode.told = in.one(SEVERITIES);
    episode.worstSince = in.one(SEVERITIES);
    episode.calmSince = in.number();
    return episode;
  }
}
