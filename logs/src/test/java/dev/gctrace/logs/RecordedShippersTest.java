package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads what real programs wrote: {@code recorded/README.md} tells which, and how. */
class RecordedShippersTest {

  private static final String REST =
      " @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
          + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static final String ORDERS = "shop/orders-7d9f6c5b8-abcde/app";

  private static final String[] JOURNAL = {
    "node-a/orders#4242 | 2026-01-05T10:11:12.123456Z structured | unknown | gc 1" + REST,
    "node-a/orders#4242 | 2026-01-05T10:11:12.124456Z structured | unknown | gc 2" + REST,
    "node-a/orders#4242 | 2026-01-05T10:11:12.125456Z structured | unknown | a line",
    "node-a/orders#4242 | 2026-01-05T10:11:12.125456Z structured | unknown | gc 3" + REST,
    ORDERS + "#1 | 2026-01-05T10:11:12.126456Z structured | stderr | gc 4" + REST,
    "node-a/orders#4242 | 2026-01-05T10:11:12.127456Z structured | unknown | listening on :8080",
    "node-a/orders#4242 | 2026-01-05T10:11:12.127456Z structured | unknown | gc 5" + REST,
  };

  @Test
  void journalctlIsReadInJson() throws IOException {
    assertThat(linesOf("journal.json")).containsExactly(JOURNAL);
  }

  @Test
  void journalctlIsReadInIndentedJson() throws IOException {
    assertThat(linesOf("journal-pretty.json")).containsExactly(JOURNAL);
  }

  @Test
  void journalctlIsReadInJsonSequences() throws IOException {
    assertThat(linesOf("journal.jsonseq")).containsExactly(JOURNAL);
  }

  @Test
  void journalctlIsReadInItsExportFormat() throws IOException {
    // A field that is repeated stands here twice, and the last one counts.
    List<String> expected = new ArrayList<>(List.of(JOURNAL));
    expected.remove(5);
    assertThat(linesOf("journal.export")).containsExactlyElementsOf(expected);
  }

  private static final String[] OTLP_PYTHON = {
    ORDERS + "#1 | 2026-01-05T10:11:12.123456789Z structured | stderr | gc 1" + REST,
    ORDERS + "#1 | 2026-01-05T10:11:12.123457789Z structured | unknown | gc 2" + REST,
    ORDERS + "#1 | 2026-01-05T10:11:12.123458789Z structured | stderr | gc 3" + REST,
    ORDERS + "#1 | 2026-01-05T10:11:12.123459789Z structured | unknown | listening",
    ORDERS + "#1 | 2026-01-05T10:11:12.123459789Z structured | unknown | gc 4" + REST,
    "pay/cards-0/card#1 | 2026-01-05T10:11:12.123460789Z structured | unknown | gc 1" + REST,
    "pay/cards-0/card#1 | 2026-01-05T10:11:12.123456789Z inner | stderr | gc 2" + REST,
    "shop/lone-0 | 2026-01-05T10:11:12.123462789Z structured | unknown | gc 9" + REST,
  };

  @Test
  void openTelemetryIsReadInProtocolBuffersOfPython() throws IOException {
    assertThat(Lines.of(bytes("otlp-python.bin"))).containsExactly(OTLP_PYTHON);
  }

  @Test
  void openTelemetryIsReadInJsonOfPython() throws IOException {
    assertThat(linesOf("otlp-python.json")).containsExactly(OTLP_PYTHON);
  }

  @Test
  void openTelemetryIsReadInIndentedJsonWithTheNamesOfTheSchema() throws IOException {
    assertThat(linesOf("otlp-python-pretty-snake.json")).containsExactly(OTLP_PYTHON);
  }

  private static final String[] OTLP_JS = {
    ORDERS + "#2 | 2026-01-05T10:11:12.123456789Z structured | stderr | gc 1" + REST,
    ORDERS + "#2 | 2026-01-05T10:11:12.223456789Z structured | stderr | gc 2" + REST,
    ORDERS + "#2 | 2026-01-05T10:11:12.323456789Z structured | unknown | gc 3" + REST,
    "pay/cards-0/card#2 | 2026-01-05T10:11:12.123456789Z structured | stderr | gc 7" + REST,
    "pay/cards-0/card#2 | 2026-01-05T10:11:12.223456789Z structured | stderr | gc 8" + REST,
    "pay/cards-0/card#2 | 2026-01-05T10:11:12.323456789Z structured | unknown | gc 9" + REST,
  };

