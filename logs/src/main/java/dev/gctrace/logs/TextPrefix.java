package dev.gctrace.logs;

import dev.gctrace.core.trace.LineScanner;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes the prefixes off a line of text, all of them at once.
 *
 * <p>What stands directly before a record of the runtime is prefix, if it can be read as one; its
 * shape is remembered. Another line of the same input is cut by that shape, its names being known.
 * A line that does not fit loses only what no program writes itself: a CRI tag, the name that
 * {@code kubectl} puts before a line, a kubelet's time. So a program's own text is left as it is, a
 * time that the program wrote included.
 *
 * <p>The result of the last call is kept in fields: a line with a prefix is common. Not for use by
 * more than one thread at a time.
 */
final class TextPrefix {

  /** How far into a JSON object a record is looked for, to tell it from a program's own. */
  private static final int MAX_OBJECT_BYTES = 64 << 10;

  private final FormatTally tally;
  private final Names names;
  private final Chain reached;
  private final Chain followed;
  private final Chain evident;
  private final TimeForm time = new TimeForm();

  /** The shape of the last prefix before a record; null before the first. */
  private Atom[] shape;

  private Context context = Context.NONE;
  private Part part = Part.WHOLE;

  /** A reader that shares the names that it remembers. */
  TextPrefix(FormatTally tally, Names names) {
    this.tally = tally;
    this.names = names;
    reached = new Chain(names);
    followed = new Chain(names);
    evident = new Chain(names);
  }

  /** What the prefix taken last told, and the wrappings around it. */
  Context context() {
    return context;
  }

  /** How much of a line stood behind the prefix taken last. */
  Part part() {
    return part;
  }

  /** Offset of the first byte that is not prefix; {@code from} when there is none. */
  int take(byte[] text, int from, int to, Context outer) {
    Chain chain = chain(text, from, to);
    if (chain.length() == 0) {
      return from;
    }
    read(chain, text, outer);
    return chain.end();
  }

  private Chain chain(byte[] text, int from, int to) {
    boolean follows = shape != null && followed.follow(shape, text, from, to);
    if (follows && Anchor.at(text, followed.end(), to)) {
      return followed;
    }
    int limit = Math.min(to, from + Atom.MAX_BYTES);
    if (LineScanner.canHoldRecord(text, from, to)
        && (reach(text, from, Anchor.find(text, from, limit, to))
            || reach(text, from, objectWithRecord(text, from, limit, to)))) {
      return reached;
    }
    boolean timeIsPrefix = shape == null || Arrays.asList(shape).contains(Atom.TIME);
    evident.takeEvident(text, from, to, timeIsPrefix);
    boolean nothing = evident.length() == 0 && (!follows || followed.length() == 0);
    if (nothing && beginsWithTime(text, from, to) && reach(text, from, tagEnd(text, from, limit))) {
      return reached;
    }
    return follows && followed.end() >= evident.end() ? followed : evident;
  }

  /** Whether a line begins with a time, or with a key and a time. */
  private boolean beginsWithTime(byte[] text, int from, int to) {
    int key = Atom.KEY.end(text, from, to);
    return time.read(text, from, to) > 0 || (key > 0 && time.read(text, key, to) > 0);
  }

  /** Looks for a prefix that ends exactly at a place, and remembers its shape. */
  private boolean reach(byte[] text, int from, int target) {
    if (target < from || !reached.reach(text, from, target)) {
      return false;
    }
    shape = reached.shape();
    return true;
  }

  /**
   * Offset after the first tag of CRI, which nobody doubts behind a time; -1 when there is none.
   */
  private static int tagEnd(byte[] text, int from, int limit) {
    for (int i = from; i < limit; i++) {
      if (text[i] == 's') {
        int end = Atom.CRI.end(text, i, limit);
        if (end >= 0) {
          return end;
        }
      }
    }
    return -1;
  }

  /**
   * Where a JSON object begins that holds the runtime's words: what stands before it is a prefix as
   * well, {@code KEY:} of kcat or a time and a host. -1 when there is none.
   */
  private static int objectWithRecord(byte[] text, int from, int limit, int to) {
    for (int i = from + 1; i + 1 < limit; i++) {
      boolean separated = text[i - 1] == ' ' || text[i - 1] == ':' || text[i - 1] == '\t';
      if (separated && text[i] == '{' && text[i + 1] == '"') {
        return Anchor.find(text, i, Math.min(to, i + MAX_OBJECT_BYTES), to) >= 0 ? i : -1;
      }
    }
    return -1;
  }

