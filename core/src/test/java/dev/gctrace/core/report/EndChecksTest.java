package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.LIMIT_400;
import static dev.gctrace.core.report.Scenario.bulkExport;
import static dev.gctrace.core.report.Scenario.find;
import static dev.gctrace.core.report.Scenario.ids;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.report.Finding.Level;
import dev.gctrace.core.trace.DeathEvent.Cause;
import org.junit.jupiter.api.Test;

/** Findings about the end: a trace that has each, and one that misses it by a little. */
class EndChecksTest {

  @Test
  void memoryOutsideTheHeapIsSaidOfAKillAndAskedOfAnEnd() {
    Scenario calm = Scenario.under(LIMIT_400).add(line(1, 100, 100, 50, 100), ok(100));

    assertThat(find(calm.followed(), "memory-outside-heap"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.INFO,
            "The process ended, and the heap explains at most 134 MiB of the 400 MiB limit.");
    assertThat(ids(calm.open())).doesNotContain("memory-outside-heap");
    assertThat(find(calm.death(Cause.KILLED, "Killed").open(), "memory-outside-heap"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.CRITICAL,
            "The process was killed («Killed»), but the heap explains at most 134 MiB of the 400 MiB"
                + " limit.");
    assertThat(ids(bulkExport(LIMIT_400).followed())).doesNotContain("memory-outside-heap");
  }

  @Test
  void heapThatWasSeenExplainsMemoryAsMuchAsTheOneToCome() {
    // 1.07 x 300 + 10 = 331 MiB, more than 80 % of 400, whatever comes next
    ProcessReport report =
        Scenario.under(LIMIT_400)
            .add(line(1, 300, 300, 50, 300), ok(100))
            .death(Cause.KILLED, "Killed")
            .open();

    assertThat(ids(report)).contains("killed").doesNotContain("memory-outside-heap");
  }

  @Test
  void deathLinesAreFindings() {
    assertThat(find(bulkExport(LIMIT_400).death(Cause.KILLED, "Killed").open(), "killed").summary())
        .isEqualTo("The log says that the process was killed («Killed»).");
    assertThat(
            find(
                    bulkExport(LIMIT_400)
                        .death(Cause.OUT_OF_MEMORY, "fatal error: out of memory")
                        .open(),
                    "out-of-memory")
                .severity())
        .isEqualTo(Level.CRITICAL);
    assertThat(find(bulkExport(LIMIT_400).death(Cause.SIGNAL, "SIGQUIT: quit").open(), "crashed"))
        .extracting(Finding::summary)
        .isEqualTo("The program ended with «SIGQUIT: quit», not by the OOM killer.");
    assertThat(ids(bulkExport(LIMIT_400).open()))
        .doesNotContain("killed", "out-of-memory", "crashed");
  }
}
