package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {

  private static final String HEAD = "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0";
  private static final String TAIL =
      "/89/2.9+0.082 ms cpu, 309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  /** What a reader found, a line for each. */
  private static final class Found implements TraceSink {
    private final List<String> found = new ArrayList<>();
    private final boolean all;

    Found(boolean all) {
      this.all = all;
    }

    @Override
    public void event(ContainerId who, TraceEvent event, Origin origin) {
      String what = event instanceof GcEvent gc ? "gc " + gc.cycle() : event.toString();
      String when = origin.time().map(time -> time.instant().toString()).orElse("-");
      found.add(who.name().orElse("nobody") + " " + what + " line " + origin.line() + " " + when);
    }

    @Override
    public void malformed(ContainerId who, Malformed malformed, Origin origin) {
      found.add(who.name().orElse("nobody") + " malformed line " + origin.line());
    }

    @Override
    public boolean wantsUnrelated() {
      return all;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "orders.log, 23, 0",
    "kubectl-timestamps.log, 23, 0",
    "kubectl-prefix-timestamps-all-containers.log, 23, 0",
    "kubectl-selector-prefix-timestamps.log, 4, 0",
    "conmon.log, 23, 0",
    "rsyslog-around-cri.log, 23, 0",
    "journalctl-short.log, 23, 0",
    "syslog-ng-host-message.log, 23, 0"
  })
  void everyCollectionOfARecordedLogIsRead(String file, int collections, int malformed)
      throws IOException {
    TraceReader reader = new TraceReader(new Found(false));
    byte[] log = recorded(file);
    reader.feed(log, 0, log.length);
    reader.end();

    InputCounts counts = reader.counts();
    assertThat(counts.gcLines()).isEqualTo(collections);
    assertThat(counts.malformed()).isEqualTo(malformed);
    assertThat(counts.bytes()).isEqualTo(log.length);
    assertThat(counts.lines()).isEqualTo(new String(log, UTF_8).lines().count());
  }

  @Test
  void recordsThatConmonCutAndOthersToreArePutTogether() throws IOException {
    Found found = new Found(false);
    TraceReader reader = new TraceReader(found);
    byte[] log = recorded("conmon-torn-go1.19.log");
    reader.feed(log, 0, log.length);
    reader.end();

    assertThat(found.found)
        .extracting(s -> s.substring(0, s.indexOf(" line")))
        .containsExactly(
            "nobody gc 2",
            "nobody gc 3",
            "nobody gc 4",
            "nobody gc 5",
            "nobody gc 6",
            "nobody gc 7");
  }

  @Property(tries = 200)
  void anyCutOfTheInputGivesTheSame(
      @ForAll @IntRange(max = 4) int file,
      @ForAll @IntRange(min = 1, max = 300) int most,
      @ForAll long seed,
      @ForAll boolean all)
      throws IOException {
    List<String> files =
        List.of(
            "conmon.log",
            "conmon-torn-go1.19.log",
            "kubectl-selector-prefix-timestamps.log",
            "rsyslog-around-cri.log",
            "journalctl-short.log");
    byte[] log = recorded(files.get(file));
    Found whole = new Found(false);
    TraceReader once = new TraceReader(whole);
    once.feed(log, 0, log.length);
    once.end();
    Found cut = new Found(all);
    TraceReader often = new TraceReader(cut);
    Random random = new Random(seed);
    int at = 0;
    while (at < log.length) {
      int next = Math.min(log.length, at + 1 + random.nextInt(most));
      often.feed(log, at, next);
      at = next;
    }
    often.end();

    assertThat(cut.found).isEqualTo(whole.found);
    assertThat(often.counts()).isEqualTo(once.counts());
  }

  @Test
  void tornRecordsOfContainersInOneStreamAreToldApart() {
    Found found = new Found(false);
    read(
        found,
        "[pod/a/x] " + HEAD,
        "[pod/b/x] gc 7 @1.000s 0%: 0.061+280+0.041 ms clock, 0.12+0",
        "[pod/a/x] " + TAIL,
        "[pod/b/x] " + TAIL);

    assertThat(found.found).containsExactlyInAnyOrder("a/x gc 15 line 1 -", "b/x gc 7 line 2 -");
  }

  @Test
  void theFileTellsWhoWroteWhatDoesNotTellItself() {
    Found found = new Found(false);
    ContainerId source = ContainerId.ofKey("shop/orders/app");
    TraceReader reader = new TraceReader(found, source);
    byte[] log = (HEAD + TAIL + "\n[pod/a/x] " + HEAD + TAIL + "\n").getBytes(UTF_8);
    reader.feed(log, 0, log.length);
    reader.end();

    assertThat(found.found).containsExactly("shop/orders/app gc 15 line 1 -", "a/x gc 15 line 2 -");
  }

  @Test
  void theContainerThatWasSilentLongestMakesRoom() {
    List<String> lines = new ArrayList<>();
    lines.add("[pod/first/x] " + HEAD);
    lines.add("[pod/second/x] " + HEAD);
    for (int i = 0; i < TraceReader.MAX_CONTAINERS - 2; i++) {
      lines.add("[pod/p" + i + "/x] " + HEAD + TAIL);
    }
    lines.add("[pod/first/x] hello");
    lines.add("[pod/last/x] " + HEAD + TAIL);
    lines.add("[pod/second/x] " + TAIL);
    lines.add("[pod/first/x] " + TAIL);
    Found found = new Found(false);
    read(found, lines.toArray(String[]::new));

    assertThat(found.found).contains("first/x gc 15 line 1 -");
    assertThat(found.found).noneMatch(line -> line.startsWith("second/x gc"));
  }

  @Test
  void anErrorOfTheApiInPlaceOfALogIsSeenThoughItHoldsNoRecord() {
    TraceReader reader = new TraceReader(new Found(false));
    byte[] log =
        ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"container \\\"app\\\" is waiting to start\","
                + "\"reason\":\"BadRequest\",\"code\":400}\n")
            .getBytes(UTF_8);
    reader.feed(log, 0, log.length);
    reader.end();

    assertThat(reader.formats().apiError()).contains("container \"app\" is waiting to start");
    assertThat(reader.counts().gcLines()).isZero();
  }

  @Test
  void timesThatFallAreCountedAndTellThatTheNewestLineIsFirst() {
    TraceReader reader =
        read(
            new Found(false),
            "2026-01-05T10:11:14Z {} " + HEAD + TAIL,
            "2026-01-05T10:11:13Z {} " + HEAD + TAIL,
            "2026-01-05T10:11:13Z {} " + HEAD + TAIL,
            "2026-01-05T10:11:12Z {} " + HEAD + TAIL,
            "2026-01-05T10:11:15Z {} " + HEAD + TAIL);

    assertThat(reader.formats().backward()).isEqualTo(2);
    assertThat(reader.formats().forward()).isEqualTo(1);
    assertThat(reader.formats().isNewestFirst()).isTrue();
    assertThat(FormatCounts.NONE.isNewestFirst()).isFalse();
  }

  @Test
  void countsOfInputsAddUp() {
    FormatCounts one =
        read(new Found(false), "[pod/a/x] " + HEAD + TAIL, "Error from server (NotFound): x")
            .formats();
    FormatCounts other =
        read(new Found(false), "[pod/a/x] " + HEAD + TAIL, "2026-01-05T10:11:12Z " + HEAD + TAIL)
            .formats();

    FormatCounts sum = other.plus(one);
    assertThat(sum.records())
        .containsEntry(LogFormat.KUBECTL_PREFIX, 2L)
        .containsEntry(LogFormat.TIMESTAMP, 1L)
        .hasSize(2);
    assertThat(sum.apiErrors()).isEqualTo(1);
    assertThat(sum.apiError()).contains("Error from server (NotFound): x");
    assertThat(FormatCounts.NONE.plus(one)).isEqualTo(one);
  }

  @Test
  void aLineOfManyPartsCountsOnce() {
    // 20 MiB come as parts of 8, 8 and 4 MiB.
    byte[] filler = new byte[20 << 20];
    Arrays.fill(filler, (byte) 'x');
    byte[] gc = (HEAD + TAIL).getBytes(UTF_8);
    for (boolean all : new boolean[] {false, true}) {
      TraceReader reader = new TraceReader(new Found(all));
      feed(reader, filler, new byte[] {'\n'}, gc, new byte[] {'\n'});
      // Nor is a line unrelated that has a record in one of its parts.
      feed(reader, gc, filler, new byte[] {'\n'}, filler, gc, new byte[] {'\n'});
      reader.end();

      InputCounts counts = reader.counts();
      assertThat(counts.lines()).isEqualTo(4);
      assertThat(counts.oversized()).isEqualTo(3);
      assertThat(counts.unrelated()).isEqualTo(1);
      assertThat(counts.gcLines() + counts.malformed()).isEqualTo(3);
    }
  }

  private static void feed(TraceReader reader, byte[]... pieces) {
    for (byte[] piece : pieces) {
      reader.feed(piece, 0, piece.length);
    }
  }

  private static TraceReader read(Found found, String... lines) {
    TraceReader reader = new TraceReader(found);
    byte[] log = (String.join("\n", lines) + "\n").getBytes(UTF_8);
    reader.feed(log, 0, log.length);
    reader.end();
    return reader;
  }

  private static byte[] recorded(String file) throws IOException {
    try (InputStream in = TraceReaderTest.class.getResourceAsStream("recorded/" + file)) {
      return in.readAllBytes();
    }
  }
}
