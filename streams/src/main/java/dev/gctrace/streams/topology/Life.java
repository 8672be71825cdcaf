package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.Severity;
import java.util.List;

/** What is kept of a process beside its forecast. */
final class Life {

  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  /** Number of the process in its container, from 1. */
  final int number;

  final Past past;

  /** What its last line says. */
  Severity severity = Severity.UNKNOWN;

  /** Wall-clock time at which its last line was judged, in milliseconds since 1970. */
  long heardAt;

  Life(int number) {
    this(number, new Past());
  }

  private Life(int number, Past past) {
    this.number = number;
    this.past = past;
  }

  void write(ByteOut out) {
    out.number(number);
    out.one(SEVERITIES, severity);
    out.number(heardAt);
    past.write(out);
  }

  static Life read(ByteIn in) {
    int number = in.below(Integer.MAX_VALUE);
    Severity severity = in.one(SEVERITIES);
    long heardAt = in.number();
    Life life = new Life(number, Past.read(in));
    life.severity = severity;
    life.heardAt = heardAt;
    return life;
  }
}
