package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether a death spiral is named soon, and nothing else is called one.
 *
 * <p>The truth is not the forecast's own test: a spiral is five collections in a row, each of which
 * began with the heap no more than a tenth above what the one before had left, and had marked for
 * more than half of the time since that one began.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Spirals {

  private static final int IN_A_ROW = 5;
  private static final int SOON_LINES = 10;
  private static final double ROOM = 1.1;
  private static final double MARKING = 0.5;

  /** A heap so small is marked faster than the trace tells. */
  private static final long NOTABLE_MIB = 16;

  private int spirals;
  private final List<String> unnamed = new ArrayList<>();
  private final List<String> wronglyNamed = new ArrayList<>();

  /** Counts a run. */
  void add(Judged judged) {
    OptionalLong begin = begin(judged.run().lines());
    int named = -1;
    for (int i = 0; i < judged.forecasts().size() && named < 0; i++) {
      Forecast forecast = judged.forecasts().get(i);
      named = forecast.reason() == Reason.DEATH_SPIRAL ? i : -1;
    }
    if (begin.isPresent()) {
      spirals++;
      boolean ended = judged.forecasts().size() < begin.getAsLong() + SOON_LINES;
      if ((named < 0 && !ended) || named > begin.getAsLong() + SOON_LINES) {
        unnamed.add(judged.run().name());
      }
    } else if (named >= 0 && judged.run().settings().goMemLimitBytes().isEmpty()) {
      wronglyNamed.add(judged.run().name());
    }
  }

  private static OptionalLong begin(List<RecordedRun.Line> lines) {
    int row = 0;
    for (int i = 1; i < lines.size(); i++) {
      GcEvent last = lines.get(i - 1).event();
      GcEvent next = lines.get(i).event();
      double period = next.startMillis() - last.startMillis();
      double marking = last.endMillis() - last.startMillis();
      boolean tight =
          last.liveMiB() >= NOTABLE_MIB
              && next.heapStartMiB() <= ROOM * last.liveMiB() + 1
              && marking > MARKING * period;
      row = tight ? row + 1 : 0;
      if (row == IN_A_ROW) {
        return OptionalLong.of(i - IN_A_ROW + 1L);
      }
    }
    return OptionalLong.empty();
  }

  int spirals() {
    return spirals;
  }

  /** Spirals that were not named within ten lines of their begin. */
  List<String> unnamed() {
    return unnamed;
  }

  /** Runs without GOMEMLIMIT and without a spiral that were said to be in one. */
  List<String> wronglyNamed() {
    return wronglyNamed;
  }
}
