package dev.gctrace.cli.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A queue of bytes in a temporary file, which is made when it is needed and goes with the process.
 *
 * <p>Not for use by more than one thread at a time, but for {@link #append} in one and {@link
 * #read} in another.
 */
class SpillFile implements Closeable {

  private FileChannel file;

  /**
   * Writes at a place.
   *
   * @param at offset in the file
   * @return offset behind what was written
   * @throws IOException when the disk takes no more; what was written of it then does not count
   */
  long append(byte[] bytes, long at) throws IOException {
    if (file == null) {
      Path path = Files.createTempFile("gctrace-", ".out");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long end = at;
    while (rest.hasRemaining()) {
      end += file.write(rest, end);
    }
    return end;
  }

  /** Reads what stands at a place. */
  void read(byte[] bytes, long at) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      if (file.read(rest, at + rest.position()) < 0) {
        throw new IOException("the temporary file ends too early");
      }
    }
  }

  /** Gives the disk back what it holds. */
  void clear() throws IOException {
    file.truncate(0);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
