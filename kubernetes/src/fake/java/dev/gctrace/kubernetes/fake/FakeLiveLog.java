package dev.gctrace.kubernetes.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The log of a run while it is written: whoever follows it gets each line as it is printed. */
public final class FakeLiveLog implements FakeLog {

  private final List<String> lines = new ArrayList<>();
  private boolean ended;
  private int cuts;

  /** A log without lines. */
  public FakeLiveLog() {}

  /** The run prints something. */
  public synchronized void print(Instant time, String text) {
    lines.add(time + " " + text);
    notifyAll();
  }

  /** The run has ended, and with it its log. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Breaks the connections that are open, in the middle of a line. */
  public synchronized void cut() {
    cuts++;
    notifyAll();
  }

  @Override
  public void write(Asked asked, OutputStream out) throws IOException {
    boolean follows = "true".equals(asked.query().get("follow"));
    int cutsBefore = cuts();
    int next = 0;
    while (true) {
      String line = line(next, follows, cutsBefore);
      if (line == null && cuts() > cutsBefore) {
        out.write("2026-01-05T10".getBytes(StandardCharsets.UTF_8));
        out.flush();
        throw new IOException("cut");
      }
      if (line == null) {
        return;
      }
      if (asked.wants(Instant.parse(line.substring(0, line.indexOf(' '))))) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      next++;
    }
  }

  private synchronized int cuts() {
    return cuts;
  }

  /** The next line; null when there is none any more, or the connection is to break. */
  private synchronized String line(int next, boolean follows, int cutsBefore) {
    while (next == lines.size() && follows && !ended && cuts == cutsBefore) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    return next == lines.size() || cuts > cutsBefore ? null : lines.get(next);
  }
}
