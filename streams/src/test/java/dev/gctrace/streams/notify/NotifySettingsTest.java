package dev.gctrace.streams.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifySettingsTest {

  @Test
  void theApiIsAddedToTheAddressOfAnAlertmanagerOnce() {
    for (String address :
        new String[] {"http://am:9093", "http://am:9093/", "http://am:9093/api/v2/alerts"}) {
      assertThat(only("alertmanager", address).uri()).hasToString("http://am:9093/api/v2/alerts");
    }
    assertThat(only("alertmanager", "https://host/alertmanager").uri())
        .hasToString("https://host/alertmanager/api/v2/alerts");
    assertThat(only("webhook", "https://host/a/b?c=d").uri()).hasToString("https://host/a/b?c=d");
  }

  @Test
  void aUserInTheAddressIsSentAsBasicAuthenticationAndNeverNamed() {
    Target target = only("webhook", "https://user:pass@host/secret");

    // base64 of user:pass
    assertThat(target.authorization()).contains("Basic dXNlcjpwYXNz");
    assertThat(target.uri()).hasToString("https://host/secret");
    assertThat(target.name()).isEqualTo("webhook https://host");
    assertThat(target.group("g")).isEqualTo("g.webhook.host");
  }

  @Test
  void eachKindHasItsOwnAuthorization() {
    NotifySettings settings =
        NotifySettings.of(
            Map.of(
                "gctrace.notify.alertmanager", "http://a:1, http://b:2",
                "gctrace.notify.alertmanager-authorization", "Bearer t",
                "gctrace.notify.webhook", "http://c:3",
                "gctrace.limit", "1Gi"));

    assertThat(settings.targets())
        .extracting(target -> target.name() + " " + target.authorization().orElse("-"))
        .containsExactly(
            "alertmanager http://a:1 Bearer t",
            "alertmanager http://b:2 Bearer t",
            "webhook http://c:3 -");
  }

  @Test
  void whatCannotBeMeantIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotifySettings.of(Map.of()))
        .withMessage("nobody to notify: give --alertmanager or --webhook");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> only("webhook", "ftp://user:secret@host/secret"))
        .withMessage(
            "'ftp://host' is not an address of a webhook; write http://host:port or"
                + " https://host:port");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> only("webhook", "http://a b/secret"))
        .withMessage("the address of a webhook is not a URL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> only("webhook", "http://a/x,http://a/y"))
        .withMessage("given twice: webhook http://a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotifySettings.of(Map.of("gctrace.notify.webhok", "http://a")))
        .withMessage("there is no setting gctrace.notify.webhok");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NotifySettings.of(
                    Map.of("gctrace.notify.webhook", "http://a", "gctrace.notify.resend", "5ms")))
        .withMessage("gctrace.notify.resend: '5ms' is less than 1s");
  }

  private static Target only(String kind, String address) {
    return NotifySettings.of(Map.of("gctrace.notify." + kind, address)).targets().get(0);
  }
}
