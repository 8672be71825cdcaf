package dev.gctrace.cli.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lines for a terminal. When it is too slow, lines are left out, alerts last, and their number
 * stands where they are missing.
 */
final class DisplayOutbox implements Outbox {

  private final int maxLines;
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private long leftOut;
  private boolean ended;

  /**
   * An outbox.
   *
   * @param maxLines lines that wait at most; as many alerts again
   */
  DisplayOutbox(int maxLines) {
    this.maxLines = maxLines;
  }

  @Override
  public synchronized void put(byte[] line, Weight weight) {
    if (ended) {
      return;
    }
    if (lines.size() >= (weight == Weight.ALERT ? 2 * maxLines : maxLines)) {
      leftOut++;
      return;
    }
    addNote();
    lines.add(line);
    notifyAll();
  }

  @Override
  public synchronized byte[] take() throws InterruptedException {
    while (lines.isEmpty() && !ended) {
      wait();
    }
    return lines.poll();
  }

  @Override
  public synchronized boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public synchronized void end() {
    if (!ended) {
      addNote();
      ended = true;
      notifyAll();
    }
  }

  private void addNote() {
    if (leftOut > 0) {
      String note =
          String.format("... %d lines left out: the terminal is slower than the log%n", leftOut);
      lines.add(note.getBytes(StandardCharsets.UTF_8));
      leftOut = 0;
    }
  }
}
