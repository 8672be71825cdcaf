package dev.gctrace.cli.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a stream in a thread of its own, so that the next bytes come in, and are unpacked, while
 * the last ones are looked at. Memory is bounded: bytes that are not taken are not read.
 *
 * <p>For one thread that takes.
 */
final class ReadAhead implements Closeable {

  private static final int BUFFERS = 4;

  /**
   * Bytes that were read.
   *
   * @param bytes buffer whose first bytes they are; valid until the next is asked for
   * @param length how many; below 0 behind the last
   */
  @SuppressWarnings("ArrayRecordComponent") // a view of a buffer, never compared
  record Piece(byte[] bytes, int length) {}

  private static final Piece END = new Piece(new byte[0], -1);

  private final InputStream in;
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Piece> read = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Thread reader = new Thread(this::readAll, "gctrace-read");
  private Piece taken;

  /** Set before the end is put, read after it was taken. */
  private Exception problem;

  /**
   * Begins to read.
   *
   * @param in the stream; not closed here
   * @param bytes size of each of four buffers
   */
  ReadAhead(InputStream in, int bytes) {
    this.in = in;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new byte[bytes]);
    }
    // A read from a pipe cannot be interrupted, and must not keep the process alive.
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits for the next bytes; null at the end of the stream. */
  Piece next() throws IOException {
    try {
      if (taken != null) {
        free.add(taken.bytes());
      }
      taken = read.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
    if (taken.length() >= 0) {
      return taken;
    }
    if (problem instanceof IOException failure) {
      throw failure;
    }
    if (problem instanceof RuntimeException mistake) {
      throw mistake;
    }
    return null;
  }

  /** Reads no more. */
  @Override
  public void close() {
    reader.interrupt();
  }

  private void readAll() {
    try {
      byte[] buffer = free.take();
      for (int length = read(buffer); length >= 0; length = read(buffer)) {
        read.add(new Piece(buffer, length));
        buffer = free.take();
      }
    } catch (IOException | RuntimeException e) {
      problem = e;
    } catch (InterruptedException e) {
      // Closed: nobody takes any more.
      Thread.currentThread().interrupt();
    }
    read.add(END);
  }

  /** Reads once, and more of what is there already while others wait to be taken. */
  private int read(byte[] buffer) throws IOException {
    int length = in.read(buffer);
    while (length > 0 && length < buffer.length && !read.isEmpty() && in.available() > 0) {
      int more = in.read(buffer, length, buffer.length - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    return length;
  }
}
