package dev.gctrace.kubernetes.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.fake.FakePod;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndedTest {

  @ParameterizedTest
  @CsvSource({
    "137,OOMKilled,OOM_KILLED,was OOMKilled (exit code 137)",
    "1,OOMKilled,OTHER_OOM_KILLED,another of its processes OOMKilled",
    "137,Error,KILLED,an OOM kill that was missed",
    "2,Error,FAILED,ended with an error (exit code 2)",
    "0,Completed,COMPLETED,ended by itself"
  })
  void reasonAndCodeTellTheWaysApart(int code, String reason, Ended.How how, String words) {
    Ended end =
        Pods.facts(
                "",
                """
                {"restartCount":1,"lastState":{"terminated":{"exitCode":%d,"reason":"%s",
                 "finishedAt":"2026-01-05T10:07:01Z"}}}"""
                    .formatted(code, reason),
                "",
                Lookup.NONE)
            .lastEnd()
            .orElseThrow();

    assertThat(end.how()).isEqualTo(how);
    assertThat(end.words()).contains(words, "2026-01-05T10:07:01Z");
    assertThat(end.finishedAt()).contains(Instant.parse("2026-01-05T10:07:01Z"));
  }

  @Test
  void anEvictionIsToldFromAKill() {
    Ended end =
        PodReader.read(
                FakePod.of(
                    """
                    {"metadata":{"name":"orders","namespace":"shop"},
                     "spec":{"containers":[{"name":"app"}]},
                     "status":{"phase":"Failed","reason":"Evicted",
                      "message":"The node was low on resource: memory."}}"""),
                Lookup.NONE)
            .get(0)
            .ended()
            .orElseThrow();

    assertThat(end.how()).isEqualTo(Ended.How.EVICTED);
  }

  @ParameterizedTest
  @CsvSource({
    "Always,0,true",
    "Always,1,true",
    "OnFailure,0,false",
    "OnFailure,1,true",
    "Never,1,false"
  })
  void whatIsStartedAgainFollowsFromPolicyAndCode(String policy, int code, boolean again) {
    ContainerFacts facts =
        Pods.facts(
            "",
            "{\"restartCount\":0,\"state\":{\"terminated\":{\"exitCode\":" + code + "}}}",
            "\"restartPolicy\":\"" + policy + "\",",
            Lookup.NONE);

    assertThat(facts.run().state()).isEqualTo(ContainerFacts.State.ENDED);
    assertThat(facts.run().again()).isEqualTo(again);
  }

  @Test
  void aContainerThatWaitsTellsWhy() {
    ContainerFacts facts =
        Pods.facts(
            "",
            "{\"restartCount\":4,\"state\":{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}}}",
            "",
            Lookup.NONE);

    assertThat(facts.run().state()).isEqualTo(ContainerFacts.State.WAITING);
    assertThat(facts.run().reason()).isEqualTo("CrashLoopBackOff");
    assertThat(facts.who().instance()).isEqualTo("4");
  }
}
