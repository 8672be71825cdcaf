package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * What the libraries of the two binary encodings write is read, and what they would not, is not.
 */
class BinaryRecordsTest {

  private static final long NANOS = 1_767_607_872_123_456_789L;

  /** Takes tokens and writes them down. */
  private static final class Spelled implements RecordTokens {
    private final List<String> tokens = new ArrayList<>();

    @Override
    public void beginObject() {
      tokens.add("{");
    }

    @Override
    public void endObject() {
      tokens.add("}");
    }

    @Override
    public void beginArray() {
      tokens.add("[");
    }

    @Override
    public void endArray() {
      tokens.add("]");
    }

    @Override
    public void name(String name) {
      tokens.add(name + ":");
    }

    @Override
    public void text(byte[] text, int from, int to) {
      tokens.add('"' + Bytes.string(text, from, to) + '"');
    }

    @Override
    public void integer(long number) {
      tokens.add(Long.toString(number));
    }

    @Override
    public void decimal(String number) {
      tokens.add(number);
    }

    @Override
    public void nothing() {
      tokens.add("-");
    }
  }

  @Property(tries = 200)
  void whatTheLibraryOfMessagePackWritesIsReadTokenByToken(@ForAll Random random)
      throws IOException {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    List<String> expected = new ArrayList<>();
    packMap(packer, expected, random, 0);
    byte[] record = packer.toByteArray();
    Spelled spelled = new Spelled();
    assertThat(MessagePackTokens.read(record, 0, record.length, spelled)).isTrue();
    assertThat(spelled.tokens).isEqualTo(expected);
    byte[] longer = new byte[record.length + 1];
    System.arraycopy(record, 0, longer, 1, record.length);
    assertThat(MessagePackTokens.read(longer, 1, longer.length, Unread.ALL)).isTrue();
    assertThat(MessagePackTokens.read(record, 0, record.length - 1, Unread.ALL)).isFalse();
    assertThat(MessagePackTokens.read(longer, 0, longer.length, Unread.ALL)).isFalse();
  }

  private static void packMap(
      MessageBufferPacker packer, List<String> expected, Random random, int depth)
      throws IOException {
    // The encoding changes at 16 and at 65,536 members.
    int size = depth == 0 && random.nextInt(10) == 0 ? 20 : random.nextInt(4);
    packer.packMapHeader(size);
    expected.add("{");
    for (int i = 0; i < size; i++) {
      String name = "x".repeat(random.nextInt(40)) + i;
      packer.packString(name);
      expected.add(name + ":");
      packValue(packer, expected, random, depth);
    }
    expected.add("}");
  }

  private static void packValue(
      MessageBufferPacker packer, List<String> expected, Random random, int depth)
      throws IOException {
    switch (random.nextInt(depth < 3 ? 9 : 7)) {
      case 0 -> {
        packer.packNil();
        expected.add("-");
      }
      case 1 -> {
        boolean truth = random.nextBoolean();
        packer.packBoolean(truth);
        expected.add(truth ? "\"true\"" : "-");
      }
      case 2 -> {
        long number = random.nextLong() >> random.nextInt(64);
        packer.packLong(number);
        expected.add(Long.toString(number));
      }
      case 3 -> {
        // A multiple of 1/64 has at most six decimals, so that it is printed as it is.
        double number = random.nextInt(1 << 20) / 64.0;
        packer.packDouble(number);
        expected.add(new BigDecimal(number).setScale(6).toPlainString());
      }
      case 4 -> {
        String text = "ü€x".repeat(random.nextInt(random.nextInt(50) == 0 ? 20_000 : 100));
        packer.packString(text);
        expected.add('"' + text + '"');
      }
      case 5 -> {
        byte[] bytes = "gc 1".repeat(random.nextInt(100)).getBytes(StandardCharsets.UTF_8);
        packer.packBinaryHeader(bytes.length);
        packer.writePayload(bytes);
        expected.add('"' + Bytes.string(bytes, 0, bytes.length) + '"');
      }
      case 6 -> {
        byte[] bytes = new byte[random.nextInt(300)];
        packer.packExtensionTypeHeader((byte) 5, bytes.length);
        packer.writePayload(bytes);
        expected.add("-");
      }
      case 7 -> {
        int size = random.nextInt(20);
        packer.packArrayHeader(size);
        expected.add("[");
        for (int i = 0; i < size; i++) {
          packValue(packer, expected, random, depth + 2);
        }
        expected.add("]");
      }
      default -> packMap(packer, expected, random, depth + 1);
    }
  }

  /** A line of a batch: by which resource, and in which form its body is. */
  record Logged(int resource, int form, String text) {}