  @Test
  void openTelemetryIsReadInProtocolBuffersOfJavaScript() throws IOException {
    assertThat(Lines.of(bytes("otlp-js.bin"))).containsExactly(OTLP_JS);
  }

  @Test
  void openTelemetryIsReadInJsonOfJavaScript() throws IOException {
    assertThat(linesOf("otlp-js.json")).containsExactly(OTLP_JS);
  }

  /** The Collector's own marshaller writes the fields of each message backwards. */
  @Test
  void openTelemetryIsReadInProtocolBuffersOfTheCollector() throws IOException {
    assertThat(Lines.of(bytes("otlp-collector.bin")))
        .containsExactly(
            ORDERS_4
                + "2026-01-05T10:11:12.123456789Z structured | stderr | gc 15 @248.448s 0%:"
                + " 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
                + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P",
            ORDERS_4
                + "2026-01-05T10:11:13.123456789Z structured | stderr | gc 16 @249.448s 0%:"
                + " 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 520->520->270 MB,"
                + " 520 MB goal, 0 MB stacks, 0 MB globals, 2 P");
  }

  private static final String ORDERS_4 = "shop/orders-4/app#2 | ";

  @Test
  void messagePackIsReadAsFluentBitWritesIt() throws IOException {
    String who = ORDERS + "#3f4e1a2b3c4d | ";
    assertThat(Lines.of(bytes("msgpack-python.bin")))
        .containsExactly(who + "2026-01-05T10:11:12.123456789Z inner | stderr | gc 1" + REST);
    assertThat(Lines.of(bytes("msgpack-python-notime.bin")))
        .containsExactly(who + "2026-01-05T10:11:12.123457Z structured | stderr | gc 3" + REST);
  }

  @Test
  void messagePackOfEveryTypeIsReadAroundItsLine() throws IOException {
    assertThat(Lines.of(bytes("msgpack-python-odd.bin")))
        .containsExactly(
            ORDERS + "#3f4e1a2b3c4d | 2026-01-05T10:11:12.123456789Z inner | stderr | gc 2" + REST);
  }

  private static final String HASH =
      "3f4e1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7";

  private static final String[] SYSLOG = {
    ORDERS + "#" + HASH + " | 2026-01-05T10:11:12.123456789Z inner | stderr | gc 15" + REST,
    ORDERS
        + "#"
        + HASH
        + " | 2026-01-05T10:11:12.223456789Z inner | stdout | quote \" back \\ slash / tab \t ü €"
        + " green",
  };

  @Test
  void rsyslogIsReadWithAListTemplate() throws IOException {
    assertThat(linesOf("rsyslog-list.json")).containsExactly(SYSLOG);
  }

  @Test
  void rsyslogIsReadWithTheSubtreeOfMessageVariables() throws IOException {
    assertThat(linesOf("rsyslog-subtree.json")).containsExactly(SYSLOG);
  }

  @Test
  void rsyslogIsReadWithAllItsProperties() throws IOException {
    assertThat(linesOf("rsyslog-jsonmesg.json")).containsExactly(SYSLOG);
  }

  @Test
  void syslogNgIsRead() throws IOException {
    assertThat(linesOf("syslog-ng.json")).containsExactly(SYSLOG);
  }

  @Test
  void dumpsOfKcatAreUnwrappedToTheLinesInTheirMessages() throws IOException {
    assertThat(linesOf("kcat.json"))
        .containsExactly(
            ORDERS + " | 2026-11-21T09:37:01.901Z structured | unknown | gc 15" + REST,
            SYSLOG[0],
            SYSLOG[1]);
  }

  /** Reads a file line by line. */
  private static List<String> linesOf(String name) throws IOException {
    List<String> shown = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(line -> shown.add(Lines.show(line)));
    byte[] file = bytes(name);
    int from = 0;
    for (int i = 0, number = 1; i < file.length; i++) {
      if (file[i] == '\n') {
        decoder.record(file, from, i, number++);
        from = i + 1;
      }
    }
    assertThat(from).as("begin of the last line of " + name).isEqualTo(file.length);
    decoder.end();
    return shown;
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = RecordedShippersTest.class.getResourceAsStream("recorded/" + name)) {
      return in.readAllBytes();
    }
  }
}
