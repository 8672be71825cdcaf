package dev.gctrace.cli.watch;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lines for another program or a file: none is left out. What the other end does not take waits in
 * memory, and when that is too much, in a temporary file, which a thread of its own writes: putting
 * in waits for no disk. Only what neither the other end nor the disk takes is lost, and counted.
 */
final class DataOutbox implements Outbox, Closeable {

  private static final int CHUNK_BYTES = 1 << 16;
  private static final int BATCH_BYTES = 1 << 20;

  private final long spillAboveBytes;
  private final long loseAboveBytes;
  private final SpillFile file;

  /** What came after all that is in the file. */
  private final Deque<byte[]> memory = new ArrayDeque<>();

  private long memoryBytes;

  /** Whether a thread is at work in the file, outside the lock. */
  private boolean fileIsBusy;

  /** Whether the thread that writes the file was started. */
  private boolean spills;

  private long readTo;
  private long writtenTo;
  private long lost;
  private boolean ended;

  /**
   * An outbox.
   *
   * @param spillAboveBytes bytes that wait in memory before the disk is used
   * @param loseAboveBytes bytes that wait in memory at most
   */
  DataOutbox(long spillAboveBytes, long loseAboveBytes) {
    this(spillAboveBytes, loseAboveBytes, new SpillFile());
  }

  DataOutbox(long spillAboveBytes, long loseAboveBytes, SpillFile file) {
    this.spillAboveBytes = spillAboveBytes;
    this.loseAboveBytes = loseAboveBytes;
    this.file = file;
  }

  @Override
  public synchronized void put(byte[] line, Weight weight) {
    if (ended) {
      return;
    }
    if (memoryBytes + line.length > loseAboveBytes) {
      lost++;
      return;
    }
    memory.add(line);
    memoryBytes += line.length;
    if (memoryBytes > spillAboveBytes && !spills) {
      spills = true;
      Thread thread = new Thread(this::spill, "gctrace-spill");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  @Override
  public byte[] take() throws InterruptedException {
    long from;
    int length;
    synchronized (this) {
      while (!fileHolds() && (fileIsBusy || (memory.isEmpty() && !ended))) {
        wait();
      }
      if (!fileHolds()) {
        byte[] line = memory.poll();
        memoryBytes -= line == null ? 0 : line.length;
        return line;
      }
      from = readTo;
      length = (int) Math.min(CHUNK_BYTES, writtenTo - readTo);
    }
    byte[] chunk = readBack(from, length);
    clearIfRead();
    return chunk;
  }

  @Override
  public synchronized boolean isEmpty() {
    return memory.isEmpty() && !fileHolds() && !fileIsBusy;
  }

  @Override
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Lines, or pieces of the file, that were lost. */
  synchronized long lost() {
    return lost;
  }

  /** Bytes that wait to be taken. */
  synchronized long waitingBytes() {
    return memoryBytes + writtenTo - readTo;
  }

  @Override
  public void close() throws IOException {
    end();
    file.close();
  }

  private boolean fileHolds() {
    return readTo < writtenTo;
  }

  /** Moves the oldest lines of the memory behind those in the file, until the end. */
  private void spill() {
    try {
      while (true) {
        byte[] batch;
        long at;
        synchronized (this) {
          while (!ended && (fileIsBusy || memoryBytes <= spillAboveBytes)) {
            wait();
          }
          if (ended) {
            return;
          }
          fileIsBusy = true;
          batch = oldest();
          at = writtenTo;
        }
        if (!append(batch, at)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] oldest() {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    while (!memory.isEmpty() && batch.size() < BATCH_BYTES) {
      batch.writeBytes(memory.poll());
    }
    return batch.toByteArray();
  }

  private boolean append(byte[] batch, long at) {
    long end;
    try {
      end = file.append(batch, at);
    } catch (IOException e) {
      end = at;
    }
    synchronized (this) {
      if (end > at) {
        writtenTo = end;
        memoryBytes -= batch.length;
      } else {
        // The disk takes no more. Nothing is lost yet: it goes on waiting in memory.
        memory.addFirst(batch);
      }
      fileIsBusy = false;
      notifyAll();
    }
    return end > at;
  }

  private byte[] readBack(long from, int length) {
    byte[] chunk = new byte[length];
    try {
      file.read(chunk, from);
    } catch (IOException e) {
      chunk = new byte[0];
    }
    synchronized (this) {
      lost += chunk.length == 0 ? 1 : 0;
      readTo = from + length;
    }
    return chunk;
  }

  private void clearIfRead() {
    synchronized (this) {
      if (fileHolds() || fileIsBusy) {
        return;
      }
      fileIsBusy = true;
    }
    boolean cleared = false;
    try {
      file.clear();
      cleared = true;
    } catch (IOException e) {
      // The file stays as long as it is; what follows is written behind it.
      cleared = false;
    }
    synchronized (this) {
      readTo = cleared ? 0 : readTo;
      writtenTo = cleared ? 0 : writtenTo;
      fileIsBusy = false;
      notifyAll();
    }
  }
}
