package dev.gctrace.streams.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:11:12Z");

  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1));

  @Test
  void theWaitDoublesUpToTheLongestWithinAFifth() {
    long[] expected = {1, 2, 4, 8, 16, 32, 60, 60};
    for (long seconds : expected) {
      assertThat(backoff.next(Optional.empty()).toMillis())
          .isBetween(seconds * 800, seconds * 1200);
    }
    backoff.reset();
    assertThat(backoff.next(Optional.empty()).toMillis()).isBetween(800L, 1200L);
  }

  @Test
  void theReceiverIsNotAskedSoonerThanItWishesNorNever() {
    assertThat(backoff.next(Optional.of(Duration.ofSeconds(30)))).isEqualTo(Duration.ofSeconds(30));
    assertThat(backoff.next(Optional.of(Duration.ZERO)).toMillis()).isBetween(1600L, 2400L);
    assertThat(backoff.next(Optional.of(Duration.ofDays(999)))).isEqualTo(Backoff.LONGEST_ASKED);
  }

  @Test
  void retryAfterIsANumberOfSecondsOrADate() {
    assertThat(RetryAfter.of(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.of("Mon, 05 Jan 2026 10:12:12 GMT", NOW)).contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.of("Mon, 05 Jan 2026 10:00:00 GMT", NOW)).contains(Duration.ZERO);
    for (String neither : new String[] {"", "-1", "soon", "99999999999999999999", "1.5", "٣"}) {
      assertThat(RetryAfter.of(neither, NOW)).as(neither).isEmpty();
    }
  }
}
