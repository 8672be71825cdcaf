package dev.gctrace.cli.watch;

import static dev.gctrace.core.forecast.Severity.CRITICAL;
import static dev.gctrace.core.forecast.Severity.OK;
import static dev.gctrace.core.forecast.Severity.UNKNOWN;
import static dev.gctrace.core.forecast.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.watch.Alert.Kind;
import dev.gctrace.core.forecast.Severity;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AlertStateTest {

  @Test
  void aRiseIsToldAtOnceAndOnlyOnce() {
    assertThat(alerts(OK, WARNING, WARNING, CRITICAL, CRITICAL))
        .containsExactly(new Alert(Kind.RAISED, WARNING), new Alert(Kind.ESCALATED, CRITICAL));
    assertThat(alerts(CRITICAL)).containsExactly(new Alert(Kind.RAISED, CRITICAL));
  }

  @Test
  void aFallIsToldWhenItHasLasted() {
    assertThat(alerts(CRITICAL, OK, OK)).hasSize(1);
    assertThat(alerts(CRITICAL, OK, OK, OK))
        .containsExactly(new Alert(Kind.RAISED, CRITICAL), new Alert(Kind.RESOLVED, OK));
    assertThat(alerts(CRITICAL, OK, WARNING, OK))
        .containsExactly(new Alert(Kind.RAISED, CRITICAL), new Alert(Kind.EASED, WARNING));
    assertThat(alerts(CRITICAL, WARNING, WARNING, WARNING, OK, OK, OK))
        .containsExactly(
            new Alert(Kind.RAISED, CRITICAL),
            new Alert(Kind.EASED, WARNING),
            new Alert(Kind.RESOLVED, OK));
  }

  @Test
  void upAndDownAtEachCycleIsOneAlert() {
    assertThat(alerts(CRITICAL, OK, CRITICAL, OK, OK, CRITICAL, OK, CRITICAL)).hasSize(1);
  }

  @Test
  void aLineWithoutAStatementChangesNothing() {
    assertThat(alerts(UNKNOWN, UNKNOWN)).isEmpty();
    assertThat(alerts(CRITICAL, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)).hasSize(1);
    assertThat(alerts(CRITICAL, OK, UNKNOWN, OK, UNKNOWN, OK))
        .endsWith(new Alert(Kind.RESOLVED, OK));
  }

  @Property
  void alertsFollowOneAnotherInOrder(@ForAll List<Severity> severities) {
    Severity now = OK;
    for (Alert alert : alerts(severities.toArray(new Severity[0]))) {
      Severity before = now;
      now = alert.severity();
      switch (alert.kind()) {
        case RAISED -> assertThat(before).isEqualTo(OK);
        case ESCALATED -> assertThat(List.of(before, now)).containsExactly(WARNING, CRITICAL);
        case EASED -> assertThat(List.of(before, now)).containsExactly(CRITICAL, WARNING);
        case RESOLVED -> assertThat(now).isEqualTo(OK).isNotEqualTo(before);
      }
    }
  }

  private static List<Alert> alerts(Severity... severities) {
    AlertState state = new AlertState();
    List<Alert> alerts = new ArrayList<>();
    for (Severity severity : severities) {
      state.next(severity).ifPresent(alerts::add);
    }
    return alerts;
  }
}
