package dev.gctrace.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The lines of a log that is opened again and again, each once.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class OnceLines implements StampedLines.Sink {

  private final Resumption resumption = new Resumption();
  private final StampedLines lines = new StampedLines(this);
  private final byte[] chunk = new byte[1 << 16];
  private final LogBuffer ready;
  private final Runnable progress;
  private final Consumer<String> odd;

  /** When the next run began; null while nobody knows of one. */
  private Instant nextRun;

  private boolean overtaken;

  /**
   * No line yet.
   *
   * @param ready where new lines go
   * @param progress told that there are some
   * @param odd told of lines that are not the container's
   */
  OnceLines(LogBuffer ready, Runnable progress, Consumer<String> odd) {
    this.ready = ready;
    this.progress = progress;
    this.odd = odd;
  }

  /** Lines up to a time were read before, by somebody else. */
  void resume(Instant time) {
    resumption.resume(time);
  }

  /**
   * Another run of the container has begun. Its lines are not taken: what is open as the log of one
   * run may be that of the next, where the node was ahead of what the cluster told.
   *
   * @param nextRun when it began; null for a run of which nobody knows
   */
  void endBefore(Instant nextRun) {
    this.nextRun = nextRun;
    overtaken = false;
  }

  /** A request that begins where the lines so far end; the log is opened by it. */
  LogRequest resumed(LogRequest all) {
    resumption.open();
    return all.since(resumption.since());
  }

  /**
   * Takes what has come; false at the end, or where the next run begins.
   *
   * @param arrived told when something has come, before it is taken
   */
  boolean take(InputStream in, Runnable arrived) throws IOException {
    int count = in.read(chunk, 0, chunk.length);
    if (count >= 0) {
      arrived.run();
      lines.feed(chunk, 0, count);
    }
    return count >= 0 && !overtaken;
  }

  /** Takes a log to its end. */
  void takeAll(InputStream in) throws IOException {
    boolean more;
    do {
      more = take(in, () -> {});
    } while (more);
    end();
  }

  /** The log has ended, and with it its last line. */
  void end() {
    lines.end();
  }

  /** The connection broke: the begin of a line comes again. */
  void cut() {
    lines.cut();
  }

  /** What comes next is the log of another run. */
  void forget() {
    resumption.forget();
  }

  @Override
  public boolean wants(Instant time, byte[] bytes, int from, int to) {
    overtaken |= nextRun != null && !time.isBefore(nextRun);
    return !overtaken && resumption.isNew(time, bytes, from, to);
  }

  @Override
  public void bytes(byte[] bytes, int from, int to) {
    progress.run();
    ready.add(bytes, from, to);
  }

  @Override
  public void odd(String line) {
    odd.accept(line);
  }
}
