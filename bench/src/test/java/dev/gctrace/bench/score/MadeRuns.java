package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs that are worked by hand: a line a second, from second 1 on. */
final class MadeRuns {

  private MadeRuns() {}

  /** A run under 100 MiB whose live heap was this, and whose memory twice that. */
  static RecordedRun run(String name, boolean killed, double end, long... live) {
    List<RecordedRun.Line> lines = new ArrayList<>();
    List<RecordedRun.Sample> samples = new ArrayList<>();
    for (int i = 0; i < live.length; i++) {
      long before = i == 0 ? live[0] : live[i - 1];
      lines.add(new RecordedRun.Line(i + 1, line(i + 1, before, live[i])));
      samples.add(new RecordedRun.Sample(i + 0.5, 2.0 * live[i]));
    }
    return new RecordedRun(
        name,
        100,
        new MemorySettings(OptionalLong.of(100L << 20), Optional.empty(), OptionalLong.empty()),
        0,
        end,
        killed,
        lines,
        samples);
  }

  private static GcEvent line(int cycle, long before, long live) {
    byte[] text =
        String.format(
                Locale.ROOT,
                "gc %d @%d.000s 0%%: 0.020+10+0.004 ms clock, 0.040+0/5.0/10+0.008 ms cpu,"
                    + " %d->%d->%d MB, %d MB goal, 0 MB stacks, 0 MB globals, 2 P",
                cycle,
                cycle,
                2 * before - 1,
                2 * before,
                live,
                2 * before)
            .getBytes(StandardCharsets.US_ASCII);
    return (GcEvent) LineParser.parse(text, 0, text.length).orElseThrow().event();
  }
}