  private void read(Chain chain, byte[] text, Context outer) {
    ContainerId pod = null;
    ContainerId host = null;
    Optional<LineTime> when = Optional.empty();
    LogLine.Stream stream = LogLine.Stream.UNKNOWN;
    part = Part.WHOLE;
    for (int i = 0; i < chain.length(); i++) {
      Atom atom = chain.atom(i);
      Atom next = i + 1 < chain.length() ? chain.atom(i + 1) : null;
      int start = chain.start(i);
      int end = chain.end(i);
      switch (atom) {
        case KUBECTL, KAIL, COMPOSE, STERN, STERN_NAMESPACE, KEY, DYNO ->
            pod = names.of(atom, text, start, end);
        case LABELS -> {
          pod = names.of(atom, text, start, end);
          stream = Labels.stream(text, start, end);
        }
        case PROGRAM, WORD -> host = names.of(atom, text, start, end);
        case SYSLOG -> {
          int hostAt = SyslogHeader.host(text, start, end);
          host = names.of(atom, text, hostAt, SyslogHeader.processEnd(text, hostAt, end));
          if (time.read(text, SyslogHeader.time(text, start, end), end) > 0) {
            when = better(instant(time, false), when);
          }
        }
        case TIME -> when = better(instant(chain.time(i), isNear(next)), when);
        case FRAME -> stream = frameStream(text[start]);
        case CRI -> {
          stream = text[start + 3] == 'o' ? LogLine.Stream.STDOUT : LogLine.Stream.STDERR;
          part = text[start + 7] == 'P' ? Part.MORE : Part.END;
        }
        case PRIORITY, DETAILS, BLANKS -> {}
      }
      count(atom, next, host);
    }
    context = new Context(who(pod, host, outer.who()), when, stream).within(outer);
  }

  /** A host or a program says less than the pod that a wrapping around it named. */
  private static ContainerId who(ContainerId pod, ContainerId host, ContainerId outer) {
    if (host == null) {
      return pod == null ? outer : pod;
    }
    if (pod != null) {
      return pod.within(host);
    }
    return outer.pod() == null ? host : outer;
  }

  private static Optional<LineTime> instant(TimeForm time, boolean near) {
    return time.time(near && time.zoned() ? LineTime.Quality.INNER : LineTime.Quality.STRUCTURED);
  }

  /** Whether a time was taken beside the program, as what stands behind it tells. */
  private static boolean isNear(Atom next) {
    if (next == null || next == Atom.CRI || next == Atom.DETAILS) {
      return true;
    }
    return !next.followsTime() && next != Atom.KEY;
  }

  private static Optional<LineTime> better(Optional<LineTime> inner, Optional<LineTime> outer) {
    boolean isBetter =
        inner.isPresent()
            && (outer.isEmpty() || inner.get().quality().compareTo(outer.get().quality()) >= 0);
    return isBetter ? inner : outer;
  }

  private static LogLine.Stream frameStream(byte stream) {
    return stream == 2 ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
  }

  private void count(Atom atom, Atom next, ContainerId host) {
    switch (atom) {
      case TIME -> {
        if (next == null || !next.followsTime() || next == Atom.DETAILS) {
          tally.recognised(LogFormat.TIMESTAMP);
        }
      }
      case FRAME -> tally.recognised(LogFormat.DOCKER_STREAM);
      case KUBECTL -> tally.recognised(LogFormat.KUBECTL_PREFIX);
      case KAIL -> tally.recognised(LogFormat.KAIL);
      case COMPOSE -> tally.recognised(LogFormat.COMPOSE);
      case STERN, STERN_NAMESPACE -> tally.recognised(LogFormat.STERN);
      case KEY -> tally.recognised(LogFormat.KEYED);
      case CRI -> tally.recognised(LogFormat.CRI);
      case LABELS -> tally.recognised(LogFormat.LOGCLI);
      case DYNO -> tally.recognised(LogFormat.HEROKU);
      case PROGRAM, SYSLOG -> tally.recognised(LogFormat.SYSLOG);
      case WORD ->
          tally.recognised(host.container() == null ? LogFormat.TIME_HOST : LogFormat.CLOUDWATCH);
      case PRIORITY, DETAILS, BLANKS -> {}
    }
  }
}
