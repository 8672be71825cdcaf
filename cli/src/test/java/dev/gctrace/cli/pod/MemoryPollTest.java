package dev.gctrace.cli.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.analysis.Measurements;
import dev.gctrace.kubernetes.MemoryUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryPollTest {

  private static final long MIB = 1 << 20;

  private final List<String> notes = new ArrayList<>();
  private Optional<MemoryUse> use = Optional.empty();

  /** 100, then 105 (a change of 5 %), then 120 (of 20 %) MiB; each told by the API twice. */
  @Test
  void aChangeOfMoreThanATenthIsToldOnce() {
    try (MemoryPoll poll = new MemoryPoll(() -> use, new Measurements(), notes::add)) {
      poll.look();
      for (int mib : new int[] {100, 105, 120}) {
        use = Optional.of(new MemoryUse(mib * MIB, Instant.ofEpochSecond(mib)));
        poll.look();
        poll.look();
      }
    }

    assertThat(notes)
        .containsExactly(
            "memory in use 100 MiB at 1970-01-01T00:01:40Z",
            "memory in use 120 MiB at 1970-01-01T00:02:00Z");
  }
}
