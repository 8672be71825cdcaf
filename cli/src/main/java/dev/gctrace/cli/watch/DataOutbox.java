package dev.gctrace.cli.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lines for another program or a file: none is left out. What the other end does not take waits in
 * memory, and behind that in a temporary file. Only when that cannot be written are lines lost, and
 * counted.
 */
final class DataOutbox implements Outbox, Closeable {

  private static final int CHUNK_BYTES = 1 << 16;

  private final long maxMemoryBytes;
  private final Deque<byte[]> memory = new ArrayDeque<>();
  private long memoryBytes;

  /** Holds what came after all that is in memory; empty when all of it was read. */
  private FileChannel file;

  private long readTo;
  private long writtenTo;
  private long lost;
  private boolean ended;

  /**
   * An outbox.
   *
   * @param maxMemoryBytes bytes that wait in memory
   */
  DataOutbox(long maxMemoryBytes) {
    this.maxMemoryBytes = maxMemoryBytes;
  }

  @Override
  public synchronized void put(byte[] line, Weight weight) {
    if (ended) {
      return;
    }
    if (readTo == writtenTo && memoryBytes + line.length <= maxMemoryBytes) {
      memory.add(line);
      memoryBytes += line.length;
    } else {
      spill(line);
    }
    notifyAll();
  }

  @Override
  public synchronized byte[] take() throws InterruptedException {
    while (isEmpty() && !ended) {
      wait();
    }
    byte[] line = memory.poll();
    if (line != null) {
      memoryBytes -= line.length;
      return line;
    }
    return readTo < writtenTo ? readBack() : null;
  }

  @Override
  public synchronized boolean isEmpty() {
    return memory.isEmpty() && readTo == writtenTo;
  }

  @Override
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Lines that were lost. */
  synchronized long lost() {
    return lost;
  }

  @Override
  public synchronized void close() throws IOException {
    end();
    if (file != null) {
      file.close();
    }
  }

  private void spill(byte[] line) {
    try {
      if (file == null) {
        Path path = Files.createTempFile("gctrace-", ".out");
        file =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
      }
      ByteBuffer bytes = ByteBuffer.wrap(line);
      long at = writtenTo;
      while (bytes.hasRemaining()) {
        at += file.write(bytes, at);
      }
      writtenTo = at;
    } catch (IOException e) {
      lost++;
    }
  }

  private byte[] readBack() {
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, writtenTo - readTo)];
    try {
      ByteBuffer bytes = ByteBuffer.wrap(chunk);
      while (bytes.hasRemaining() && file.read(bytes, readTo + bytes.position()) >= 0) {
        // Reads until the chunk is full; the file is as long as was written.
      }
      readTo += chunk.length;
      if (readTo == writtenTo) {
        file.truncate(0);
        readTo = 0;
        writtenTo = 0;
      }
      return chunk;
    } catch (IOException e) {
      lost++;
      readTo = writtenTo;
      return new byte[0];
    }
  }
}
