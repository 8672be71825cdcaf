package dev.gctrace.core.forecast;

import static dev.gctrace.core.forecast.Traces.event;
import static dev.gctrace.core.forecast.Traces.forecasts;
import static dev.gctrace.core.forecast.Traces.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a severity stands for in the conditions that a service meets. */
class StandingTest {

  /**
   * Of a hundred programs one at most changes twice: chance makes a rise of the live heap that
   * lasts for two cycles, and is taken for a leak.
   */
  @Test
  void aStationaryProgramChangesSeverityAtMostOnceInTwentyCycles() {
    Random random = new Random(20261121);
    List<String> changing = new ArrayList<>();
    for (int program = 0; program < 400; program++) {
      double gogc = 0.3 + 2.7 * random.nextDouble();
      int live = 20 + random.nextInt(780);
      double noise = 0.15 * random.nextDouble();
      List<GcEvent> events =
          PacerSimulator.gogc(gogc, random.nextInt())
              .run(120, t -> live * (1 - noise * random.nextDouble()), 60);
      long most = events.stream().mapToLong(GcEvent::heapEndMiB).max().orElseThrow();
      // It lives: the limit is about what its highest peak takes, or above; half of them near.
      double room = 0.97 + (program % 2 == 0 ? 0.1 : 0.53) * random.nextDouble();
      long limit = Math.round(room * (1.045 * most + 5));
      if (mostChanges(forecasts(limit(limit), events), started(events, live * (1 - noise))) > 1) {
        changing.add("GOGC " + gogc + ", live " + live + ", limit " + limit);
      }
    }

    assertThat(changing).hasSizeLessThanOrEqualTo(4);
  }

  private static int mostChanges(List<Forecast> forecasts, int started) {
    int most = 0;
    for (int from = started; from + 20 <= forecasts.size(); from++) {
      int changes = 0;
      for (int i = from + 1; i < from + 20; i++) {
        changes += forecasts.get(i).severity() != forecasts.get(i - 1).severity() ? 1 : 0;
      }
      most = Math.max(most, changes);
    }
    return most;
  }

  /** It stands still once its live heap was there for twenty lines: before it grows. */
  private static int started(List<GcEvent> events, double live) {
    int line = 0;
    while (line < events.size() && events.get(line).liveMiB() < 0.8 * live) {
      line++;
    }
    return line + 20;
  }

  @Test
  void aSawtoothJustUnderTheLimitIsAHazardWithItsMargin() {
    // 100 MiB live, GOGC 100: peaks at 200 MiB of heap are 214 MiB, under 222.
    List<Forecast> forecasts = forecasts(limit(222), sawtooth(60, 100, 200, 1));

    for (Forecast forecast : forecasts.subList(5, 60)) {
      assertThat(forecast.severity()).isEqualTo(Severity.WARNING);
      assertThat(forecast.reason()).isEqualTo(Reason.NEAR_LIMIT);
      // The margin is what is left between the band of the peak and the limit.
      assertThat(forecast.peakMiB().orElseThrow().expected()).isBetween(200.0, 222.0);
    }
    // Each time that it lives the chance is less.
    assertThat(chance(forecasts, 40)).isLessThan(chance(forecasts, 3));
  }

  @Test
  void gogcThatIsRaisedAtRunTimeRaisesTheNextGoalOnceItShows() {
    List<GcEvent> events = new ArrayList<>(sawtooth(20, 100, 200, 1));
    for (int i = 0; i < 4; i++) {
      // debug.SetGCPercent(200): goals of 300.
      events.add(event(21 + i, 21 + i, 280, 300, 100, 300));
    }
    List<Forecast> forecasts = forecasts(limit(260), events);

    assertThat(forecasts.get(19).nextGoalMiB()).hasValue(200);
    assertThat(forecasts.get(19).severity()).isNotEqualTo(Severity.CRITICAL);
    assertThat(forecasts.get(23).gogc().percent()).isEqualTo(200);
    assertThat(forecasts.get(23).nextGoalMiB()).hasValue(300);
  }

  @Test
  void linesThatAreMissingChangeNothingOfWhatIsKnown() {
    List<GcEvent> all = sawtooth(80, 100, 200, 1);
    List<GcEvent> some = new ArrayList<>();
    for (GcEvent event : all) {
      if (event.cycle() < 20 || event.cycle() % 3 == 0) {
        some.add(event);
      }
    }
    Forecast whole = last(forecasts(limit(300), all));
    Forecast holed = last(forecasts(limit(300), some));

    assertThat(holed.severity()).isEqualTo(whole.severity());
    assertThat(holed.gogc()).isEqualTo(whole.gogc());
    assertThat(holed.nextGoalMiB()).isEqualTo(whole.nextGoalMiB());
    assertThat(holed.liveGrowthMiBPerSecond()).isEmpty();
  }

