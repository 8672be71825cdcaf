package dev.gctrace.cli.input;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads the bytes of logs to their end, unpacked.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class LogFeed {

  private static final int CHUNK_BYTES = 1 << 18;

  /** Large, as it costs some microseconds to wake the other thread. */
  private static final int AHEAD_BYTES = 1 << 18;

  /** A gzip of a gzip is a mishap that happens; more is no log. */
  private static final int MAX_PACKINGS = 3;

  private static final byte[] LINE_BREAK = {'\n'};

  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final InputStream standardInput;
  private final Consumer<String> problems;
  private final LongConsumer progress;
  private final boolean ahead;
  private boolean sawBinary;
  private byte lastByte = '\n';

  /** Takes bytes, which are valid during the call only. */
  @FunctionalInterface
  public interface ByteSink {

    /**
     * Takes the next bytes.
     *
     * @param bytes buffer that holds them
     * @param from offset of the first
     * @param to offset after the last
     */
    void feed(byte[] bytes, int from, int to);
  }

  /**
   * A feed.
   *
   * @param standardInput what is read for {@link LogSource#STANDARD_INPUT}
   * @param problems told in one line what could not be read; reading goes on behind it
   * @param progress told how many bytes of the input, as it is stored, were read since it was told
   *     last; not always in the thread that reads, but never in two at a time
   * @param ahead whether a thread of its own reads, and unpacks, what comes behind the first bytes:
   *     faster for what is read to its end
   */
  public LogFeed(
      InputStream standardInput, Consumer<String> problems, LongConsumer progress, boolean ahead) {
    this.standardInput = standardInput;
    this.problems = problems;
    this.progress = progress;
    this.ahead = ahead;
  }

  /**
   * Reads a log to its end, which the sink is not told: what of it cannot be read is told.
   *
   * @param source the log
   * @param sink takes its bytes
   */
  public void read(LogSource source, ByteSink sink) {
    lastByte = '\n';
    if (source.files().isEmpty()) {
      tellProblem(() -> readAll(standardInput, source.name(), sink), source.name());
    }
    for (Path file : source.files()) {
      if (lastByte != '\n') {
        sink.feed(LINE_BREAK, 0, 1);
        lastByte = '\n';
      }
      String name = file.toString();
      tellProblem(() -> readFile(file, name, sink), name);
    }
  }

  /**
   * Whether something that was read began with bytes that text does not have.
   *
   * @return whether a NUL stood in the first bytes of a log
   */
  public boolean sawBinary() {
    return sawBinary;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void tellProblem(Step step, String name) {
    try {
      step.run();
    } catch (IOException e) {
      problems.accept(InputProblem.of(name, e).getMessage());
    }
  }

  private void readFile(Path file, String name, ByteSink sink) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InputProblem(name, "is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      readAll(in, name, sink);
    }
  }

  private void readAll(InputStream raw, String name, ByteSink sink) throws IOException {
    readUnpacked(new CountedInput(raw, progress), name, sink, 0);
  }

  /**
   * Reads what is the log, or another packing.
   *
   * @param unpacked packings that are off
   */
  private void readUnpacked(InputStream in, String name, ByteSink sink, int unpacked)
      throws IOException {
    int length = readHead(in);
    if (TarHead.isOne(chunk, length)) {
      throw new InputProblem(
          name,
          "a tar archive is not read here: each file in it is a log of its own; unpack it with"
              + " tar -xf and name the directory");
    }
    Optional<Packing> packing = Packing.of(chunk, length);
    if (packing.isEmpty() || unpacked == MAX_PACKINGS) {
      begin(length, sink);
      feedRest(in, sink);
      return;
    }
    byte[] begin = Arrays.copyOf(chunk, length);
    unpack(
        packing.get(),
        new SequenceInputStream(new ByteArrayInputStream(begin), in),
        name,
        sink,
        unpacked);
  }

  /** Reads into the chunk, as much as is needed to know what it is; how much. */
  private int readHead(InputStream in) throws IOException {
    int length = Math.max(0, in.read(chunk));
    while (length > 0
        && (Packing.isUndecided(chunk, length) || TarHead.isUndecided(chunk, length))) {
      int more = in.read(chunk, length, TarHead.BYTES - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    return length;
  }

  private void unpack(Packing packing, InputStream packed, String name, ByteSink sink, int unpacked)
      throws IOException {
    try {
      InputStream in = packing.unpack(packed, name);
      readUnpacked(in, name, sink, unpacked + 1);
      if (in instanceof GzipMembers members && members.leavesOut()) {
        throw new InputProblem(
            name, "behind the gzip data stands something else, which is left out");
      }
    } catch (InputProblem e) {
      throw e;
    } catch (IOException e) {
      throw new InputProblem(
          name,
          String.format(
              "the %s data %s; what stands before that was read",
              packing.label(), isCut(e) ? "ends too early" : "is damaged: " + e.getMessage()));
    }
  }

  private static boolean isCut(IOException e) {
    return e instanceof EOFException || String.valueOf(e.getMessage()).startsWith("Truncated");
  }

  private void begin(int length, ByteSink sink) {
    for (int i = 0; i < length; i++) {
      sawBinary |= chunk[i] == 0;
    }
    give(sink, chunk, length);
  }

  private void feedRest(InputStream in, ByteSink sink) throws IOException {
    int second = in.read(chunk);
    if (!ahead || second < 0) {
      for (int length = second; length >= 0; length = in.read(chunk)) {
        give(sink, chunk, length);
      }
      return;
    }
    give(sink, chunk, second);
    try (ReadAhead rest = new ReadAhead(in, AHEAD_BYTES)) {
      for (ReadAhead.Piece piece = rest.next(); piece != null; piece = rest.next()) {
        give(sink, piece.bytes(), piece.length());
      }
    }
  }

  private void give(ByteSink sink, byte[] bytes, int length) {
    if (length > 0) {
      sink.feed(bytes, 0, length);
      lastByte = bytes[length - 1];
    }
  }
}
