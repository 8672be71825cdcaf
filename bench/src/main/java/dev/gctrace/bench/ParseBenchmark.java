package dev.gctrace.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gctrace.core.trace.LineParser;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to read one line, and whether a hand-written parser is worth its lines of code: it
 * is to take less than a microsecond for a line of today and to leave nothing behind but the event,
 * and to pass over a line of the program's own log for less. {@link RegexLineParser} is the way not
 * taken.
 *
 * <p>Run it with
 *
 * <pre>{@code
 * mvn -B -q -Dquick -Dmaven.test.skip=true package
 * java -cp 'bench/target/classes:bench/target/lib/*' org.openjdk.jmh.Main ParseBenchmark -prof gc
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {

  /** Lines of Go 1.19 to 1.26, as recorded. A few, so that no branch is learned by heart. */
  static final byte[][] RECORDS =
      bytes(
          "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260"
              + " MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P",
          "gc 46 @4.242s 48%: 0.039+66+0.004 ms clock, 0.078+24/35/14+0.008 ms cpu, 105->118->108"
              + " MB, 105 MB goal, 0 MB stacks, 0 MB globals, 2 P",
          "gc 31 @351.428s 0%: 0.068+139+0.078 ms clock, 1.1+427/554/161+1.2 ms cpu,"
              + " 4520->4600->936 MB, 4745 MB goal, 4 MB stacks, 0 MB globals, 16 P",
          "gc 2 @0.063s 1%: 0.14+0.17+0.003 ms clock, 0.28+0/0.060/0.16+0.007 ms cpu, 38->38->0 MB,"
              + " 76 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)",
          "gc 25915 @4.541s 12%: 0.015+0.044+0.001 ms clock, 0.15+0.017/0.055/0.003+0.011 ms cpu,"
              + " 3->3->0 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 10 P",
          "gc 20 @241.757s 0%: 0.15+91+0.12 ms clock, 2.4+54/363/629+1.9 ms cpu, 3675->3700->746"
              + " MB, 3745 MB goal, 4 MB stacks, 0 MB globals, 16 P",
          "gc 1 @0.012s 2%: 0.037+4.0+0.034 ms clock, 0.074+0.16/1.0/0.50+0.068 ms cpu, 4->4->3 MB,"
              + " 4 MB goal, 0 MB stacks, 0 MB globals, 2 P",
          "gc 145 @5.879s 0%: 0.012+0.12+0.011 ms clock, 0.19+0/0.16/0+0.18 ms cpu, 3->3->0 MB, 4"
              + " MB goal, 0 MB stacks, 0 MB globals, 16 P (forced)");

  /** The records behind what CRI puts before a line. */
  static final byte[][] PREFIXED = prefixed("2026-01-05T10:11:12.123456789Z stderr F ", RECORDS);

  /** A line of a program's own log, of 175 bytes. */
  static final byte[] UNRELATED =
      ("{\"level\":\"info\",\"time\":\"2026-01-05T10:11:12.123456789Z\",\"msg\":\"handled request\","
              + "\"path\":\"/api/v1/orders/8731\",\"status\":200,\"duration\":\"1.23ms\","
              + "\"bytes\":4711,\"user\":\"user-00291\"}")
          .getBytes(US_ASCII);

  private int next;

  /** A record, read by the parser. */
  @Benchmark
  public Optional<LineParser.Parsed> record() {
    return parse(RECORDS[next++ & 7]);
  }

  /** A record behind a prefix, read by the parser. */
  @Benchmark
  public Optional<LineParser.Parsed> recordBehindPrefix() {
    return parse(PREFIXED[next++ & 7]);
  }

  /** A line of the program's own, turned away by the parser. */
  @Benchmark
  public Optional<LineParser.Parsed> unrelated() {
    return parse(UNRELATED);
  }

  /** A record, read by an anchored regular expression. */
  @Benchmark
  public Optional<LineParser.Parsed> recordByRegex() {
    return RegexLineParser.parse(RECORDS[next++ & 7]);
  }

  /** A line of the program's own, turned away by an anchored regular expression. */
  @Benchmark
  public Optional<LineParser.Parsed> unrelatedByRegex() {
    return RegexLineParser.parse(UNRELATED);
  }

  static Optional<LineParser.Parsed> parse(byte[] line) {
    return LineParser.parse(line, 0, line.length);
  }

  private static byte[][] bytes(String... lines) {
    byte[][] bytes = new byte[lines.length][];
    for (int i = 0; i < lines.length; i++) {
      bytes[i] = lines[i].getBytes(US_ASCII);
    }
    return bytes;
  }

  private static byte[][] prefixed(String prefix, byte[][] lines) {
    String[] texts = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      texts[i] = prefix + new String(lines[i], US_ASCII);
    }
    return bytes(texts);
  }
}
