package dev.gctrace.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.core.trace.GcForced;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class RelayTest {

  private static final Malformed MALFORMED = new Malformed(1, "a number", "x");

  private final List<Long> lines = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private final TraceSink sink =
      new TraceSink() {
        @Override
        public void event(ContainerId who, TraceEvent event, Origin origin) {
          take(origin.line());
        }

        @Override
        public void malformed(ContainerId who, Malformed malformed, Origin origin) {
          take(-origin.line());
        }

        private void take(long line) {
          lines.add(line);
          threads.add(Thread.currentThread());
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Relay.BATCH - 1, Relay.BATCH, Relay.BATCH + 1, 10 * Relay.BATCH + 7})
  void allIsHandedOnInItsOrder(int count) {
    Relay relay = new Relay(sink);
    List<Long> expected = new ArrayList<>();
    for (int line = 1; line <= count; line++) {
      if (line % 3 == 0) {
        relay.malformed(ContainerId.NONE, MALFORMED, origin(line));
      } else {
        relay.event(ContainerId.NONE, new GcForced(), origin(line));
      }
      expected.add(line % 3 == 0 ? -(long) line : line);
    }
    relay.end();

    assertThat(lines).isEqualTo(expected);
  }

  @Test
  void whatAShortLogHoldsIsHandedOnWithoutAThread() {
    Relay relay = new Relay(sink);
    relay.event(ContainerId.NONE, new GcForced(), origin(1));
    relay.end();

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void aMistakeInTheOtherThreadIsOneInThis() {
    Relay relay =
        new Relay(
            (who, event, origin) -> {
              throw new IllegalStateException("no");
            });

    assertThatThrownBy(
            () -> {
              for (int line = 1; line <= 20 * Relay.BATCH; line++) {
                relay.event(ContainerId.NONE, new GcForced(), origin(line));
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThatThrownBy(relay::end).isInstanceOf(IllegalStateException.class).hasMessage("no");
  }

  private static Origin origin(long line) {
    return new Origin(line, Optional.empty());
  }
}
