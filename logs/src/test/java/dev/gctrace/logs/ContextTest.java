package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContextTest {

  private static final Optional<LineTime> INNER =
      Optional.of(new LineTime(Instant.ofEpochSecond(1), LineTime.Quality.INNER));
  private static final Optional<LineTime> STRUCTURED =
      Optional.of(new LineTime(Instant.ofEpochSecond(2), LineTime.Quality.STRUCTURED));
  private static final Optional<LineTime> ANOTHER =
      Optional.of(new LineTime(Instant.ofEpochSecond(3), LineTime.Quality.STRUCTURED));

  @Test
  void theBetterTimeCountsAndOfEqualOnesTheInner() {
    assertThat(when(INNER, STRUCTURED)).isEqualTo(INNER);
    assertThat(when(STRUCTURED, INNER)).isEqualTo(INNER);
    assertThat(when(STRUCTURED, ANOTHER)).isEqualTo(STRUCTURED);
    assertThat(when(Optional.empty(), ANOTHER)).isEqualTo(ANOTHER);
    assertThat(when(STRUCTURED, Optional.empty())).isEqualTo(STRUCTURED);
  }

  @Test
  void theInnerStreamCountsWhenItIsTold() {
    assertThat(stream(LogLine.Stream.STDOUT, LogLine.Stream.STDERR))
        .isEqualTo(LogLine.Stream.STDOUT);
    assertThat(stream(LogLine.Stream.UNKNOWN, LogLine.Stream.STDERR))
        .isEqualTo(LogLine.Stream.STDERR);
  }

  @Test
  void nothingAroundChangesNothing() {
    Context context = context(INNER, LogLine.Stream.STDOUT);

    assertThat(context.within(Context.NONE)).isSameAs(context);
  }

  private static Optional<LineTime> when(Optional<LineTime> inner, Optional<LineTime> outer) {
    return context(inner, LogLine.Stream.STDOUT)
        .within(context(outer, LogLine.Stream.STDOUT))
        .when();
  }

  private static LogLine.Stream stream(LogLine.Stream inner, LogLine.Stream outer) {
    return context(INNER, inner).within(context(INNER, outer)).stream();
  }

  private static Context context(Optional<LineTime> when, LogLine.Stream stream) {
    return new Context(ContainerId.NONE, when, stream);
  }
}