  @Property(tries = 200)
  void whatTheLibraryOfOpenTelemetryWritesIsReadLineByLine(
      @ForAll("logged") List<Logged> lines, @ForAll Random random) throws IOException {
    List<ResourceLogs> resources = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Logged line : lines) {
      resources.add(resourceLogs(line));
      expected.add(
          "ns/pod-"
              + line.resource()
              + "/app#7 | 2026-01-05T10:11:12.123456789Z structured | "
              + (line.form() == 2 ? "stdout" : "stderr")
              + " | "
              + line.text());
    }
    byte[] record = LogsData.newBuilder().addAllResourceLogs(resources).build().toByteArray();
    if (!lines.isEmpty()) {
      assertThat(Lines.of(record)).isEqualTo(expected);
      assertThat(Lines.of(fieldsReversed(resources))).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<List<Logged>> logged() {
    Arbitrary<String> texts = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(300);
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 2), texts)
        .as(Logged::new)
        .list()
        .ofMaxSize(6);
  }

  private static ResourceLogs resourceLogs(Logged line) {
    AnyValue text = AnyValue.newBuilder().setStringValue(line.text()).build();
    AnyValue body =
        switch (line.form()) {
          case 0 -> text;
          case 1 ->
              AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(line.text())).build();
          default ->
              AnyValue.newBuilder()
                  .setKvlistValue(
                      KeyValueList.newBuilder()
                          .addValues(KeyValue.newBuilder().setKey("log").setValue(text))
                          .addValues(pair("stream", "stdout")))
                  .build();
        };
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setObservedTimeUnixNano(1)
            .setTimeUnixNano(NANOS)
            .setSeverityNumberValue(9)
            .setFlags(1)
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setBody(body);
    if (line.form() != 2) {
      record.addAttributes(pair("log.iostream", "stderr"));
    }
    return ResourceLogs.newBuilder()
        .setSchemaUrl("x")
        .setResource(
            Resource.newBuilder()
                .addAttributes(pair("k8s.namespace.name", "ns"))
                .addAttributes(pair("k8s.pod.name", "pod-" + line.resource()))
                .addAttributes(pair("k8s.container.name", "app"))
                .addAttributes(
                    KeyValue.newBuilder()
                        .setKey("k8s.container.restart_count")
                        .setValue(AnyValue.newBuilder().setIntValue(7)))
                .setDroppedAttributesCount(3))
        .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record))
        .build();
  }

  /** The batch with the lines of a resource before the resource, as the encoding allows. */
  private static byte[] fieldsReversed(List<ResourceLogs> resources) throws IOException {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    for (ResourceLogs resource : resources) {
      batch.write(0x0a);
      byte[] scopes = resource.toBuilder().clearResource().build().toByteArray();
      byte[] rest =
          ResourceLogs.newBuilder().setResource(resource.getResource()).build().toByteArray();
      writeVarint(batch, scopes.length + rest.length);
      batch.write(scopes);
      batch.write(rest);
    }
    return batch.toByteArray();
  }

  private static void writeVarint(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  @Property(tries = 200)
  void whatIsCutIsNoBatch(
      @ForAll("logged") List<Logged> lines, @ForAll @IntRange(min = 1, max = 60) int cut) {
    List<ResourceLogs> resources = lines.stream().map(BinaryRecordsTest::resourceLogs).toList();
    byte[] record = LogsData.newBuilder().addAllResourceLogs(resources).build().toByteArray();
    if (record.length > 0) {
      assertThat(OtlpTokens.read(record, 0, record.length, Unread.ALL)).isTrue();
      assertThat(OtlpTokens.read(record, 0, record.length - cut, Unread.ALL)).isFalse();
    }
  }

  @Test
  void aLengthThatIsOnlyClaimedAllocatesNothing() {
    byte[][] records = {
      {(byte) 0x81, (byte) 0xa1, 'k', (byte) 0xdb, 0x7f, -1, -1, -1, 'x'},
      {(byte) 0x81, (byte) 0xa1, 'k', (byte) 0xc6, -1, -1, -1, -1, 'x'},
      {(byte) 0x81, (byte) 0xa1, 'k', (byte) 0xc9, -1, -1, -1, -1, 'x'},
      {(byte) 0xdf, 0x7f, -1, -1, -1},
      {(byte) 0x81, (byte) 0xa1, 'k', (byte) 0xdd, 0x7f, -1, -1, -1, 1},
      {0x0a, -1, -1, -1, -1, 7},
      {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    };
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (byte[] record : records) {
      BinaryEnvelope envelope = new BinaryEnvelope(new FormatTally());
      long before = threads.getCurrentThreadAllocatedBytes();
      boolean recognised =
          envelope.unwrap(record, 0, record.length, Context.NONE, (t, f, e, c, p) -> {});
      assertThat(recognised).isFalse();
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }
  }

  @Test
  void nestingWithoutEndIsNoRecord() {
    byte[] arrays = new byte[100_000];
    Arrays.fill(arrays, (byte) 0x91);
    arrays[0] = (byte) 0x81;
    arrays[1] = (byte) 0xa0;
    assertThat(MessagePackTokens.read(arrays, 0, arrays.length, Unread.ALL)).isFalse();
    AnyValue value = AnyValue.newBuilder().setStringValue("x").build();
    for (int i = 0; i < 60; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    byte[] record =
        LogsData.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .addLogRecords(LogRecord.newBuilder().setBody(value))))
            .build()
            .toByteArray();
    assertThat(OtlpTokens.read(record, 0, record.length, Unread.ALL)).isFalse();
  }

  @Test
  void textsThatBeginLikeABinaryRecordAreTexts() {
    for (String text : List.of("\ngc 15 @248.448s", "\u07b1\u0780 text", "\n\n\n", "\n{}")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(Map.of(text, Lines.of(bytes).isEmpty())).containsEntry(text, false);
      assertThat(
              new BinaryEnvelope(new FormatTally())
                  .unwrap(bytes, 0, bytes.length, Context.NONE, (t, f, e, c, p) -> {}))
          .isFalse();
    }
  }

  @Test
  void theEncodingIsCountedBesideTheKindOfRecord() {
    byte[] record =
        LogsData.newBuilder()
            .addResourceLogs(resourceLogs(new Logged(0, 0, "served")))
            .build()
            .toByteArray();
    LogDecoder decoder = new LogDecoder(line -> {});
    decoder.record(record, 0, record.length, 1);
    assertThat(decoder.formats().records())
        .isEqualTo(Map.of(LogFormat.OTLP, 1L, LogFormat.PROTOBUF, 1L));
  }
}
