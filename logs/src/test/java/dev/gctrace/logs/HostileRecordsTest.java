package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Records that are broken, or made to do harm: they are survived, and what is sound is read. */
class HostileRecordsTest {

  private static final String G =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
          + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static final String KUBERNETES =
      "\"kubernetes\":{\"pod_name\":\"orders-0\",\"namespace_name\":\"shop\",\"container_name\":\"app\"}";

  private static final String SOUND = "\"log\":\"" + G + "\"," + KUBERNETES;

  private static final String READ = "shop/orders-0/app | no time | unknown | " + G;

  @Test
  void deepNestingIsReadPast() {
    String deep = "\"x\":" + "[".repeat(10_000) + "]".repeat(10_000);
    assertThat(Lines.of("{" + deep + "," + SOUND + "}")).containsExactly(READ);
    String objects = "\"x\":" + "{\"a\":".repeat(9_990) + "1" + "}".repeat(9_990);
    assertThat(Lines.of("{" + objects + "," + SOUND + "}")).containsExactly(READ);
  }

  @Test
  void nestingWithoutEndIsReadUntilItIsTooDeep() {
    assertThat(Lines.of("{" + SOUND + ",\"x\":" + "[".repeat(1_000_000))).containsExactly(READ);
    assertThat(Lines.of("{" + SOUND + ",\"payload\":" + "{\"payload\":".repeat(200_000)))
        .containsExactly(READ);
    assertThat(Lines.of("{" + SOUND + ",\"x\":" + "{\"payload\":".repeat(200_000)))
        .containsExactly(READ);
  }

  @Test
  void recordsInRecordsWithoutEndAreReadSoFar() {
    String wrapped = "{\"events\":[".repeat(5000) + "{" + SOUND + "}" + "]}".repeat(5000);
    assertThat(Lines.of("{\"entries\":[{" + SOUND + "}]," + wrapped.substring(1))).contains(READ);
  }

  @Test
  void numbersWithoutEndTellNothing() {
    String digits = "9".repeat(100_000);
    for (String number :
        List.of(
            digits,
            "-" + digits,
            "0." + digits,
            "1e" + digits,
            "1e999999999",
            "NaN",
            "Infinity",
            "-Infinity",
            "007")) {
      assertThat(Lines.of("{\"time\":" + number + ",\"x\":" + number + "," + SOUND + "}"))
          .as(number.substring(0, Math.min(20, number.length())))
          .containsExactly(READ);
      assertThat(Lines.of("{\"time\":\"" + number + "\"," + SOUND + "}")).containsExactly(READ);
    }
  }

  @Test
  void moreNamesThanAreRememberedAreReadPast() {
    StringBuilder record = new StringBuilder("{");
    for (int i = 0; i < 300_000; i++) {
      record.append("\"n").append(i).append("\":0,");
    }
    assertThat(Lines.of(record + SOUND + "}")).containsExactly(READ);
  }

