package dev.gctrace.streams.notify;

import static dev.gctrace.core.forecast.Severity.CRITICAL;
import static dev.gctrace.core.forecast.Severity.OK;
import static dev.gctrace.core.forecast.Severity.UNKNOWN;
import static dev.gctrace.core.forecast.Severity.WARNING;
import static dev.gctrace.streams.notify.Alerts.alert;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.notify.FiringAlerts.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertmanagerJsonTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:20:00Z");
  private static final Duration LIFETIME = Duration.ofMinutes(4);

  @Test
  void anAlertIsWrittenAsTheApiTakesIt() {
    String json =
        new String(
            AlertmanagerJson.change(
                Optional.empty(),
                firing(alert("shop/orders-1/app", Change.RAISED, CRITICAL, "Killed soon.")),
                NOW,
                LIFETIME),
            UTF_8);

    assertThat(json)
        .isEqualTo(
            "[{\"labels\":{\"alertname\":\"GoContainerOOMForecast\",\"namespace\":\"shop\","
                + "\"pod\":\"orders-1\",\"container\":\"app\",\"severity\":\"critical\"},"
                + "\"annotations\":{\"summary\":\"Killed soon.\","
                + "\"description\":\"The live heap is doubling.\","
                + "\"advice\":\"GOMEMLIMIT=360MiB\",\"reason\":\"next-goal-over-limit\","
                + "\"evidence\":\"gc 14 …\\ngc 15 …\","
                + "\"episode\":\"episode-of-shop/orders-1/app\"},"
                + "\"startsAt\":\"2026-01-05T10:11:12Z\",\"endsAt\":\"2026-01-05T10:24:00Z\"}]");
  }

  @Test
  void labelsStayWhileContainerAndSeverityStay() {
    Alert raised = alert("shop/a/app", Change.RAISED, WARNING, "in 60 s");
    Alert eased = alert("shop/a/app", Change.EASED, WARNING, "in 90 s", NOW);

    assertThat(AlertmanagerJson.labels(eased)).isEqualTo(AlertmanagerJson.labels(raised));
  }

  @Test
  void whatFiredUnderOtherLabelsIsResolvedWhenTheSeverityChanges() throws IOException {
    JsonNode told =
        change(
            alert("shop/a/app", Change.RAISED, WARNING, "w"),
            alert("shop/a/app", Change.ESCALATED, CRITICAL, "c"));

    assertThat(told.findValuesAsText("severity")).containsExactly("warning", "critical");
    assertThat(told.findValuesAsText("endsAt"))
        .containsExactly(NOW.toString(), "2026-01-05T10:24:00Z");
  }

  @Test
  void whatIsResolvedEndsNow() throws IOException {
    JsonNode told =
        change(
            alert("shop/a/app", Change.SILENT, UNKNOWN, "silent"),
            alert("shop/a/app", Change.RESOLVED, OK, "ok"));

    assertThat(told.findValuesAsText("alertname")).containsExactly("GoContainerSilent");
    assertThat(told.findValuesAsText("endsAt")).containsExactly(NOW.toString());
  }

  @Test
  void aResolutionOfWhatIsNotKnownTellsNothing() {
    Alert resolved = alert("shop/a/app", Change.RESOLVED, OK, "ok");
    Alert raised = alert("shop/a/app", Change.RAISED, WARNING, "w");
    Alert killed = alert("shop/a/app", Change.KILLED, CRITICAL, "killed");
    assertThat(AlertmanagerJson.tells(Optional.empty(), resolved)).isFalse();
    assertThat(AlertmanagerJson.tells(Optional.of(firing(killed)), resolved)).isFalse();
    assertThat(AlertmanagerJson.tells(Optional.of(firing(raised)), resolved)).isTrue();
    assertThat(AlertmanagerJson.tells(Optional.empty(), raised)).isTrue();
  }

  @Test
  void aKillIsShownForItsTimeAndNotEndedByWhatComesAfter() throws IOException {
    Entry kill =
        new Entry(alert("shop/a/app", Change.KILLED, CRITICAL, "killed"), NOW.plusSeconds(900));
    JsonNode told = json(AlertmanagerJson.change(Optional.empty(), kill, NOW, LIFETIME));
    assertThat(told.findValuesAsText("alertname")).containsExactly("GoContainerOOMKilled");
    assertThat(told.findValuesAsText("endsAt")).containsExactly("2026-01-05T10:35:00Z");

    JsonNode next =
        json(
            AlertmanagerJson.change(
                Optional.of(kill),
                firing(alert("shop/a/app", Change.RAISED, WARNING, "again")),
                NOW,
                LIFETIME));
    assertThat(next.findValuesAsText("alertname")).containsExactly("GoContainerOOMForecast");
  }

  /** By the clock of a node that is an hour ahead it began in an hour. */
  @Test
  void whatBeganInTheFutureEndsNowAllTheSameWhenItIsResolved() throws IOException {
    Instant now = Alerts.SEEN.minusSeconds(3600);
    JsonNode told =
        json(
            AlertmanagerJson.change(
                Optional.of(firing(alert("shop/a/app", Change.RAISED, WARNING, "w"))),
                firing(alert("shop/a/app", Change.RESOLVED, OK, "ok")),
                now,
                LIFETIME));

    assertThat(told.findValuesAsText("endsAt")).containsExactly(now.toString());
    assertThat(told.findValuesAsText("startsAt")).containsExactly(now.minusMillis(1).toString());
  }

  @Test
  void hostileTextIsShortenedAndCleaned() throws IOException {
    String hostile = "a\u001b[31mred\u0000\ud800\n" + "x".repeat(10_000);
    JsonNode told =
        json(
            AlertmanagerJson.change(
                Optional.empty(),
                firing(alert("shop/\u001b/app", Change.RAISED, WARNING, hostile)),
                NOW,
                LIFETIME));

    assertThat(told.findValue("summary").textValue())
        .startsWith("a\ufffd[31mred\ufffd\ufffd\nxxx")
        .hasSize(4097);
    assertThat(told.findValue("container").textValue()).doesNotContain("\u001b");
  }

  @Test
  void silenceWakesNobodyWhereThereWasNoDanger() {
    assertThat(
            AlertmanagerJson.labels(alert("shop/a/app", Change.SILENT, OK, "silent"))
                .get("severity"))
        .isEqualTo("info");
    assertThat(
            AlertmanagerJson.labels(alert("shop/a/app", Change.SILENT, WARNING, "silent"))
                .get("severity"))
        .isEqualTo("warning");
    assertThat(
            AlertmanagerJson.labels(alert("shop/a/app", Change.SILENT, CRITICAL, "silent"))
                .get("severity"))
        .isEqualTo("critical");
  }

  @Test
  void aNameThatIsNoPathIsTheContainer() {
    Alert alert = alert("a/b/c/d", Change.RAISED, WARNING, "w");

    assertThat(AlertmanagerJson.labels(alert))
        .isEqualTo(
            Map.of(
                "alertname", "GoContainerOOMForecast",
                "container", "a/b/c/d",
                "severity", "warning"));
  }

  private static Entry firing(Alert alert) {
    return new Entry(alert, Instant.MAX);
  }

  private static JsonNode change(Alert before, Alert now) throws IOException {
    return json(AlertmanagerJson.change(Optional.of(firing(before)), firing(now), NOW, LIFETIME));
  }

  private static JsonNode json(byte[] json) throws IOException {
    return new ObjectMapper().readTree(json);
  }
}
