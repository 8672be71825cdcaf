package dev.gctrace.cli.report;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
 * <p>A thread of its own writes the file. Who appends waits for it when far more is in memory than
 * should be, or, where that must not be, is told that there is no room.
 *
 * <p>For one thread that appends, and any that copies when that one is done.
 */
final class Spool implements Closeable {

  /** Bytes of all tracks that are held in memory, and as many again that are on their way. */
  static final int MEMORY_BYTES = 8 << 20;

  /** Bytes that are held in memory while a disk does not take them. */
  private static final int MOST_BYTES = 48 << 20;

  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

  private final int memoryBytes;
  private final int mostBytes;
  private final boolean mayWait;

  /** Tracks with text that is not in the file, nor on its way. */
  private Set<Track> pending = new LinkedHashSet<>();

  private long pendingBytes;

  /** What is on its way into the file; null when nothing is. */
  private List<Block> leaving;

  private long leavingBytes;
  private Thread writer;
  private IOException problem;
  private boolean closed;

  /** These two are the writer's while something is on its way. */
  private FileChannel file;

  private long end;

  /** Part of a track that is to be written. */
  private record Block(Track track, ByteArrayOutputStream text) {}

  /**
   * An empty spool.
   *
   * @param mayWait whether to wait for a disk that is slow
   */
  Spool(boolean mayWait) {
    this(MEMORY_BYTES, MOST_BYTES, mayWait);
  }

  Spool(int memoryBytes, int mostBytes, boolean mayWait) {
    this.memoryBytes = memoryBytes;
    this.mostBytes = mostBytes;
    this.mayWait = mayWait;
  }

  /** A new, empty text. */
  Track track() {
    return new Track();
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    FileChannel open;
    synchronized (this) {
      closed = true;
      open = file;
      notifyAll();
    }
    if (open != null) {
      open.close();
    }
  }

  /** Waits until there is room for so many bytes; false when there is none and it must not wait. */
  private boolean awaitRoom(int bytes) throws InterruptedException {
    while (problem == null && leaving != null && pendingBytes + leavingBytes + bytes > mostBytes) {
      if (!mayWait) {
        return false;
      }
      wait();
    }
    check();
    return true;
  }

  private synchronized void awaitFile() throws InterruptedException {
    while (problem == null && leaving != null) {
      wait();
    }
    check();
  }

  private void check() {
    if (problem != null) {
      throw new UncheckedIOException(
          "cannot keep the cycles in a temporary file: " + problem.getMessage(), problem);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while a temporary file was written", e);
  }

  private void send() {
    leaving = new ArrayList<>(pending.size());
    for (Track track : pending) {
      leaving.add(new Block(track, track.tail));
      track.tail = new ByteArrayOutputStream(0);
    }
    leavingBytes = pendingBytes;
    pending = new LinkedHashSet<>();
    pendingBytes = 0;
    if (writer == null) {
      writer = new Thread(this::writeAll, "gctrace-spool");
      writer.setDaemon(true);
      writer.start();
    }
    notifyAll();
  }

  private void writeAll() {
    try {
      for (List<Block> blocks = next(); blocks != null; blocks = next()) {
        write(blocks);
      }
    } catch (IOException e) {
      synchronized (this) {
        problem = e;
        notifyAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Block> next() throws InterruptedException {
    while (leaving == null && !closed) {
      wait();
    }
    return closed ? null : leaving;
  }

  private void write(List<Block> blocks) throws IOException {
    open();
    for (Block block : blocks) {
      block.track.write(block.text);
    }
    synchronized (this) {
      leaving = null;
      leavingBytes = 0;
      notifyAll();
    }
  }

  private void open() throws IOException {
    if (file != null) {
      return;
    }
    Path path = Files.createTempFile("gctrace-", ".spool");
    FileChannel opened =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    synchronized (this) {
      file = opened;
      if (closed) {
        opened.close();
      }
    }
  }

  /** One of the texts. */
  final class Track {

    /** What is neither in the file nor on its way. */
    private ByteArrayOutputStream tail = new ByteArrayOutputStream(0);

    private boolean begun;

    /** Where the last block of it stands in the file; each block names the one before. */
    private long lastBlock = -1;

    /**
     * Appends to the text.
     *
     * @return whether there was room
     * @throws UncheckedIOException when the file could not be written
     */
    boolean append(byte[] bytes, int from, int length) {
      synchronized (Spool.this) {
        try {
          if (!awaitRoom(length)) {
            return false;
          }
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
        begun = true;
        tail.write(bytes, from, length);
        pending.add(this);
        pendingBytes += length;
        if (pendingBytes > memoryBytes && leaving == null) {
          send();
        }
        return true;
      }
    }

    boolean isEmpty() {
      return !begun;
    }

    /** Writes the whole text. */
    void copyTo(OutputStream out) throws IOException {
      try {
        awaitFile();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
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

    private void write(ByteArrayOutputStream text) throws IOException {
      ByteBuffer block = ByteBuffer.allocate(HEADER_BYTES + text.size());
      block.putLong(lastBlock).putInt(text.size()).put(text.toByteArray()).flip();
      lastBlock = end;
      while (block.hasRemaining()) {
        end += file.write(block, end);
      }
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