  @Test
  void aCollectionThatIsForcedEveryTwoMinutesComesBeforeTheGoal() {
    // 0.1 MiB/s: 12 MiB in the 120 s until a collection is forced; the goal of 200 MiB, which the
    // limit of 150 would not carry, is not reached.
    List<GcEvent> events = new ArrayList<>();
    for (int n = 1; n <= 12; n++) {
      events.add(event(n, 120.0 * n, 112, 112, 100, 200));
    }
    Forecast idle = last(forecasts(limit(150), events));

    assertThat(idle.peakMiB().orElseThrow().expected()).isBetween(112.0, 130.0);
    // It is warned of, since the goal does not fit and a busier hour may get there.
    assertThat(idle.severity()).isEqualTo(Severity.WARNING);
    assertThat(idle.secondsToLimit()).isEmpty();
    assertThat(idle.killProbability().orElseThrow()).isLessThan(0.1);
  }

  @Test
  void whatAProgramLoadsInItsFirstSecondIsNoLeak() {
    List<GcEvent> events = new ArrayList<>();
    long live = 2;
    for (int n = 1; n <= 7; n++) {
      // 2, 4, 8 ... 128 MiB within the first 0.7 s
      events.add(event(n, 0.1 * n, 2 * live - 1, 2 * live, live, Math.max(4, live)));
      live *= 2;
    }
    for (int n = 8; n <= 30; n++) {
      events.add(event(n, n - 6, 250, 256, 128, 256));
    }
    List<Forecast> forecasts = forecasts(limit(1000), events);

    assertThat(forecasts).allMatch(f -> f.liveGrowthMiBPerSecond().isEmpty());
    assertThat(forecasts).allMatch(f -> f.severity().compareTo(Severity.WARNING) < 0);
  }

  @Test
  void whatHasGrownForLongIsCriticalOnceItMayBeKilledBeforeTheNextLine() {
    // The sixteenth point fills the window; one case in ten of its time ends within a cycle of 1 s.
    List<Forecast> forecasts = forecasts(limit(126), leak(20));

    assertThat(forecasts.get(14).severity()).isEqualTo(Severity.WARNING);
    assertThat(forecasts.get(14).reason()).isEqualTo(Reason.LEAK);
    assertThat(soonest(forecasts.get(14))).isGreaterThan(1);
    assertThat(soonest(forecasts.get(15))).isLessThan(1);
    assertThat(chance(forecasts, 15)).isLessThan(0.1);
    assertThat(forecasts.get(15).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(forecasts.get(15).reason()).isEqualTo(Reason.LEAK);
  }

  @Test
  void whatHasGrownForAFewCyclesMayBeACacheThatFills() {
    // 14 points: the same low end, and a warning still.
    List<Forecast> forecasts = forecasts(limit(122), leak(14));

    assertThat(soonest(last(forecasts))).isLessThan(1);
    assertThat(last(forecasts).severity()).isEqualTo(Severity.WARNING);
    assertThat(last(forecasts).reason()).isEqualTo(Reason.LEAK);
  }

  /** 1 MiB a second from 40 MiB on, a collection each second; every other peak ends early. */
  private static List<GcEvent> leak(int cycles) {
    List<GcEvent> events = new ArrayList<>();
    for (int n = 1; n <= cycles; n++) {
      long goal = n == 1 ? 80 : 2 * (38 + n);
      long end = Math.round((n % 2 == 0 ? 0.84 : 0.99) * goal);
      events.add(event(n, n, end - 3, end, 39 + n, goal));
    }
    return events;
  }

  private static double soonest(Forecast forecast) {
    return forecast.secondsToLimitBand().orElseThrow().low();
  }

  private static List<GcEvent> sawtooth(int cycles, long live, long goal, double seconds) {
    List<GcEvent> events = new ArrayList<>();
    for (int n = 1; n <= cycles; n++) {
      events.add(event(n, seconds * n, goal - 10, goal, live, goal));
    }
    return events;
  }

  private static Forecast last(List<Forecast> forecasts) {
    return forecasts.get(forecasts.size() - 1);
  }

  private static double chance(List<Forecast> forecasts, int line) {
    return forecasts.get(line).killProbability().orElseThrow();
  }
}