  @Test
  void namesThatCollideAreReadPast() {
    // "Aa" and "BB" have one hash code, and so has every string of sixteen of them.
    StringBuilder record = new StringBuilder("{");
    for (int i = 0; i < 1 << 16; i++) {
      record.append('"');
      for (int bit = 0; bit < 16; bit++) {
        record.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      record.append("\":0,");
    }
    assertThat(Lines.of(record + SOUND + "}")).containsExactly(READ);
  }

  @Test
  void textsAndListsWithoutEndAreReadPast() {
    String text = "x".repeat(4 << 20);
    assertThat(Lines.of("{\"a\":\"" + text + "\"," + SOUND + "}")).containsExactly(READ);
    assertThat(Lines.of("{\"" + text + "\":0," + SOUND + "}")).containsExactly(READ);
    assertThat(Lines.of("{\"pod_name\":\"" + text + "\"," + SOUND + "}")).containsExactly(READ);
    assertThat(Lines.of("{\"a\":[" + "0,".repeat(1_000_000) + "0]," + SOUND + "}"))
        .containsExactly(READ);
  }

  @Test
  void aListOfBytesWithoutEndIsCut() {
    List<Integer> lengths = new ArrayList<>();
    LogDecoder decoder = new LogDecoder(line -> lengths.add(line.to() - line.from()));
    byte[] record =
        ("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[" + "103,".repeat(1 << 20) + "99]}")
            .getBytes(StandardCharsets.UTF_8);
    decoder.record(record, 0, record.length, 1);
    assertThat(lengths).containsExactly(1 << 20);
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() {
    byte[] record =
        ("{\"a\":\"?\"," + SOUND + ",\"stream\":\"?\"}").getBytes(StandardCharsets.UTF_8);
    for (int bad : new int[] {0x80, 0xc0, 0xe2, 0xf8, 0xff}) {
      byte[] broken = record.clone();
      for (int i = 0; i < broken.length; i++) {
        broken[i] = broken[i] == '?' ? (byte) bad : broken[i];
      }
      assertThat(Lines.of(broken)).containsExactly(READ);
    }
    assertThat(Lines.of("{\"log\":\"\\ud800 " + G + "\"," + KUBERNETES + "}"))
        .singleElement()
        .asString()
        .endsWith(G);
  }

  @Test
  void escapesOfTerminalsInTextsAreTakenOff() {
    String raw = "\u001b[96m";
    String escaped = "\\u001b[36m";
    assertThat(
            Lines.of(
                raw
                    + "{\"log\":\""
                    + raw
                    + G.substring(0, 9)
                    + escaped
                    + G.substring(9)
                    + raw
                    + "\","
                    + KUBERNETES.replace("orders", raw + "orders")
                    + "}"
                    + raw))
        .containsExactly(READ);
  }

  @Test
  void lineBreaksAndTabsThatNobodyEscapedAreReadAsSuch() {
    assertThat(Lines.of("{\"log\":\"a\tb\n" + G + "\"," + KUBERNETES + "}"))
        .containsExactly("shop/orders-0/app | no time | unknown | a\tb", READ);
  }

  @Test
  void aRecordThatBreaksOffBehindItsLineGivesIt() {
    String record = "{" + KUBERNETES + ",\"log\":\"" + G + "\",\"stream\":\"std";
    LogDecoder decoder = decoderOf(record);
    assertThat(decoder.formats().unknownJson()).isEqualTo(1);
    assertThat(Lines.of(record)).containsExactly(READ);
  }

  @Test
  void aRecordThatBreaksOffInItsLineIsLeftAsText() {
    String record = "{" + KUBERNETES + ",\"log\":\"gc 15 @248";
    assertThat(Lines.of(record)).singleElement().asString().endsWith(record);
    assertThat(decoderOf(record).formats().unknownJson()).isEqualTo(1);
  }

  @Test
  void everyBeginOfEveryRecordIsSurvived() throws IOException {
    for (byte[] record : records()) {
      for (int to = 0; to <= record.length; to++) {
        assertThat(bytesRead(Arrays.copyOf(record, to))).isLessThanOrEqualTo(3L * to);
      }
    }
  }

  @Property(tries = 2000)
  void anyChangeToAnyRecordIsSurvived(
      @ForAll @IntRange(min = 0, max = 50) int which,
      @ForAll @IntRange(min = 1, max = 20) int changes,
      @ForAll Random random)
      throws IOException {
    List<byte[]> records = records();
    byte[] record = records.get(which % records.size()).clone();
    byte[] other = records.get(random.nextInt(records.size()));
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(record.length);
      switch (random.nextInt(4)) {
        case 0 -> record[at] = (byte) random.nextInt(256);
        case 1 -> record[at] = (byte) "{}[]\",:\\\n0\u001b".charAt(random.nextInt(11));
        case 2 -> record = without(record, at, random.nextInt(20));
        default -> {
          int length = Math.min(random.nextInt(40), Math.min(record.length, other.length));
          int from = random.nextInt(other.length - length + 1);
          System.arraycopy(other, from, record, Math.min(at, record.length - length), length);
        }
      }
      if (record.length == 0) {
        return;
      }
    }
    assertThat(bytesRead(record, other)).isLessThanOrEqualTo(3L * (record.length + other.length));
  }

  @Property(tries = 2000)
  void anyBytesAreSurvived(@ForAll byte[] bytes, @ForAll @IntRange(max = 4) int kind) {
    byte[] heads = {'{', '[', '"', 0x0a, (byte) 0x81};
    byte[] record = new byte[bytes.length + 1];
    record[0] = heads[kind];
    System.arraycopy(bytes, 0, record, 1, bytes.length);
    assertThat(Lines.of(record)).isNotNull();
  }

  /** How long the lines in records are together. A byte that is not UTF-8 becomes three. */
  private static long bytesRead(byte[]... records) {
    long[] bytes = {0};
    LogDecoder decoder = new LogDecoder(line -> bytes[0] += line.to() - line.from());
    int number = 0;
    for (byte[] record : records) {
      decoder.record(record, 0, record.length, ++number);
    }
    decoder.end();
    return bytes[0];
  }

  private static LogDecoder decoderOf(String record) {
    LogDecoder decoder = new LogDecoder(line -> {});
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    decoder.record(bytes, 0, bytes.length, 1);
    return decoder;
  }

  private static byte[] without(byte[] bytes, int from, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    int rest = Math.min(bytes.length, from + length);
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }

  /** The records of all shippers, text and binary. */
  private static List<byte[]> records() throws IOException {
    List<byte[]> records = new ArrayList<>();
    byte[] golden = resource("structured-records.golden");
    for (String line : Bytes.string(golden, 0, golden.length).lines().toList()) {
      if (line.startsWith("{") || line.startsWith("\"")) {
        records.add(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    for (String name :
        List.of(
            "otlp-python.bin",
            "otlp-js.bin",
            "otlp-collector.bin",
            "msgpack-python.bin",
            "msgpack-python-odd.bin",
            "otlp-python-pretty-snake.json",
            "journal.export")) {
      records.add(resource("recorded/" + name));
    }
    return records;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = HostileRecordsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
