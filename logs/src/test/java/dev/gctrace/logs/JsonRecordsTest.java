package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes and turns of records that the golden file does not hold. */
class JsonRecordsTest {

  private static final String G =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
          + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static final String ORDERS = "shop/orders-0/app";

  private static final String KUBERNETES =
      "\"kubernetes\":{\"pod_name\":\"orders-0\",\"namespace_name\":\"shop\",\"container_name\":\"app\"}";

  private final List<String> shown = new ArrayList<>();
  private final LogDecoder decoder = new LogDecoder(line -> shown.add(Lines.show(line)));
  private long number;

  private void give(String... records) {
    for (String record : records) {
      byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
      decoder.record(bytes, 0, bytes.length, ++number);
    }
  }

  // Who.

  @Test
  void membersWithDotsInTheirNamesAreReadAsMembersInMembers() {
    give(
        "{\"kubernetes.pod_name\":\"orders-0\",\"kubernetes.namespace_name\":\"shop\","
            + "\"kubernetes\":{\"container.name\":\"app\"},\"log\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly(ORDERS + " | no time | unknown | " + G);
  }

  @Test
  void membersWithUnderscoresForDotsAreRead() {
    give(
        "{\"kubernetes_pod_name\":\"orders-0\",\"kubernetes_namespace_name\":\"shop\","
            + "\"kubernetes_container_name\":\"app\",\"message\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly(ORDERS + " | no time | unknown | " + G);
  }

  @Test
  void fileDIsRead() {
    give(
        "{\"k8s_pod\":\"orders-0\",\"k8s_namespace\":\"shop\",\"k8s_container\":\"app\","
            + "\"k8s_node\":\"node-a\",\"stream\":\"stderr\",\"log\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly(ORDERS + " | no time | stderr | " + G);
  }

  @Test
  void theShippersWordForThePodIsBetterThanItsLabels() {
    give(
        "{\"labels\":{\"pod\":\"other\",\"namespace\":\"other\",\"container\":\"other\"},"
            + "\"podName\":\"orders-0\",\"namespace\":\"shop\",\"containerName\":\"app\","
            + "\"message\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly(ORDERS + " | no time | unknown | " + G);
  }

  @Test
  void thePathOfTheFileTellsWhoWhenTheMetadataIsMissing() {
    give(
        "{\"@metadata\":{\"beat\":\"filebeat\"},\"log\":{\"offset\":1234,\"file\":{\"path\":"
            + "\"/var/log/containers/orders-0_shop_app-3f4e1a2b3c4d.log\"}},"
            + "\"message\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly(ORDERS + "#3f4e1a2b3c4d | no time | unknown | " + G);
  }

  @Test
  void thePathTellsTheRestartsThatTheMetadataDoesNot() {
    give(
        "{\"file\":\"/var/log/pods/shop_orders-0_0b6f1111-2222-3333-4444-555555555555/app/7.log\","
            + "\"kubernetes\":{\"pod_name\":\"orders-0\",\"pod_namespace\":\"shop\","
            + "\"container_name\":\"app\",\"container_id\":\"containerd://3f4e1a2b3c4d\"},"
            + "\"source_type\":\"kubernetes_logs\",\"message\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly(ORDERS + "#7 | no time | unknown | " + G);
  }

  @Test
  void aPathUnderAnyNameTellsWho() {
    give(
        "{\"whatever\":\"/var/log/containers/orders-0_shop_app-3f4e1a2b3c4d.log\",\"msg\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly(ORDERS + "#3f4e1a2b3c4d | no time | unknown | " + G);
  }

  @Test
  void theTagOfFluentdTellsWho() {
    give(
        "{\"stream\":\"stderr\",\"log\":\""
            + G
            + "\",\"time\":1767607872,"
            + "\"tag\":\"kubernetes.var.log.containers.orders-0_shop_app-3f4e1a2b3c4d.log\"}");
    assertThat(shown)
        .containsExactly(
            ORDERS + "#3f4e1a2b3c4d | 2026-01-05T10:11:12Z structured | stderr | " + G);
  }

  @Test
  void theNameThatOnlyKailGivesAPodIsNoPodElsewhere() {
    give("{\"name\":\"reconciler\",\"namespace\":\"shop\",\"msg\":\"" + G + "\"}");
    assertThat(shown).containsExactly("shop | no time | unknown | " + G);
  }

  @Test
  void aNameThatIsNoTextIsNotTold() {
    give(
        "{\"kubernetes\":{\"pod_name\":{},\"namespace_name\":[\"x\"],\"container_name\":null},"
            + "\"pod\":\"orders-0\",\"log\":\""
            + G
            + "\"}");
    assertThat(shown).containsExactly("orders-0 | no time | unknown | " + G);
  }

  // When.

  @Test
  void ofTwoMembersOfOneNameTheLastTextCounts() {
    give(
        "{\"time\":1767607872.5,\"stream\":\"stderr\",\"log\":\""
            + G
            + "\","
            + "\"time\":\"2026-01-05T10:11:13Z\",\"time\":\"2026-01-05T10:11:12.25Z\","
            + "\"time\":1767607873.5,"
            + KUBERNETES
            + "}");
    assertThat(shown).containsExactly(ORDERS + " | 2026-01-05T10:11:12.250Z inner | stderr | " + G);
  }

  @Test
  void aTimeThatCannotBeReadGivesWayToTheNext() {
    give(
        "{\"time\":\"yesterday\",\"@timestamp\":\"\",\"timestamp\":true,\"ts\":1767607872123,"
            + "\"log\":\""
            + G
            + "\","
            + KUBERNETES
            + "}");
    assertThat(shown)
        .containsExactly(ORDERS + " | 2026-01-05T10:11:12.123Z structured | unknown | " + G);
  }

  @Test
  void theTimeOfObservationServesWhereThereIsNoOther() {
    String[] times = {"", "\"timeUnixNano\":\"0\",", "\"timeUnixNano\":0,"};
    for (String time : times) {
      give(
          "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{"
              + time
              + "\"observedTimeUnixNano\":1767607872123456789,\"body\":{\"stringValue\":\""
              + G
              + "\"}}]}]}]}");
    }
    assertThat(shown)
        .hasSize(3)
        .containsOnly("nobody | 2026-01-05T10:11:12.123456789Z structured | unknown | " + G);
  }

  // Which line.

  @Test
  void aLineOfTheRuntimeIsBetterThanABetterPlaceWithoutOne() {
    give(
        "{\"log\":\"\",\"message\":\"served\",\"event\":{\"original\":\""
            + G
            + "\"},"
            + KUBERNETES
            + "}");
    assertThat(shown).containsExactly(ORDERS + " | no time | unknown | " + G);
  }

  @Test
  void aLineInAPlaceThatNobodyKnowsIsFoundAndCounted() {
    give("{\"data\":[{\"deep\":[1,{\"text\":\"" + G + "\"}]}]," + KUBERNETES + "}");
    assertThat(shown).containsExactly(ORDERS + " | no time | unknown | " + G);
    assertThat(decoder.formats().unknownJson()).isEqualTo(1);
    assertThat(decoder.formats().records()).isEmpty();
  }

  @Test
  void aProgramsOwnJsonIsLeftAsItIs() {
    String own =
        "{\"level\":\"info\",\"ts\":1767607872.1,\"msg\":\"served\",\"pod\":\"orders-0\","
            + "\"namespace\":\"shop\",\"name\":\"x\",\"time\":\"2026-01-05T10:11:12Z\"}";
    give(own, "{}", "{\"msg\":null}", "[{}]", "{\"a\":[1,2,{\"log\":[]}]}");
    assertThat(shown)
        .containsExactly(
            "nobody | no time | unknown | " + own,
            "nobody | no time | unknown | {}",
            "nobody | no time | unknown | {\"msg\":null}",
            "nobody | no time | unknown | [{}]",
            "nobody | no time | unknown | {\"a\":[1,2,{\"log\":[]}]}");
  }

  @Test
  void aShippersRecordIsUnwrappedWhateverItsLine() {
    give("{\"log\":\"0s 0%: 0.061+280\",\"stream\":\"stderr\"," + KUBERNETES + "}");
    assertThat(shown).containsExactly(ORDERS + " | no time | stderr | 0s 0%: 0.061+280");
  }

  @Test
  void aShippersRecordWithoutALineGivesNone() {
    give("{\"log_processed\":{\"msg\":\"served\"}," + KUBERNETES + "}");
    assertThat(shown).isEmpty();
  }

  @Test
  void textThatLooksLikeJsonIsText() {
    String[] texts = {
      "[pod/orders-0/app] served",
      "[  248.448002] node-a x",
      "{main.T}",
      "\"GET /\" 200",
      "\"",
      "[",
      "{a:1}",
      "[1,2]",
      "\"a\" and \"b\""
    };
    give(texts);
    assertThat(shown).allMatch(line -> !line.contains("{\""));
    assertThat(decoder.formats().records()).doesNotContainKey(LogFormat.JSON_STRING);
    assertThat(decoder.formats().unknownJson()).isZero();
  }

  // Pieces.

  @Test
  void theFilesOfDockerHavePiecesThatEndInNoLineBreak() {
    give(
        "{\"log\":\"gc 15 @248\",\"stream\":\"stderr\",\"time\":\"2026-01-05T10:11:12.1Z\"}",
        "{\"log\":\"served\\n\",\"stream\":\"stdout\",\"time\":\"2026-01-05T10:11:12.2Z\"}",
        "{\"log\":\""
            + G.substring(10)
            + "\\n\",\"stream\":\"stderr\","
            + "\"time\":\"2026-01-05T10:11:12.3Z\",\"attrs\":{\"tag\":\"orders\"}}");
    assertThat(shown)
        .containsExactly(
            "nobody | 2026-01-05T10:11:12.200Z inner | stdout | served",
            "nobody | 2026-01-05T10:11:12.100Z inner | stderr | " + G);
  }

  @Test
  void theTagsOfCriTellPieces() {
    give(
        "{\"log\":\"gc 15 @248\",\"logtag\":\"P\",\"stream\":\"stderr\"," + KUBERNETES + "}",
        "{\"log\":\""
            + G.substring(10)
            + "\",\"logtag\":\"F\",\"stream\":\"stderr\","
            + KUBERNETES
            + "}");
    assertThat(shown).containsExactly(ORDERS + " | no time | stderr | " + G);
  }

  @Test
  void theDriversOfDockerTellPieces() {
    String who =
        "\"container_id\":\"3f4e1a2b3c4d\",\"container_name\":\"/orders\",\"source\":\"stderr\"";
    give(
        "{" + who + ",\"log\":\"gc 15 \",\"partial_message\":\"true\",\"partial_last\":\"false\"}",
        "{" + who + ",\"log\":\"@248\",\"partial_message\":\"true\",\"partial_last\":\"false\"}",
        "{"
            + who
            + ",\"log\":\""
            + G.substring(10)
            + "\",\"partial_message\":\"true\",\"partial_last\":\"true\"}");
    assertThat(shown).containsExactly("orders#3f4e1a2b3c4d | no time | stderr | " + G);
  }

  @Test
  void aTextOfSeveralLinesIsSeveralLines() {
    give("{\"log\":\"served\\r\\n" + G + "\\n\",\"time\":1767607872," + KUBERNETES + "}");
    assertThat(shown)
        .containsExactly(
            ORDERS + " | 2026-01-05T10:11:12Z structured | unknown | served",
            ORDERS + " | 2026-01-05T10:11:12Z structured | unknown | " + G);
  }

  // Batches.

  @Test
  void linesWaitForWhatStandsBehindThemInTheirBatch() {
    give(
        "{\"streams\":[{\"values\":[[\"1767607872123456789\",\""
            + G
            + "\",{\"trace\":\"x\"}],"
            + "[1767607872123456790,\"served\"]],\"stream\":{\"pod\":\"orders-0\","
            + "\"namespace\":\"shop\",\"container\":\"app\",\"stream\":\"stderr\"}},"
            + "{\"stream\":{\"pod\":\"other\"},\"values\":[[\"1767607872000000000\",\"x\"]]}]}");
    assertThat(shown)
        .containsExactly(
            ORDERS + " | 2026-01-05T10:11:12.123456789Z structured | stderr | " + G,
            ORDERS + " | 2026-01-05T10:11:12.123456790Z structured | stderr | served",
            "other | 2026-01-05T10:11:12Z structured | unknown | x");
  }

  @Test
  void theResourceTellsWhoBeforeItsRecordsDo() {
    String resource =
        "\"resource\":{\"attributes\":["
            + "{\"key\":\"k8s.pod.name\",\"value\":{\"stringValue\":\"orders-0\"}},"
            + "{\"key\":\"k8s.namespace.name\",\"value\":{\"stringValue\":\"shop\"}}]}";
    String scopes =
        "\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"served\"},\"attributes\":["
            + "{\"key\":\"k8s.container.name\",\"value\":{\"stringValue\":\"app\"}}]},"
            + "{\"attributes\":[{\"key\":\"pod\",\"value\":{\"stringValue\":\"wrong\"}}],"
            + "\"body\":{\"stringValue\":\""
            + G
            + "\"}}]}]";
    give(
        "{\"resourceLogs\":[{" + resource + "," + scopes + "}]}",
        "{\"resourceLogs\":[{" + scopes + "," + resource + "}]}");
    assertThat(shown)
        .containsExactly(
            ORDERS + " | no time | unknown | served",
            "shop/orders-0 | no time | unknown | " + G,
            ORDERS + " | no time | unknown | served",
            "shop/orders-0 | no time | unknown | " + G);
  }

  @Test
  void exportsOfCloudWatchAreReadWithTheRecordsInTheirMessages() {
    String inner = "{\\\"log\\\":\\\"" + G + "\\\"," + KUBERNETES.replace("\"", "\\\"") + "}";
    give(
        "{\"events\":[{\"logStreamName\":\"node-a-application.var.log.containers."
            + "cards-0_pay_card-3f4e1a2b3c4d.log\",\"timestamp\":1767607872123,\"message\":\""
            + G
            + "\",\"ingestionTime\":1767607879999},{\"logStreamName\":\"ecs/app/"
            + "0123456789abcdef0123456789abcdef\",\"timestamp\":1767607872124,\"message\":\"served\"},"
            + "{\"timestamp\":1767607872125,\"message\":\""
            + inner
            + "\",\"eventId\":\"1\"}],"
            + "\"searchedLogStreams\":[]}");
    assertThat(shown)
        .containsExactly(
            "pay/cards-0/card#3f4e1a2b3c4d | 2026-01-05T10:11:12.123Z structured | unknown | " + G,
            "0123456789abcdef0123456789abcdef/app | 2026-01-05T10:11:12.124Z structured | unknown |"
                + " served",
            ORDERS + " | 2026-01-05T10:11:12.125Z structured | unknown | " + G);
  }

  @Test
  void subscriptionsOfCloudWatchNameTheStreamOnce() {
    give(
        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1767607872123,"
            + "\"message\":\""
            + G
            + "\"}],\"logGroup\":\"/x\",\"logStream\":"
            + "\"kube.var.log.containers.orders-0_shop_app-3f4e1a2b3c4d.log\"}");
    assertThat(shown)
        .containsExactly(
            ORDERS + "#3f4e1a2b3c4d | 2026-01-05T10:11:12.123Z structured | unknown | " + G);
  }

  @Test
  void answersOfElasticsearchAreRead() {
    give(
        "{\"hits\":{\"total\":1,\"hits\":[{\"_index\":\"x\",\"_source\":{\"message\":\""
            + G
            + "\","
            + KUBERNETES
            + "}}]}}");
    assertThat(shown).containsExactly(ORDERS + " | no time | unknown | " + G);
  }

  @Test
  void recordsOfKafkaConnectAreReadBesideTheirSchema() {
    give(
        "{\"schema\":{\"type\":\"string\"},\"payload\":\"" + G + "\"}",
        "{\"schema\":{\"type\":\"struct\"},\"payload\":{\"log\":\""
            + G
            + "\","
            + KUBERNETES
            + "}}");
    assertThat(shown)
        .containsExactly(
            "nobody | no time | unknown | " + G, ORDERS + " | no time | unknown | " + G);
  }

  @Test
  void jsonBehindTheHeaderOfASchemaRegistryIsRead() {
    give("\0\0\0\0\7{\"log\":\"" + G + "\"," + KUBERNETES + "}");
    assertThat(shown).containsExactly(ORDERS + " | no time | unknown | " + G);
  }

  // Errors of the API.

  @Test
  void anErrorOfTheApiIsToldAndIsNoLine() {
    give(
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
            + "\"message\":\"pods \\\"x\\\" not found\",\"reason\":\"NotFound\",\"code\":404}");
    assertThat(shown).isEmpty();
    assertThat(decoder.formats().apiErrors()).isEqualTo(1);
    assertThat(decoder.formats().apiError()).contains("pods \"x\" not found");
  }
}
