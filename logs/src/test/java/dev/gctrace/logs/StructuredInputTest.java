package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of records from their bytes to the collections in them, most lines passed over unread. */
class StructuredInputTest {

  /** Collections as {@code container cycle}. */
  private static final class Cycles implements TraceSink {
    private final List<String> cycles = new ArrayList<>();

    @Override
    public void event(ContainerId who, TraceEvent event, Origin origin) {
      cycles.add(who.name().orElse("nobody") + " " + ((GcEvent) event).cycle());
    }

    @Override
    public void malformed(ContainerId who, Malformed malformed, Origin origin) {
      cycles.add("malformed");
    }
  }

  private static final String ORDERS = "shop/orders-7d9f6c5b8-abcde/app ";
  private static final String JOURNAL =
      "node-a/orders 1;node-a/orders 2;node-a/orders 3;" + ORDERS + "4;node-a/orders 5";

  @ParameterizedTest
  @CsvSource({
    "journal.json, " + JOURNAL,
    "journal-pretty.json, " + JOURNAL,
    "journal.jsonseq, " + JOURNAL,
    "journal.export, " + JOURNAL,
    "rsyslog-list.json, " + ORDERS + "15",
    "syslog-ng.json, " + ORDERS + "15",
    "kcat.json, " + ORDERS + "15;" + ORDERS + "15",
  })
  void theCollectionsOfAFileAreReadHoweverItIsCut(String file, String expected) throws IOException {
    byte[] bytes = resource("recorded/" + file);
    Random random = new Random(7);
    for (int most : new int[] {1, 7, 100, bytes.length}) {
      Cycles found = new Cycles();
      TraceReader reader = new TraceReader(found);
      for (int from = 0; from < bytes.length; ) {
        int to = Math.min(bytes.length, from + 1 + random.nextInt(most));
        reader.feed(bytes, from, to);
        from = to;
      }
      reader.end();
      assertThat(String.join(";", found.cycles)).isEqualTo(expected);
    }
  }

  @Test
  void recordsAreFoundBehindManyLinesOfOthers() throws IOException {
    byte[] other = "{\"level\":\"info\",\"msg\":\"served\"}\n".repeat(10_000).getBytes(UTF_8);
    Cycles found = new Cycles();
    TraceReader reader = new TraceReader(found);
    for (String file : List.of("syslog-ng.json", "rsyslog-subtree.json", "otlp-js.json")) {
      reader.feed(other, 0, other.length);
      byte[] bytes = resource("recorded/" + file);
      reader.feed(bytes, 0, bytes.length);
    }
    reader.end();
    // Of the batch in JavaScript's JSON: three bodies of each of two pods.
    assertThat(found.cycles)
        .containsExactly(
            ORDERS + "15",
            ORDERS + "15",
            ORDERS + "1",
            ORDERS + "2",
            ORDERS + "3",
            "pay/cards-0/card 7",
            "pay/cards-0/card 8",
            "pay/cards-0/card 9");
  }

  @Test
  void aLogOfTextIsReadWithoutALibraryOfJson() throws ReflectiveOperationException, IOException {
    URL logs = LogDecoder.class.getProtectionDomain().getCodeSource().getLocation();
    URL core = TraceEvent.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    List<Object> lines = new ArrayList<>();
    Consumer<Object> sink = lines::add;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {logs, core}, jdk)) {
      Class<?> type = loader.loadClass(LogDecoder.class.getName());
      Object decoder = type.getConstructor(Consumer.class).newInstance(sink);
      for (String text : List.of("gc 15 @248.448s 0%: 0.061+280", "[pod/a/b] served", "{x}")) {
        byte[] bytes = text.getBytes(UTF_8);
        type.getMethod("record", byte[].class, int.class, int.class, long.class)
            .invoke(decoder, bytes, 0, bytes.length, 1L);
      }
      type.getMethod("end").invoke(decoder);
    }
    assertThat(lines).hasSize(3);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = StructuredInputTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
