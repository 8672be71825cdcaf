package dev.gctrace.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceReader;
import dev.gctrace.logs.TraceSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFeedTest {

  private static final String TEXT = "first\nsecond\nthird\n";

  @TempDir private Path dir;

  private final List<String> problems = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder();
  private final AtomicLong progress = new AtomicLong();

  @Test
  void readsTextAsItIs() {
    feed(bytes(TEXT));

    assertThat(lines).hasToString(TEXT);
    assertThat(progress).hasValue(TEXT.length());
  }

  @Test
  void readsGzipOfSeveralMembers() throws IOException {
    feed(join(gzip("first\nsec"), gzip("ond\nthird\n")));

    assertThat(lines).hasToString(TEXT);
    assertThat(problems).isEmpty();
  }

  @Test
  void readsWhatWasPackedTwice() throws IOException {
    feed(gzip(gzip(TEXT)));
    assertThat(lines).hasToString(TEXT);

    lines.setLength(0);
    feed(Zstd.compress(gzip(TEXT)));
    assertThat(lines).hasToString(TEXT);
    assertThat(problems).isEmpty();
  }

  /** A name of 100 bytes and numbers, the mark at 257, and the file behind 512. */
  @Test
  void anArchiveOfLogsIsNotReadAsOneLog() throws IOException {
    byte[] head = Arrays.copyOf(bytes("pods/shop_a_1/app/0.log"), 512);
    System.arraycopy(bytes("ustar"), 0, head, 257, 5);
    byte[] archive = join(head, bytes(TEXT));
    String told =
        "standard input: a tar archive is not read here: each file in it is a log of its own; unpack"
            + " it with tar -xf and name the directory";

    feed(archive);
    feed(gzip(archive));
    feedFrom(
        new SequenceInputStream(
            new ByteArrayInputStream(archive, 0, 200),
            new ByteArrayInputStream(archive, 200, archive.length - 200)));

    assertThat(lines).isEmpty();
    assertThat(problems).containsExactly(told, told, told);
  }

  @Test
  void textWithAZeroInItsFirstLineIsText() {
    feed(bytes("fir\0st\n"));

    assertThat(lines).hasToString("fir\0st\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void whatStandsBehindGzipIsTold() throws IOException {
    String told = "standard input: behind the gzip data stands something else, which is left out";
    for (String rest : List.of("!", "garbage", "x".repeat(200_000))) {
      problems.clear();
      lines.setLength(0);
      feed(join(join(gzip("first\nsec"), gzip("ond\nthird\n")), bytes(rest)));

      assertThat(lines).hasToString(TEXT);
      assertThat(problems).containsExactly(told);
    }
  }

  @Test
  void readsZstdOfSeveralFrames() {
    feed(join(Zstd.compress(bytes("first\nsec")), Zstd.compress(bytes("ond\nthird\n"))));

    assertThat(lines).hasToString(TEXT);
    assertThat(problems).isEmpty();
  }

  @Test
  void readsWhatPowerShellWrites() {
    String text = "first\r\nüber \ud83d\ude80\r\n";
    feed(join(new byte[] {(byte) 0xff, (byte) 0xfe}, text.getBytes(StandardCharsets.UTF_16LE)));

    assertThat(lines.toString().replace("\r", "")).isEqualTo("first\nüber \ud83d\ude80\n");
  }

  @Test
  void readsBytesThatComeOneAtATime() throws IOException {
    byte[] packed = join(gzip("first\nsec"), gzip("ond\nthird\n"));
    feedFrom(new OneByOne(packed));

    assertThat(lines).hasToString(TEXT);
  }

  @Test
  void whatStandsBeforeTheCutInGzipIsRead() throws IOException {
    byte[] packed = gzip(incompressible());
    feed(Arrays.copyOf(packed, packed.length / 2));

    assertThat(lines.length()).isGreaterThan(packed.length / 4);
    assertThat(problems)
        .containsExactly(
            "standard input: the gzip data ends too early; what stands before that was" + " read");
  }

  @Test
  void whatStandsBeforeTheCutInZstdIsRead() {
    byte[] packed = Zstd.compress(bytes(incompressible()));
    feed(Arrays.copyOf(packed, packed.length / 2));

    assertThat(lines.length()).isGreaterThan(packed.length / 4);
    assertThat(problems)
        .containsExactly(
            "standard input: the zstd data ends too early; what stands before that was" + " read");
  }

  @Test
  void damageInGzipIsTold() throws IOException {
    byte[] packed = gzip(incompressible());
    packed[packed.length - 5] ^= 1; // in the checksum
    feed(packed);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0))
        .startsWith("standard input: the gzip data is damaged: ")
        .doesNotContain("\n");
  }

  @Test
  void aPackingThatIsNotReadIsTold() {
    feed(new byte[] {'B', 'Z', 'h', '9', 1, 2, 3});

    assertThat(problems)
        .containsExactly(
            "standard input: bzip2 is not read here; unpack it: bzip2 -dc FILE | gctrace analyze");
    assertThat(lines).isEmpty();
  }

  @Test
  void textThatBeginsLikeAPackingIsText() {
    feed(bytes("BZ"));

    assertThat(lines).hasToString("BZ\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void nothingIsNothing() {
    feed(new byte[0]);

    assertThat(lines).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void filesOfOneLogAreReadOneAfterTheOther() throws IOException {
    Path one = Files.write(dir.resolve("app.log.1.gz"), gzip("first\nsecond"));
    Path two = Files.writeString(dir.resolve("app.log"), "third\n");

    read(
        new LogSource("app.log", ContainerId.NONE, List.of(one, two)),
        InputStream.nullInputStream());

    assertThat(lines).hasToString(TEXT);
  }

  @Test
  void aFileThatHasGoneIsTold() {
    Path gone = dir.resolve("gone.log");
    read(new LogSource("gone.log", ContainerId.NONE, List.of(gone)), InputStream.nullInputStream());

    assertThat(problems).containsExactly(gone + ": no such file");
  }

  @Test
  void knowsBinaryFromText() {
    assertThat(feed(bytes("text\n")).sawBinary()).isFalse();
    assertThat(feed(new byte[] {'E', 'L', 'F', 0, 1}).sawBinary()).isTrue();
  }

  private LogFeed feed(byte[] input) {
    return feedFrom(new ByteArrayInputStream(input));
  }

  private LogFeed feedFrom(InputStream in) {
    return read(LogSource.STANDARD_INPUT, in);
  }

  private LogFeed read(LogSource source, InputStream in) {
    LogFeed feed = new LogFeed(in, problems::add, progress::addAndGet, true);
    TraceReader reader = new TraceReader(new Lines());
    feed.read(source, reader::feed);
    reader.end();
    return feed;
  }

  private static String incompressible() {
    Random random = new Random(42);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      text.append((char) ('!' + random.nextInt(90)));
      if (i % 80 == 79) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(bytes(text));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] join(byte[] left, byte[] right) {
    byte[] joined = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, joined, left.length, right.length);
    return joined;
  }

  /** A pipe whose writer is slow: never more than a byte there. */
  private static final class OneByOne extends FilterInputStream {
    OneByOne(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      return super.read(target, from, Math.min(1, length));
    }

    @Override
    public int available() {
      return 0;
    }
  }

  private final class Lines implements TraceSink {
    @Override
    public void event(ContainerId who, TraceEvent event, Origin origin) {}

    @Override
    public void malformed(ContainerId who, Malformed malformed, Origin origin) {}

    @Override
    public boolean wantsUnrelated() {
      return true;
    }

    @Override
    public void unrelated(ContainerId who, byte[] buffer, int from, int to, Origin origin) {
      lines.append(new String(buffer, from, to - from, StandardCharsets.UTF_8)).append('\n');
    }
  }
}
