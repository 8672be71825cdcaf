package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyChoiceTest {

  private static final String PROXY = "http://proxy.corp:3128";

  @Test
  void theProxyOfTheKubeconfigStandsAboveTheEnvironment() {
    Map<String, String> environment = Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", "*");

    assertThat(ProxyChoice.of("https://127.0.0.1:6443", Optional.of("bastion"), environment::get))
        .contains("http://bastion:80");
    assertThat(ProxyChoice.of("https://api.corp", Optional.empty(), environment::get)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.corp:6443, HTTPS_PROXY, http://proxy.corp:3128, http://proxy.corp:3128",
    "https://api.corp:6443, https_proxy, proxy.corp, http://proxy.corp:80",
    "https://api.corp:6443, HTTPS_PROXY, https://u:p@proxy.corp, https://u:p@proxy.corp:443",
    "https://api.corp:6443, HTTP_PROXY, http://proxy.corp:3128,",
    "http://api.corp:8080, HTTP_PROXY, http://proxy.corp:3128, http://proxy.corp:3128",
    // What Go does not read.
    "https://api.corp:6443, ALL_PROXY, http://proxy.corp:3128,",
    // What Go never asks a proxy for.
    "https://127.0.0.1:6443, HTTPS_PROXY, http://proxy.corp:3128,",
    "https://localhost:6443, HTTPS_PROXY, http://proxy.corp:3128,",
    "https://[::1]:6443, HTTPS_PROXY, http://proxy.corp:3128,"
  })
  void theEnvironmentIsReadAsGoReadsIt(String server, String name, String value, String proxy) {
    assertThat(ProxyChoice.of(server, Optional.empty(), asked -> asked.equals(name) ? value : null))
        .isEqualTo(Optional.ofNullable(proxy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://api.corp:6443 | corp | true",
        "https://api.corp:6443 | .corp | true",
        "https://api.corp:6443 | *.corp | true",
        "https://corp:6443 | .corp | false",
        "https://corp:6443 | CORP | true",
        "https://apicorp:6443 | corp | false",
        "https://api.corp:6443 | corp:6443 | true",
        "https://api.corp:6443 | corp:443 | false",
        "https://api.corp | x, corp:443 ,y | true",
        "https://10.1.2.3:6443 | 10.0.0.0/8 | true",
        "https://11.1.2.3:6443 | 10.0.0.0/8 | false",
        "https://10.1.2.3:6443 | 10.1.2.3 | true",
        "https://10.1.2.3:6443 | 2.3 | false",
        "https://[fd00::7]:6443 | fd00::/8 | true",
        "https://[fd00::7]:6443 | fd00:0::7 | true",
        "https://[fd00::7]:6443 | [fd00::7]:6443 | true",
        "https://10.1.2.3:6443 | 10.0.0.0/99 | false",
        "https://10.1.2.3:6443 | , ,/ | false"
      })
  void noProxySparesWhatGoSpares(String server, String noProxy, boolean spared) {
    Map<String, String> environment = Map.of("HTTPS_PROXY", PROXY, "no_proxy", noProxy);

    assertThat(ProxyChoice.of(server, Optional.empty(), environment::get).isEmpty())
        .isEqualTo(spared);
  }
}
