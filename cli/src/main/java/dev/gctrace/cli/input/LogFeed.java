package dev.gctrace.cli.input;

import dev.gctrace.logs.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads logs to their end.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class LogFeed {

  private static final int CHUNK_BYTES = 1 << 18;

  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final InputStream standardInput;
  private final Consumer<String> problems;
  private final LongConsumer progress;

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

  /** Reads a log to its end; what of it cannot be read is told. */
  public void read(LogSource source, TraceReader reader) {
    if (source.files().isEmpty()) {
      tellProblem(() -> readAll(standardInput, source.name(), reader), source.name());
    }
    for (Path file : source.files()) {
      String name = file.toString();
      tellProblem(
          () -> {
            try (InputStream in = Files.newInputStream(file)) {
              readAll(in, name, reader);
            }
          },
          name);
    }
    reader.end();
  }

  private interface Reading {
    void run() throws IOException;
  }

  private void tellProblem(Reading reading, String name) {
    try {
      reading.run();
    } catch (IOException e) {
      problems.accept(InputProblem.of(name, e).getMessage());
    }
  }

  private void readAll(InputStream raw, String name, TraceReader reader) throws IOException {
    InputStream counted = new CountedInput(raw, progress);
    int length = Math.max(0, counted.read(chunk));
    while (length > 0 && Compression.isUndecided(chunk, length)) {
      int more = counted.read(chunk, length, Compression.MAGIC_BYTES - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    Optional<Compression> compression = Compression.of(chunk, length);
    if (compression.isEmpty()) {
      reader.feed(chunk, 0, length);
      feedRest(counted, reader);
      return;
    }
    InputStream whole =
        new SequenceInputStream(new ByteArrayInputStream(chunk.clone(), 0, length), counted);
    try {
      feedRest(compression.get().unpack(whole, name), reader);
    } catch (InputProblem e) {
      throw e;
    } catch (IOException e) {
      throw new InputProblem(
          name,
          String.format(
              "the %s data %s; what was read until there is reported",
              compression.get().label(),
              e instanceof EOFException ? "ends too early" : "is damaged: " + e.getMessage()));
    }
  }

  private void feedRest(InputStream in, TraceReader reader) throws IOException {
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      reader.feed(chunk, 0, length);
    }
  }
}
