package dev.gctrace.cli.report;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Many texts that grow side by side, kept in memory while they are small together and in one
 * temporary file when they are not. A track costs a fixed number of bytes of memory, however long
 * it gets.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Spool implements Closeable {

  /** Bytes of all tracks that are held in memory. */
  static final int MEMORY_BYTES = 8 << 20;

  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

  private final int memoryBytes;
  private final Set<Track> pending = new LinkedHashSet<>();
  private long pendingBytes;
  private FileChannel file;
  private long end;

  Spool() {
    this(MEMORY_BYTES);
  }

  Spool(int memoryBytes) {
    this.memoryBytes = memoryBytes;
  }

  /** A new, empty text. */
  Track track() {
    return new Track();
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private void spill() throws IOException {
    if (file == null) {
      Path path = Files.createTempFile("gctrace-", ".spool");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    for (Track track : pending) {
      track.spill();
    }
    pending.clear();
    pendingBytes = 0;
  }

  /** One of the texts. */
  final class Track {
    private final ByteArrayOutputStream tail = new ByteArrayOutputStream(0);

    /** Where the last block of it stands in the file; each block names the one before. */
    private long lastBlock = -1;

    /** Appends to the text. */
    void append(byte[] bytes, int from, int length) throws IOException {
      tail.write(bytes, from, length);
      pending.add(this);
      pendingBytes += length;
      if (pendingBytes > memoryBytes) {
        Spool.this.spill();
      }
    }

    boolean isEmpty() {
      return lastBlock < 0 && tail.size() == 0;
    }

    /** Writes the whole text. */
    void copyTo(OutputStream out) throws IOException {
      List<Long> blocks = new ArrayList<>();
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      for (long block = lastBlock; block >= 0; block = header.getLong(0)) {
        blocks.add(block);
        readFully(header.clear(), block);
      }
      for (int i = blocks.size() - 1; i >= 0; i--) {
        readFully(header.clear(), blocks.get(i));
        ByteBuffer text = ByteBuffer.allocate(header.getInt(Long.BYTES));
        readFully(text, blocks.get(i) + HEADER_BYTES);
        out.write(text.array());
      }
      tail.writeTo(out);
    }

    private void spill() throws IOException {
      ByteBuffer block = ByteBuffer.allocate(HEADER_BYTES + tail.size());
      block.putLong(lastBlock).putInt(tail.size()).put(tail.toByteArray()).flip();
      lastBlock = end;
      while (block.hasRemaining()) {
        end += file.write(block, end);
      }
      tail.reset();
    }

    private void readFully(ByteBuffer buffer, long position) throws IOException {
      long at = position;
      while (buffer.hasRemaining()) {
        int read = file.read(buffer, at);
        if (read < 0) {
          throw new IOException("the temporary file ends too early");
        }
        at += read;
      }
    }
  }
}
