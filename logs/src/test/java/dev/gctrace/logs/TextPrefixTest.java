package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is prefix, and what a program wrote, where the line alone does not tell. */
class TextPrefixTest {

  private static final String GC =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
          + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";
  private static final String TIME = "2026-01-05T10:11:12.123456789Z ";

  @ParameterizedTest
  @CsvSource({
    "'[pod/a/b] ', a/b",
    "'[pod/a/b] 2026-01-05T10:11:12.123456789Z ', a/b",
    "'2026-01-05T10:11:12Z ', nobody",
    "'2026-01-05T10:11:12 ', nobody",
    "'a-1 b ', a-1/b",
    "'ns a-1 b ', ns/a-1/b",
    "'a-1 b 01-05 10:11:12 ', a-1/b",
    "'ns/a[b]: ', ns/a/b",
    "'a-1   | ', a-1",
    "'ns/a/b:', ns/a/b",
    "'2026-01-05T10:11:12Z node ', node",
    "'2026-01-05T10:11:12Z ecs/a/0123456789abcdef0123456789abcdef ',"
        + " 0123456789abcdef0123456789abcdef/a",
    "'2026-01-05T10:11:12Z node a: ', node/a",
    "'2026-01-05T10:11:12.123456789Z k=v,l=w ', nobody"
  })
  void aPrefixSeenBeforeARecordIsTakenOffOtherLinesToo(String prefix, String who) {
    List<String> shown =
        decode(prefix + GC, prefix + "->260 MB, 234 MB goal", prefix + "hello | world: 1");

    assertThat(shown)
        .extracting(s -> s.substring(s.lastIndexOf(" unknown | ") + 11))
        .containsExactly(GC, "->260 MB, 234 MB goal", "hello | world: 1");
    assertThat(shown).allMatch(s -> s.startsWith(who + " | "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-05T10:11:12.123456789Z INFO started",
        "2026-01-05T10:11:12Z started",
        "2026/11/21 07:15:41.242857 worker=1 done",
        "Jan 05 10:11:12 started",
        "orders app started",
        "orders  | 17",
        "orders:17",
        "->260 MB, 234 MB goal",
        "{\"level\":\"info\",\"msg\":\"started\"}",
        "[info] started",
        "<b>bold</b>",
        "stderr F started"
      })
  void whatAProgramWritesWithoutPrefixIsLeftAsItIs(String line) {
    assertThat(texts(GC, line)).containsExactly(GC, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-05T10:11:12.123456789Z INFO started",
        "2026-01-05T10:11:12.123456789Z 2026-01-05T10:11:12.123456789Z INFO started",
        "node app[1]: started",
        "{} started"
      })
  void aTimeOfTheProgramsOwnBehindThatOfTheKubeletIsLeft(String line) {
    assertThat(texts(TIME + GC, TIME + line)).containsExactly(GC, line);
    assertThat(texts("[pod/a/b] " + TIME + GC, "[pod/a/b] " + TIME + line))
        .containsExactly(GC, line);
  }

  @Test
  void aTimeOfTheKubeletIsKnownByItsNineDigitsBeforeAnyRecordCame() {
    assertThat(texts(TIME + "started", "2026-01-05T10:11:12.123456Z started"))
        .containsExactly("started", "2026-01-05T10:11:12.123456Z started");
  }

  @Test
  void aNameIsBelievedWhenItStoodBeforeARecord() {
    assertThat(decode("a-1 b " + GC, "a-1 b hello", "hello world how are you", "a-2 b " + GC))
        .containsExactly(
            "a-1/b | no time | unknown | " + GC,
            "a-1/b | no time | unknown | hello",
            "nobody | no time | unknown | hello world how are you",
            "a-2/b | no time | unknown | " + GC);
  }

  @Test
  void theFormatMayChangeFromLineToLine() {
    assertThat(
            decode(
                TIME + GC,
                "[pod/a/b] " + GC,
                TIME + "stderr F " + GC,
                "Jan  5 10:11:12 node a[7]: " + GC,
                TIME + "stdout F hello",
                "[pod/a/c] hello",
                "Jan  5 10:11:12 node a[8]: hello",
                GC))
        .containsExactly(
            "nobody | 2026-01-05T10:11:12.123456789Z inner | unknown | " + GC,
            "a/b | no time | unknown | " + GC,
            "nobody | 2026-01-05T10:11:12.123456789Z inner | stderr | " + GC,
            "node/a#7 | no time | unknown | " + GC,
            "nobody | 2026-01-05T10:11:12.123456789Z inner | stdout | hello",
            "a/c | no time | unknown | hello",
            "node/a#8 | no time | unknown | hello",
            "nobody | no time | unknown | " + GC);
  }

  @Test
  void aCriRecordIsKnownBehindAnyPrefixThoughNoRecordCame() {
    assertThat(
            decode(
                "2026-01-05T10:11:13+00:00 node kubernetes: " + TIME + "stderr F hello",
                "2026-01-05T10:11:13+00:00 node " + TIME + "stdout F hello",
                "ns/a/b:" + TIME + "stderr F hello"))
        .containsExactly(
            "node/kubernetes | 2026-01-05T10:11:12.123456789Z inner | stderr | hello",
            "node | 2026-01-05T10:11:12.123456789Z inner | stdout | hello",
            "ns/a/b | 2026-01-05T10:11:12.123456789Z inner | stderr | hello");
  }

  @Test
  void aLineThatIsOnlyPrefixIsAnEmptyLine() {
    assertThat(
            decode(
                "[pod/a/b]",
                "2026-01-05T10:11:12.123456789Z",
                TIME + "stderr F",
                "Jan  5 10:11:12 node a[7]:"))
        .containsExactly(
            "a/b | no time | unknown | ",
            "nobody | 2026-01-05T10:11:12.123456789Z inner | unknown | ",
            "nobody | 2026-01-05T10:11:12.123456789Z inner | stderr | ",
            "node/a#7 | no time | unknown | ");
  }

  @Test
  void aRecordBehindTextIsNoReasonToTakeTheTextForAPrefix() {
    assertThat(texts("finished! " + GC, "finished! hello"))
        .containsExactly("finished! " + GC, "finished! hello");
  }

  @Test
  void aHostSaysLessThanThePodAroundIt() {
    List<String> shown = new ArrayList<>();
    LogDecoder decoder =
        new LogDecoder(
            line -> shown.add(Lines.show(line)), new ContainerId("shop", "orders", "app", "3"));
    give(decoder, "2026-01-05T10:11:12Z node " + GC, 1);
    give(decoder, "[pod/other/b] " + GC, 2);
    give(decoder, "[pod/orders/b] " + GC, 3);

    assertThat(shown)
        .containsExactly(
            "shop/orders/app#3 | 2026-01-05T10:11:12Z structured | unknown | " + GC,
            "other/b | no time | unknown | " + GC,
            "shop/orders/b#3 | no time | unknown | " + GC);
  }

  @Test
  void escapesOfATerminalAreTakenOutWhereverTheyStand() {
    assertThat(texts("\u001b[1m[pod/a/b]\u001b[0m gc \u001b[7m15\u001b[0m" + GC.substring(5)))
        .containsExactly(GC);
    assertThat(texts("a\u001b]8;;http://x\u0007b\u001b]0;t\u001b\\c\u001b["))
        .containsExactly("abc");
    assertThat(texts("a\u001b]not ended", "a\u001bb", "a\u001b"))
        .containsExactly("anot ended", "ab", "a");
  }

  @Test
  void aRecordOfSeveralLinesIsSeveralLines() {
    assertThat(texts("[pod/a/b] " + GC + "\r\n[pod/a/b] hello\n\nbye\n"))
        .containsExactly(GC, "hello", "", "bye");
  }

  private static List<String> texts(String... records) {
    List<String> texts = new ArrayList<>();
    decode(records, new LogDecoder(line -> texts.add(Lines.text(line))));
    return texts;
  }

  private static List<String> decode(String... records) {
    List<String> shown = new ArrayList<>();
    decode(records, new LogDecoder(line -> shown.add(Lines.show(line))));
    return shown;
  }

  private static void decode(String[] records, LogDecoder decoder) {
    for (int i = 0; i < records.length; i++) {
      give(decoder, records[i], i + 1);
    }
    decoder.end();
  }

  private static void give(LogDecoder decoder, String record, long number) {
    byte[] text = record.getBytes(StandardCharsets.UTF_8);
    decoder.record(text, 0, text.length, number);
  }
}
