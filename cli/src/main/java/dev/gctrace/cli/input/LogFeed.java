package dev.gctrace.cli.input;

import dev.gctrace.logs.TraceReader;
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
  private static final byte[] LINE_BREAK = {'\n'};

  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final InputStream standardInput;
  private final Consumer<String> problems;
  private final LongConsumer progress;
  private boolean sawBinary;

  /**
   * A feed.
   *
   * @param standardInput what is read for {@link LogSource#STANDARD_INPUT}
   * @param problems told in one line what could not be read; reading goes on behind it
   * @param progress told how many bytes of the input, as it is stored, were read since it was told
   *     last
   */
  public LogFeed(InputStream standardInput, Consumer<String> problems, LongConsumer progress) {
    this.standardInput = standardInput;
    this.problems = problems;
    this.progress = progress;
  }

  /**
   * Reads a log to its end, which the reader is not told: what of it cannot be read is told.
   *
   * @param source the log
   * @param reader takes its bytes
   */
  public void read(LogSource source, TraceReader reader) {
    if (source.files().isEmpty()) {
      tellProblem(() -> readAll(standardInput, source.name(), reader), source.name());
    }
    for (Path file : source.files()) {
      if (reader.endsInLine()) {
        reader.feed(LINE_BREAK, 0, 1);
      }
      String name = file.toString();
      tellProblem(() -> readFile(file, name, reader), name);
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

  private void readFile(Path file, String name, TraceReader reader) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InputProblem(name, "is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      readAll(in, name, reader);
    }
  }

  private void readAll(InputStream raw, String name, TraceReader reader) throws IOException {
    InputStream counted = new CountedInput(raw, progress);
    int length = Math.max(0, counted.read(chunk));
    while (length > 0 && Packing.isUndecided(chunk, length)) {
      int more = counted.read(chunk, length, Packing.MAGIC_BYTES - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    Optional<Packing> packing = Packing.of(chunk, length);
    if (packing.isEmpty()) {
      begin(length, reader);
      feedRest(counted, reader);
      return;
    }
    byte[] begin = Arrays.copyOf(chunk, length);
    unpack(
        packing.get(),
        new SequenceInputStream(new ByteArrayInputStream(begin), counted),
        name,
        reader);
  }

  private void unpack(Packing packing, InputStream packed, String name, TraceReader reader)
      throws IOException {
    try {
      InputStream in = packing.unpack(packed, name);
      begin(Math.max(0, in.read(chunk)), reader);
      feedRest(in, reader);
    } catch (InputProblem e) {
      throw e;
    } catch (IOException e) {
      throw new InputProblem(
          name,
          String.format(
              "the %s data %s; what stands before that is in the report",
              packing.label(), isCut(e) ? "ends too early" : "is damaged: " + e.getMessage()));
    }
  }

  private static boolean isCut(IOException e) {
    return e instanceof EOFException || String.valueOf(e.getMessage()).startsWith("Truncated");
  }

  private void begin(int length, TraceReader reader) {
    for (int i = 0; i < length; i++) {
      sawBinary |= chunk[i] == 0;
    }
    reader.feed(chunk, 0, length);
  }

  private void feedRest(InputStream in, TraceReader reader) throws IOException {
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      reader.feed(chunk, 0, length);
    }
  }
}
