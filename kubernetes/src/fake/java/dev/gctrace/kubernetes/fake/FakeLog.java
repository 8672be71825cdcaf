package dev.gctrace.kubernetes.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An answer to a request for a log. */
public interface FakeLog {

  /** Writes the answer. */
  void write(Asked asked, OutputStream out) throws IOException;

  /** The code that it is answered with. */
  default int code() {
    return 200;
  }

  /** Bytes that are announced, 0 for none: with too few of them the connection breaks. */
  default long length() {
    return 0;
  }

  /**
   * What was asked for.
   *
   * @param looks how often the container's pod had been asked for by then
   */
  record Asked(Map<String, String> query, long looks) {

    /** Whether a line of a time is wanted: the kubelet compares whole seconds. */
    boolean wants(Instant time) {
      String since = query.get("sinceTime");
      return since == null || !time.isBefore(Instant.parse(since));
    }
  }

  /** The lines of a file of the node, each with its time, as the kubelet serves them. */
  static FakeLog of(List<String> lines) {
    return (asked, out) -> write(lines, asked, out);
  }

  /** The lines, and then the connection breaks, within a line. */
  static FakeLog cutAfter(List<String> lines, String partOfALine) {
    return new FakeLog() {
      @Override
      public void write(Asked asked, OutputStream out) throws IOException {
        FakeLog.write(lines, asked, out);
        out.write(partOfALine.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }

      @Override
      public long length() {
        return 1L << 40;
      }
    };
  }

  /** The lines, and then nothing, until the latch opens. */
  static FakeLog stallAfter(List<String> lines, CountDownLatch end) {
    return (asked, out) -> {
      write(lines, asked, out);
      out.flush();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Bytes as they are. */
  static FakeLog raw(String text) {
    return (asked, out) -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A refusal. */
  static FakeLog refusal(int code) {
    return new FakeLog() {
      @Override
      public void write(Asked asked, OutputStream out) {}

      @Override
      public int code() {
        return code;
      }
    };
  }

  private static void write(List<String> lines, Asked asked, OutputStream out) throws IOException {
    boolean timed = "true".equals(asked.query().get("timestamps"));
    int first = 0;
    if (asked.query().containsKey("tailLines")) {
      first = Math.max(0, lines.size() - Integer.parseInt(asked.query().get("tailLines")));
    }
    for (String line : lines.subList(first, lines.size())) {
      int space = line.indexOf(' ');
      if (asked.wants(Instant.parse(line.substring(0, space)))) {
        String text = timed ? line : line.substring(space + 1);
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
