package dev.gctrace.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentReaderTest {

  private static final Lookup MAPS =
      Pods.lookup(
          Map.of(
              "orders", Map.of("gogc", "50", "GOGC", "60"),
              "debug", Map.of("GODEBUG", "gctrace=1", "BUG", "gctrace=1")));

  @Test
  void aVariableOfThePodWinsOverOneFromAConfigMap() {
    Environment environment =
        Pods.environment(
            """
            "envFrom":[{"configMapRef":{"name":"orders"}}],
            "env":[{"name":"GOGC","value":"75"}]""",
            MAPS);

    assertThat(environment.gogc().value()).contains("75");
    assertThat(environment.gogc().source()).isEqualTo(Setting.Source.ENV);
  }

  @Test
  void envFromPutsItsPrefixBeforeTheKeys() {
    Environment environment =
        Pods.environment(
            "\"envFrom\":[{\"prefix\":\"GODE\",\"configMapRef\":{\"name\":\"debug\"}}]", MAPS);

    assertThat(environment.goDebug().value()).contains("gctrace=1");
    assertThat(environment.tracesGc()).isTrue();
  }

  @Test
  void aKeyOfAConfigMapIsReadAndAMissingOptionalOneLeavesTheVariableUnset() {
    Environment environment =
        Pods.environment(
            """
            "env":[{"name":"GOGC","valueFrom":{"configMapKeyRef":{"name":"orders","key":"gogc"}}},
             {"name":"GOMEMLIMIT","valueFrom":{"configMapKeyRef":
              {"name":"nowhere","key":"limit","optional":true}}}]""",
            MAPS);

    assertThat(environment.gogc().value()).contains("50");
    assertThat(environment.gogc().detail()).isEqualTo("ConfigMap orders");
    assertThat(environment.goMemLimit().source()).isEqualTo(Setting.Source.NOT_SET);
  }

  @Test
  void earlierVariablesArePutInAndADoubledDollarIsOne() {
    Environment environment =
        Pods.environment(
            """
            "env":[{"name":"SIZE","value":"360"},
             {"name":"GOMEMLIMIT","value":"$(SIZE)MiB"},
             {"name":"GOGC","value":"$(LATER)"},{"name":"LATER","value":"5"},
             {"name":"GODEBUG","value":"$$(SIZE)"}]""",
            MAPS);

    assertThat(environment.goMemLimit().value()).contains("360MiB");
    assertThat(environment.goMemLimitBytes()).hasValue(360L << 20);
    assertThat(environment.gogc().value()).contains("$(LATER)");
    assertThat(environment.goDebug().value()).contains("$(SIZE)");
  }

  @Test
  void secretsAreNamedAndNotRead() {
    Environment environment =
        Pods.environment(
            """
            "env":[{"name":"GOGC","valueFrom":{"secretKeyRef":{"name":"vault","key":"gogc"}}},
             {"name":"GOMEMLIMIT","value":"$(GOGC)MiB"}]""",
            MAPS);

    assertThat(environment.gogc().source()).isEqualTo(Setting.Source.UNREAD);
    assertThat(environment.gogc().detail()).contains("secret vault", "secrets are not read");
    assertThat(environment.goMemLimit().source()).isEqualTo(Setting.Source.UNREAD);
    assertThat(environment.gogcValue()).isEmpty();
  }

  @Test
  void whatMayStandInASecretIsNotSaidToBeUnset() {
    Environment environment =
        Pods.environment("\"envFrom\":[{\"secretRef\":{\"name\":\"vault\"}}]", MAPS);

    assertThat(environment.gogc().isSet()).isTrue();
    assertThat(environment.gogc().value()).isEmpty();
  }

  @Test
  void aRefusedConfigMapIsNamed() {
    ContainerFacts facts =
        Pods.facts("\"envFrom\":[{\"configMapRef\":{\"name\":\"refused\"}}]", MAPS);

    assertThat(facts.notes())
        .contains("GOGC may come from ConfigMap refused, which is not allowed to be read");
  }

  @ParameterizedTest
  @CsvSource({
    "limits.memory,1,536870912",
    "limits.memory,1Mi,512",
    "limits.memory,100M,6",
    "limits.cpu,1,2",
    "requests.memory,1Mi,0"
  })
  void aResourceIsDividedAndRoundedUpToABareNumber(String resource, String divisor, String value) {
    Environment environment = Pods.environment(resourceField(resource, divisor, "512Mi"), MAPS);

    assertThat(environment.goMemLimit().value()).contains(value);
    assertThat(environment.goMemLimit().source()).isEqualTo(Setting.Source.RESOURCE);
  }

  @Test
  void aLimitThatIsNotSetIsWhatTheNodeHas() {
    Environment environment = Pods.environment(resourceField("limits.memory", "1", "0"), MAPS);

    assertThat(environment.goMemLimit().value()).contains(Long.toString(8L << 30));
    assertThat(environment.goMemLimit().detail()).contains("not set", "what the node has");
  }

  @Test
  void aLabelOfThePodCanHoldASetting() {
    Environment environment =
        Pods.environment(
            "\"env\":[{\"name\":\"GOGC\",\"valueFrom\":{\"fieldRef\":"
                + "{\"fieldPath\":\"metadata.labels['gogc']\"}}}]",
            MAPS);

    assertThat(environment.gogcValue().orElseThrow().percent()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    "gctrace=1,true",
    "'schedtrace=1000,gctrace=1',true",
    "gctrace=0,false",
    "'gctrace=1,gctrace=0',false",
    "gctrace,false",
    "nogctrace=1,false",
    "'',false"
  })
  void goDebugAsksForGctraceByItsLastValue(String value, boolean traces) {
    Environment environment =
        Pods.environment("\"env\":[{\"name\":\"GODEBUG\",\"value\":\"" + value + "\"}]", MAPS);

    assertThat(environment.tracesGc()).isEqualTo(traces);
  }

  private static String resourceField(String resource, String divisor, String limit) {
    return """
        "env":[{"name":"GOMEMLIMIT","valueFrom":{"resourceFieldRef":
          {"resource":"%s","divisor":"%s"}}}],
        "resources":{"limits":{"memory":"%s","cpu":"1500m"}}"""
        .formatted(resource, divisor, limit);
  }
}
