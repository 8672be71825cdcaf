package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what the tools themselves wrote; see {@code recorded/README.md}. */
class RecordedLogsTest {

  @ParameterizedTest
  @CsvSource({
    "kubectl-timestamps.log, nobody, 2026-01-05T10:11:12.000000789Z inner, timestamp",
    "kubectl-prefix.log, orders-7d9f6c5b8-abcde/app, no time, kubectlPrefix",
    "journalctl-short.log, node-a/orders#4242, no time, syslog",
    "journalctl-short-precise.log, node-a/orders#4242, no time, syslog",
    "journalctl-short-iso.log, node-a/orders#4242, 2026-01-05T10:11:12Z structured, syslog",
    "journalctl-short-iso-kathmandu.log, node-a/orders#4242, 2026-01-05T10:11:12Z structured,"
        + " syslog",
    "journalctl-short-iso-precise.log, node-a/orders#4242,"
        + " 2026-01-05T10:11:12.123456Z structured, syslog",
    "journalctl-short-full.log, node-a/orders#4242, 2026-01-05T10:11:12Z structured, syslog",
    "journalctl-short-full-kathmandu.log, node-a/orders#4242, 2026-01-05T10:11:12Z structured,"
        + " syslog",
    "journalctl-with-unit.log, node-a/orders.service#4242, 2026-01-05T10:11:12Z structured,"
        + " syslog",
    "journalctl-short-unix.log, node-a/orders#4242, 2026-01-05T10:11:12.123456Z structured,"
        + " syslog",
    "journalctl-short-monotonic.log, node-a/orders#4242, no time, syslog",
    "rsyslog-file-format.log, node-a/orders#4242, 2026-11-21T09:46:00.496027Z structured,"
        + " syslog",
    "rsyslog-traditional.log, node-a/orders#4242, no time, syslog",
    "rsyslog-protocol23.log, node-a/orders#4242, 2026-11-21T09:46:00.496027Z structured,"
        + " syslog",
    "syslog-ng-default-file.log, node-a/orders, no time, syslog",
    "syslog-ng-host-message.log, node-a, 2026-11-21T09:46:55Z structured, timeHost"
  })
  void everyLineOfTheProgramComesOutAsItWasWritten(
      String file, String who, String when, String format) throws IOException {
    List<String> written = lines("orders.log");
    List<String> shown = new ArrayList<>();
    FormatCounts counts = decode(file, line -> shown.add(Lines.show(line)));

    assertThat(shown).hasSize(written.size()).hasSize(63);
    assertThat(shown.get(0)).isEqualTo(who + " | " + when + " | unknown | " + written.get(0));
    for (int i = 0; i < written.size(); i++) {
      assertThat(shown.get(i)).startsWith(who + " | ").endsWith(" | unknown | " + written.get(i));
    }
    assertThat(counts.records()).hasSize(1);
    assertThat(counts.records())
        .containsEntry(
            counts.records().keySet().stream()
                .filter(f -> f.key().equals(format))
                .findFirst()
                .orElseThrow(),
            63L);
  }

  @ParameterizedTest
  @CsvSource({"conmon.log, 23, 63, 325, 0", "conmon-go1.19.log, 16, 17, 140, 1"})
  void thePiecesOfConmonAreJoinedToTheLinesOfTheProgram(
      String file, int collections, int lines, long records, int unended) throws IOException {
    List<String> joined = joinedByHand(file);
    List<String> texts = new ArrayList<>();
    FormatCounts counts = decode(file, line -> texts.add(Lines.text(line)));

    assertThat(texts).isEqualTo(joined).hasSize(lines);
    assertThat(texts).filteredOn(text -> text.startsWith("gc ")).hasSize(collections);
    assertThat(counts.records()).isEqualTo(Map.of(LogFormat.CRI, records));
    assertThat(counts.unended()).isEqualTo(unended);
  }

  @Test
  void aLineOfPiecesHasTheTimeOfTheFirst() throws IOException {
    List<String> shown = new ArrayList<>();
    decode("conmon.log", line -> shown.add(Lines.show(line)));

    assertThat(shown.get(0))
        .startsWith("nobody | 2026-11-21T09:44:52.726074534Z inner | stderr | gc 1 @0.0");
  }

