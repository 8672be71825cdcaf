package dev.gctrace.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Episodes in the middle of which something else becomes known of the container. */
class EpisodesTest {

  private static final String POD = "shop/orders-1/app";

  private final Driven driven = new Driven();

  @AfterEach
  void close() {
    driven.close();
  }

  private static String limit(int mib) {
    return "{\"limitMiB\":" + mib + "}";
  }

  @Test
  void aContainerThatIsGoneEndsItsEpisodeAndTheNextOneOfItsNameBeginsAnother() {
    driven.memory(POD, limit(280));
    driven.logs(POD, Lines.burst(1, 5));
    List<Alert> raised = driven.alerts();
    assertThat(raised).last().extracting(Alert::change).isEqualTo(Change.RAISED);
    driven.memory(POD, null);
    List<Alert> resolved = driven.alerts();
    assertThat(resolved).extracting(Alert::change).containsExactly(Change.RESOLVED);
    assertThat(resolved.get(0).id()).isEqualTo(raised.get(0).id());
    driven.memory(POD, null);
    driven.advance(Duration.ofHours(1));
    assertThat(driven.alerts()).isEmpty();

    driven.memory(POD, limit(280));
    driven.logs(POD, Lines.burst(1, 5));
    assertThat(driven.cycles()).containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
    List<Alert> again = driven.alerts();
    assertThat(again).last().extracting(Alert::change).isEqualTo(Change.RAISED);
    assertThat(again.get(0).id()).isNotEqualTo(raised.get(0).id());
  }

  @Test
  void aSilentContainerThatIsGoneIsResolvedOnce() {
    driven.memory(POD, limit(280));
    driven.logs(POD, Lines.calm(1, 5));
    driven.advance(Duration.ofMinutes(6));
    assertThat(driven.changes()).containsExactly("SILENT OK");
    driven.memory(POD, null);
    assertThat(driven.changes()).containsExactly("RESOLVED OK");
    driven.advance(Duration.ofHours(1));
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void theLimitGoesUpAndDownAndUp() {
    driven.memory(POD, limit(280));
    driven.logs(POD, Lines.burst(1, 5));
    assertThat(driven.changes()).last().isEqualTo("RAISED CRITICAL");
    driven.memory(POD, limit(4000));
    assertThat(driven.changes()).containsExactly("RESOLVED OK");
    driven.memory(POD, limit(280));
    assertThat(driven.changes()).containsExactly("RAISED CRITICAL");
    driven.memory(POD, limit(4000));
    assertThat(driven.changes()).containsExactly("RESOLVED OK");
    driven.memory(POD, limit(4000));
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void aLimitThatIsTakenAwayEndsTheEpisode() {
    driven.memory(POD, limit(280));
    driven.logs(POD, Lines.burst(1, 5));
    assertThat(driven.changes()).last().isEqualTo("RAISED CRITICAL");
    driven.memory(POD, "{}");
    assertThat(driven.changes()).containsExactly("RESOLVED OK");
    driven.logs(POD, List.of(Lines.gc(6, 60, 299, 150, 300)));
    driven.advance(Duration.ofMinutes(4));
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void anotherLimitDoesNotEndASilence() {
    driven.memory(POD, limit(280));
    driven.logs(POD, Lines.calm(1, 5));
    driven.advance(Duration.ofMinutes(6));
    assertThat(driven.changes()).containsExactly("SILENT OK");
    driven.memory(POD, limit(400));
    driven.memory(POD, limit(30));
    driven.advance(Duration.ofMinutes(6));
    assertThat(driven.changes()).isEmpty();
    driven.logs(POD, List.of(Lines.gc(6, 60, 39, 20, 40)));
    assertThat(driven.changes()).containsExactly("RAISED CRITICAL");
  }

  @Test
  void aGenerationThatNamesItsContainersOtherwiseReplacesThemAllTheSame() {
    String old = "shop/orders-7d4b9c6f5d-x2x7q/app";
    String renamed = "shop/orders-5f6c8d9b7x-zq4wl/web";
    driven.log(old, Lines.gc(1, 60, 39, 20, 40));
    for (int minute = 1; minute < 30; minute++) {
      driven.advance(Duration.ofMinutes(1));
      driven.log(renamed, Lines.gc(minute, 60.0 * minute, 39, 20, 40));
    }
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void anotherContainerOfTheSamePodReplacesNothing() {
    String app = "shop/orders-7d4b9c6f5d-x2x7q/app";
    String proxy = "shop/orders-7d4b9c6f5d-x2x7q/proxy";
    driven.log(app, Lines.gc(1, 60, 39, 20, 40));
    for (int minute = 1; minute < 30; minute++) {
      driven.advance(Duration.ofMinutes(1));
      driven.log(proxy, Lines.gc(minute, 60.0 * minute, 39, 20, 40));
    }
    assertThat(driven.changes()).containsExactly("SILENT OK");
  }
}
