package dev.gctrace.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that grows, as one stream without an end: reading waits for more. A file that was renamed
 * and made anew is read to its end and then the new one from its begin; one that was cut to nothing
 * is read from its begin again. Where one ends in the middle of a line, the line ends.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class FollowedFile extends InputStream {

  private final Path path;
  private final Pause pause;
  private FileChannel file;
  private Object key;
  private long position;
  private boolean inLine;

  /** Waits for a while. */
  @FunctionalInterface
  public interface Pause {

    /**
     * Waits.
     *
     * @return false when nobody wants to wait any longer: the stream ends
     * @throws InterruptedException when the thread shall end
     */
    boolean await() throws InterruptedException;
  }

  private FollowedFile(Path path, Pause pause) {
    this.path = path;
    this.pause = pause;
  }

  /**
   * Opens a file at its begin.
   *
   * @param name the file
   * @param pause called when there is nothing to read
   * @return the stream
   * @throws InputProblem when the file is not there or cannot be read
   */
  public static FollowedFile open(String name, Pause pause) throws IOException {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw new InputProblem(name, "is a directory; watch follows one file or standard input");
    }
    FollowedFile followed = new FollowedFile(path, pause);
    try {
      followed.reopen();
    } catch (IOException e) {
      throw InputProblem.of(name, e);
    }
    return followed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** What stands in the file behind what was read. */
  @Override
  public int available() throws IOException {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, file.size() - position));
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      int read = file.read(ByteBuffer.wrap(bytes, from, length));
      if (read > 0) {
        position += read;
        inLine = bytes[from + read - 1] != '\n';
        return read;
      }
      if (hasBegunAnew()) {
        if (inLine) {
          inLine = false;
          bytes[from] = '\n';
          return 1;
        }
        continue;
      }
      if (!waited()) {
        return -1;
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean waited() {
    try {
      return pause.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether there is a new file under the name, or the old one was cut: then it is opened. */
  private boolean hasBegunAnew() throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      // Renamed, and not made anew yet.
      return false;
    }
    boolean other = key != null && now.fileKey() != null && !key.equals(now.fileKey());
    if (other && file.size() > position) {
      // Something was written to the old one between the read and its renaming.
      return false;
    }
    if (!other && now.size() >= position) {
      return false;
    }
    try {
      reopen();
    } catch (NoSuchFileException e) {
      return false;
    }
    return true;
  }

  private void reopen() throws IOException {
    FileChannel opened = FileChannel.open(path);
    if (file != null) {
      file.close();
    }
    file = opened;
    key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    position = 0;
  }
}
