package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that go over several lines of an input, and lines that only look like one. */
class SpreadRecordsTest {

  private static final String G =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
          + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private final List<String> shown = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private final LogDecoder decoder =
      new LogDecoder(
          line -> {
            shown.add(Lines.show(line));
            numbers.add(line.record());
          });
  private long number;

  private void give(String text) {
    for (String line : text.split("\n", -1)) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      decoder.record(bytes, 0, bytes.length, ++number);
    }
  }

  @Test
  void theIndentedJsonOfSternIsRead() {
    String object =
        """
        {
          "namespace": "shop",
          "pod": "orders-0",
          "container": "app",
          "message": "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, \
        309-\\u003e309-\\u003e260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P"
        }""";
    give(object + "\n" + object);
    assertThat(shown)
        .containsExactly(
            "shop/orders-0/app | no time | unknown | " + G,
            "shop/orders-0/app | no time | unknown | " + G);
    assertThat(numbers).containsExactly(6L, 12L);
  }

  @Test
  void theListThatGcloudPrintsIsReadRecordByRecord() {
    give(
        """
        [
          {
            "logName": "projects/p1/logs/stderr",
            "resource": {
              "labels": {
                "container_name": "app",
                "namespace_name": "shop",
                "pod_name": "orders-0"
              },
              "type": "k8s_container"
            },
            "textPayload": "%s",
            "timestamp": "2026-01-05T10:11:12.123456789Z"
          },"""
            .formatted(G));
    assertThat(shown)
        .containsExactly(
            "shop/orders-0/app | 2026-01-05T10:11:12.123456789Z structured | stderr | " + G);
    give(
        """
          {
            "textPayload": "served",
            "logName": "projects/p1/logs/stdout",
            "resource": {
              "type": "k8s_container"
            }
          }
        ]
        after""");
    assertThat(shown.subList(1, 3))
        .containsExactly(
            "nobody | no time | stdout | served", "nobody | no time | unknown | after");
  }

  @Test
  void theAnswerOfAwsIsRead() {
    give(
        """
        {
            "events": [
                {
                    "logStreamName": "kube.var.log.containers.orders-0_shop_app-3f4e1a2b3c4d.log",
                    "timestamp": 1767607872123,
                    "message": "%s",
                    "ingestionTime": 1767607879999,
                    "eventId": "1"
                }
            ],
            "searchedLogStreams": []
        }"""
            .formatted(G));
    assertThat(shown)
        .containsExactly(
            "shop/orders-0/app#3f4e1a2b3c4d | 2026-01-05T10:11:12.123Z structured | unknown | "
                + G);
  }

  @Test
  void coloursOfJqAreTakenOff() {
    give(
        "\u001b[1;39m{\n  \u001b[0m\u001b[34;1m\"pod\"\u001b[0m\u001b[1;39m:\u001b[0m"
            + " \u001b[0;32m\"orders-0\"\u001b[0m\u001b[1;39m,\n  \"log\": \""
            + G
            + "\"\u001b[0m\n\u001b[1;39m}\u001b[0m");
    assertThat(shown).containsExactly("orders-0 | no time | unknown | " + G);
  }

  @Test
  void aListWithOneRecordALineIsRead() {
    give("[\n{\"pod\":\"a\",\"log\":\"" + G + "\"},\n{\"pod\":\"b\",\"log\":\"" + G + "\"}\n]");
    assertThat(shown)
        .containsExactly("a | no time | unknown | " + G, "b | no time | unknown | " + G);
  }

  @Test
  void aProgramsOwnIndentedJsonIsGivenBackLineByLine() {
    give("{\n  \"level\": \"info\",\n  \"list\": [\n    1\n  ]\n}\nnext");
    assertThat(shown)
        .containsExactly(
            "nobody | no time | unknown | {",
            "nobody | no time | unknown |   \"level\": \"info\",",
            "nobody | no time | unknown |   \"list\": [",
            "nobody | no time | unknown |     1",
            "nobody | no time | unknown |   ]",
            "nobody | no time | unknown | }",
            "nobody | no time | unknown | next");
    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void aLineOfTheRuntimeBetweenTheLinesOfAnObjectIsFound() {
    give("{\n  \"level\": \"info\",\n" + G + "\n  \"x\": 1\n}");
    assertThat(shown).hasSize(5).contains("nobody | no time | unknown | " + G);
    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aTextThatDoesNotEndInItsLineEndsTheObject() {
    give("{\"pod\":\"orders-0\",\"log\":\"unfinished,\n" + G + "\n" + G);
    assertThat(shown)
        .containsExactly(
            "nobody | no time | unknown | {\"pod\":\"orders-0\",\"log\":\"unfinished,",
            "nobody | no time | unknown | " + G,
            "nobody | no time | unknown | " + G);
  }

  @Test
  void anObjectWithoutEndIsGivenBackBeforeItTakesMuchMemory() {
    StringBuilder object = new StringBuilder("{\n");
    for (int i = 0; i < 10_000; i++) {
      object.append("  \"a member of an object that never ends ").append(i).append("\": 0,\n");
    }
    give(object + G);
    assertThat(shown).hasSize(10_002);
    assertThat(shown.get(10_001)).endsWith(G);
  }

  @Test
  void anInputThatEndsInAnObjectGivesWhatItTold() {
    give("{\n  \"pod\": \"orders-0\",\n  \"log\": \"" + G + "\",");
    assertThat(shown).isEmpty();
    assertThat(decoder.waiting()).isTrue();
    decoder.end();
    assertThat(shown).containsExactly("orders-0 | no time | unknown | " + G);
  }

  @Test
  void everyLineIsAskedForWhileARecordMayGoOn() {
    assertThat(decoder.waiting()).isFalse();
    give("{");
    assertThat(decoder.waiting()).isTrue();
    give("  \"pod\": \"orders-0\", \"container\": \"app\",\n  \"message\": \"" + G + "\"\n}");
    // The next one may begin at once.
    assertThat(decoder.waiting()).isTrue();
    give("text\n".repeat(16).trim());
    assertThat(decoder.waiting()).isFalse();
  }

  @Test
  void aMemberWhoseObjectWasNotSeenToBeginMakesTheNextOneBeSeen() {
    give("  \"message\": \"" + G + "\"");
    assertThat(decoder.waiting()).isTrue();
    give(
        "}\n{\n  \"pod\": \"orders-0\",\n  \"container\": \"app\",\n  \"message\": \""
            + G
            + "\"\n}");
    assertThat(shown)
        .containsExactly(
            "nobody | no time | unknown |   \"message\": \"" + G + "\"",
            "nobody | no time | unknown | }",
            "orders-0/app | no time | unknown | " + G);
  }

  @Test
  void anEntryOfTheExportFormatThatIsBrokenIsReadAsLines() {
    give("__CURSOR=s=1\n__REALTIME_TIMESTAMP=1767607872123456\n" + G + "\nMESSAGE=x");
    assertThat(shown)
        .containsExactly(
            "nobody | no time | unknown | __CURSOR=s=1",
            "nobody | no time | unknown | __REALTIME_TIMESTAMP=1767607872123456",
            "nobody | no time | unknown | " + G,
            "nobody | no time | unknown | MESSAGE=x");
  }

  @Test
  void aFieldThatClaimsToBeEndlessIsNotWaitedFor() {
    give("__CURSOR=s=1\nMESSAGE\n\377\377\377\377\377\377\377\177x\n" + G);
    assertThat(shown).last().asString().endsWith(G);
  }
}
