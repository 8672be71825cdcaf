package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gctrace.logs.Shipper.Written;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What any shipper writes is read as it was meant, however its JSON is written down. */
class ShipperPropertyTest {

  private static final List<Shipper> SHIPPERS = List.of(Shipper.values());

  private static final ObjectMapper PLAIN = new JsonMapper();

  private static final ObjectMapper ESCAPING =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII, JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();

  /** What an envelope hands out: text, what is known of it, and the cut. */
  record Inner(String text, Context context) {}

  @Property(tries = 500)
  void aRecordOfAnyShipperGivesItsLine(
      @ForAll Shipper shipper, @ForAll("lines") Written line, @ForAll Random random)
      throws JsonProcessingException {
    JsonNode record = shuffled(shipper.write(line), random);
    Inner expected = new Inner(line.text(), shipper.expected(line));
    assertThat(inner(PLAIN.writeValueAsString(record))).containsExactly(expected);
    assertThat(inner(ESCAPING.writeValueAsString(record))).containsExactly(expected);
    assertThat(inner(PLAIN.writerWithDefaultPrettyPrinter().writeValueAsString(record)))
        .containsExactly(expected);
  }

  @Property(tries = 500)
  void indentedRecordsOneAfterTheOtherAreReadLineByLine(
      @ForAll Shipper shipper, @ForAll("fewLines") List<Written> lines, @ForAll Random random)
      throws JsonProcessingException {
    List<Inner> read = new ArrayList<>();
    SpreadRecords spread =
        new SpreadRecords(new FormatTally(), (text, from, to, context, number) -> read.add(null));
    List<Inner> expected = new ArrayList<>();
    long number = 0;
    for (Written line : lines) {
      expected.add(new Inner(line.text(), shipper.expected(line)));
      JsonNode record = shuffled(shipper.write(line), random);
      String indented = PLAIN.writerWithDefaultPrettyPrinter().writeValueAsString(record);
      for (String part : indented.lines().toList()) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        boolean taken = spread.take(bytes, 0, bytes.length, Context.NONE, ++number, sinkInto(read));
        assertThat(taken).as(part).isTrue();
      }
      assertThat(read).isEqualTo(expected);
    }
  }

  @Property(tries = 500)
  void aListOfRecordsOfAnyShippersGivesTheirLinesInOrder(
      @ForAll("fewLines") List<Written> lines, @ForAll Random random)
      throws JsonProcessingException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    List<Inner> expected = new ArrayList<>();
    for (Written line : lines) {
      Shipper shipper = SHIPPERS.get(random.nextInt(SHIPPERS.size()));
      list.add(shuffled(shipper.write(line), random));
      expected.add(new Inner(line.text(), shipper.expected(line)));
    }
    assertThat(inner(PLAIN.writeValueAsString(list))).isEqualTo(expected);
  }

  @Property(tries = 500)
  void recordsInMessagesInLinesAreUnwrappedToTheLastLine(
      @ForAll("lines") Written line, @ForAll Random random) throws JsonProcessingException {
    String text =
        "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu,"
            + " 309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";
    List<Shipper> around = new ArrayList<>(SHIPPERS);
    Collections.shuffle(around, random);
    String wrapped = line.when() + " stderr F " + text;
    for (Shipper shipper : around.subList(0, random.nextInt(4))) {
      Written inside =
          new Written(
              line.namespace(), line.pod(), line.container(), line.when(), line.stream(), wrapped);
      wrapped = PLAIN.writeValueAsString(shuffled(shipper.write(inside), random));
      if (random.nextInt(3) == 0) {
        wrapped = ESCAPING.writeValueAsString(wrapped);
      }
    }
    List<LogLine> lines = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    LogDecoder decoder =
        new LogDecoder(
            read -> {
              lines.add(read);
              texts.add(Lines.text(read));
            });
    byte[] bytes =
        ("[pod/" + line.pod() + "/" + line.container() + "] " + wrapped)
            .getBytes(StandardCharsets.UTF_8);
    decoder.record(bytes, 0, bytes.length, 1);
    decoder.end();
    assertThat(texts).containsExactly(text);
    assertThat(lines.get(0).who().pod()).isEqualTo(line.pod());
    assertThat(lines.get(0).who().container()).isEqualTo(line.container());
    assertThat(lines.get(0).when()).contains(new LineTime(line.when(), LineTime.Quality.INNER));
  }

  @Provide
  Arbitrary<Written> lines() {
    Arbitrary<String> names =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
    // The best doubles do below a microsecond ends in the year 2242.
    Arbitrary<Instant> times =
        Combinators.combine(
                Arbitraries.longs().between(1_000_000_000L, 4_000_000_000L),
                Arbitraries.integers().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().all().excludeChars('\n').map(ShipperPropertyTest::encodable),
            Arbitraries.strings().ascii().excludeChars('\n'),
            Arbitraries.of(
                "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock",
                "\"", "\\", "{}", "[", "\u001b[32m"));
    return Combinators.combine(
            names,
            names,
            names,
            times,
            Arbitraries.of(LogLine.Stream.STDOUT, LogLine.Stream.STDERR),
            texts)
        .as(Written::new);
  }

  @Provide
  Arbitrary<List<Written>> fewLines() {
    return lines().list().ofMaxSize(5);
  }

  /** The text without surrogates that stand alone, for which UTF-8 has no bytes. */
  private static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** The same JSON with the members of each object in another order. */
  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode other = JsonNodeFactory.instance.objectNode();
      names.forEach(name -> other.set(name, shuffled(node.get(name), random)));
      return isPair(other) ? node : other;
    }
    if (node.isArray()) {
      ArrayNode other = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> other.add(shuffled(element, random)));
      return other;
    }
    return node;
  }

  /** Attributes of OTLP are written key first by all. */
  private static boolean isPair(ObjectNode node) {
    return node.size() == 2 && node.has("key") && node.has("value");
  }

  private static List<Inner> inner(String record) {
    List<Inner> read = new ArrayList<>();
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    boolean recognised =
        new JsonEnvelope(new FormatTally())
            .unwrap(bytes, 0, bytes.length, Context.NONE, sinkInto(read));
    assertThat(recognised).isEqualTo(!read.isEmpty());
    return read;
  }

  private static InnerSink sinkInto(List<Inner> read) {
    return (text, from, to, context, part) ->
        read.add(new Inner(Bytes.string(text, from, to), context));
  }
}
