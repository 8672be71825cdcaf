package dev.gctrace.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceReader;
import dev.gctrace.logs.TraceSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestFirstTest {

  private final List<String> events = new ArrayList<>();
  private final NewestFirst sink =
      new NewestFirst(
          new TraceSink() {
            @Override
            public void event(ContainerId who, TraceEvent event, Origin origin) {
              String name = event instanceof GcEvent gc ? "gc " + gc.cycle() : "forced";
              events.add(who.name().map(n -> n + " ").orElse("") + name);
            }
          });

  @Test
  void handsOnWhatIsInOrder() {
    read(gc(1, ""), gc(2, ""), gc(3, ""));

    assertThat(events).containsExactly("gc 1", "gc 2", "gc 3");
    assertThat(sink.turned()).isFalse();
  }

  @Test
  void turnsRoundWhatFallsInNumberStartAndTime() {
    read(
        gc(5, "2026-01-05T10:00:05Z "),
        gc(4, "2026-01-05T10:00:04Z "),
        gc(3, "2026-01-05T10:00:03Z "));

    assertThat(events).containsExactly("gc 3", "gc 4", "gc 5");
    assertThat(sink.turned()).isTrue();
  }

  @Test
  void turnsRoundWithoutTimesWhenItFallsThreeTimes() {
    read(gc(5, ""), gc(4, ""), gc(3, ""), gc(2, ""));

    assertThat(events).containsExactly("gc 2", "gc 3", "gc 4", "gc 5");
  }

  @Test
  void takesTwoFallsWithoutTimesForNewProcesses() {
    read(gc(3, ""), gc(2, ""), gc(1, ""), gc(2, ""));

    assertThat(events).containsExactly("gc 3", "gc 2", "gc 1", "gc 2");
    assertThat(sink.turned()).isFalse();
  }

  @Test
  void aProcessThatBeginsLaterIsNotNewestFirst() {
    read(
        gc(9, "2026-01-05T10:00:00Z "),
        gc(1, "2026-01-05T10:00:01Z "),
        gc(2, "2026-01-05T10:00:02Z "));

    assertThat(events).containsExactly("gc 9", "gc 1", "gc 2");
  }

  @Test
  void turnsRoundTheProcessesOfALogToo() {
    read(
        gc(2, "2026-01-05T10:00:12Z "),
        gc(1, "2026-01-05T10:00:11Z "),
        gc(8, "2026-01-05T10:00:08Z "),
        gc(7, "2026-01-05T10:00:07Z "));

    assertThat(events).containsExactly("gc 7", "gc 8", "gc 1", "gc 2");
  }

  @Test
  void decidesForEachContainerOnItsOwn() {
    read(
        gc(5, "[pod/a/app] 2026-01-05T10:00:05Z "),
        gc(1, "[pod/b/app] 2026-01-05T10:00:01Z "),
        gc(4, "[pod/a/app] 2026-01-05T10:00:04Z "),
        gc(2, "[pod/b/app] 2026-01-05T10:00:02Z "));

    assertThat(events).containsExactly("b/app gc 1", "b/app gc 2", "a/app gc 4", "a/app gc 5");
  }

  @Test
  void otherLinesOfTheRuntimeTurnWithTheirCollections() {
    read(
        gc(5, "2026-01-05T10:00:05Z "),
        "2026-01-05T10:00:05Z GC forced\n",
        gc(4, "2026-01-05T10:00:04Z "));

    assertThat(events).containsExactly("gc 4", "forced", "gc 5");
  }

  private void read(String... lines) {
    TraceReader reader = new TraceReader(sink);
    byte[] text = String.join("", lines).getBytes(StandardCharsets.UTF_8);
    reader.feed(text, 0, text.length);
    reader.end();
    sink.end();
  }

  private static String gc(int cycle, String prefix) {
    return prefix
        + "gc "
        + cycle
        + " @"
        + cycle
        + ".000s 0%: 0.061+28+0.041 ms clock, 0.12+0/8/2.9+0.082 ms cpu, 9->9->6 MB,"
        + " 9 MB goal, 0 MB stacks, 0 MB globals, 2 P\n";
  }
}