  @Test
  void piecesBehindAPrefixOfSyslogAreJoinedAsWell() throws IOException {
    List<String> inside = new ArrayList<>();
    decode("conmon.log", line -> inside.add(Lines.show(line)));
    List<String> around = new ArrayList<>();
    decode("rsyslog-around-cri.log", line -> around.add(Lines.show(line)));

    assertThat(around)
        .isEqualTo(
            inside.stream().map(s -> s.replaceFirst("^nobody", "node-a/kubernetes")).toList());
  }

  @Test
  void severalContainersOfSeveralPodsAreToldApart() throws IOException {
    List<String> written = lines("orders.log");
    List<String> shown = new ArrayList<>();
    decode("kubectl-selector-prefix-timestamps.log", line -> shown.add(Lines.show(line)));

    // Ten lines of each program, and two of each proxy.
    List<String> last = written.subList(written.size() - 10, written.size());
    for (String pod : List.of("orders-7d9f6c5b8-abcde", "orders-7d9f6c5b8-fghij")) {
      assertThat(shown)
          .filteredOn(line -> line.startsWith(pod + "/app | "))
          .extracting(line -> line.substring(line.indexOf("unknown | ") + 10))
          .isEqualTo(last);
      assertThat(shown)
          .filteredOn(line -> line.startsWith(pod + "/istio-proxy | "))
          .extracting(line -> line.substring(line.indexOf("unknown | ") + 10))
          .containsExactly("proxy is ready", "2026-11-21T07:15:41.242857Z\tinfo\tready");
    }
    assertThat(shown).hasSize(24);
  }

  @Test
  void whatKubectlSaysOnStandardErrorDoesNotDisturb() throws IOException {
    List<String> expected = new ArrayList<>();
    expected.add("Defaulted container \"app\" out of: app, istio-proxy");
    expected.addAll(lines("orders.log"));
    List<String> texts = new ArrayList<>();
    decode("kubectl-defaulted.log", line -> texts.add(Lines.text(line)));

    assertThat(texts).isEqualTo(expected);
  }

  @Test
  void theKeyOfAMessageTellsWhoWroteIt() throws IOException {
    List<String> expected =
        lines("orders.log").subList(0, 60).stream()
            .map(line -> "shop/orders-7d9f6c5b8-abcde/app | no time | unknown | " + line)
            .toList();
    List<String> shown = new ArrayList<>();
    FormatCounts counts = decode("kcat-key.log", line -> shown.add(Lines.show(line)));

    assertThat(shown).isEqualTo(expected);
    assertThat(counts.records()).isEqualTo(Map.of(LogFormat.KEYED, 60L));
  }

  @Test
  void anErrorOfTheApiIsReportedAsOne() throws IOException {
    FormatCounts counts = decode("kubectl-previous.log", line -> {});

    assertThat(counts.apiErrors()).isEqualTo(1);
    assertThat(counts.apiError())
        .contains(
            "Error from server (BadRequest): previous terminated container \"app\" in pod"
                + " \"orders-7d9f6c5b8-abcde\" not found");
  }

  /** What stands behind {@code stderr P } and {@code stderr F }, put together up to each F. */
  private static List<String> joinedByHand(String file) throws IOException {
    List<String> joined = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String record : lines(file)) {
      String[] fields = record.split(" ", 4);
      line.append(fields[3]);
      if (fields[2].equals("F")) {
        joined.add(line.toString());
        line.setLength(0);
      }
    }
    if (line.length() > 0) {
      joined.add(line.toString());
    }
    return joined;
  }

  private static FormatCounts decode(String file, java.util.function.Consumer<LogLine> lines)
      throws IOException {
    LogDecoder decoder = new LogDecoder(lines);
    long number = 0;
    for (String line : lines(file)) {
      byte[] text = line.getBytes(StandardCharsets.UTF_8);
      decoder.record(text, 0, text.length, ++number);
    }
    decoder.end();
    return decoder.formats();
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = RecordedLogsTest.class.getResourceAsStream("recorded/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
