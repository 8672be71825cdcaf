package dev.gctrace.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A line on a terminal that says how far the reading is. It shows when the reading takes long, and
 * leaves nothing behind.
 *
 * <p>For use by any number of threads.
 */
public final class Progress {

  private static final long FIRST_AFTER_NANOS = 500_000_000;
  private static final long EVERY_NANOS = 100_000_000;
  private static final int BAR_CHARS = 24;
  private static final double MIB = 1 << 20;

  private final PrintStream terminal;
  private final OptionalLong total;
  private final boolean unicode;
  private final LongSupplier nanoTime;
  private final long start;
  private long next;
  private long done;
  private boolean shown;
  private boolean over;

  /**
   * A progress that has not begun.
   *
   * @param console where it shows, if its standard error is a terminal
   * @param total bytes to read; empty when that is not known
   */
  public Progress(Console console, OptionalLong total) {
    this(
        console.screen().errorIsTerminal() ? console.err() : null,
        total,
        console.screen().unicode(),
        System::nanoTime);
  }

  Progress(PrintStream terminal, OptionalLong total, boolean unicode, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.total = total;
    this.unicode = unicode;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.next = start + FIRST_AFTER_NANOS;
  }

  /**
   * More was read.
   *
   * @param bytes how much since the last call
   */
  public synchronized void advance(long bytes) {
    done += bytes;
    if (terminal == null || over) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      next = now + EVERY_NANOS;
      shown = true;
      terminal.print("\r" + line((now - start) / 1e9) + "\u001b[K");
      terminal.flush();
    }
  }

  /** Removes the line; there will be no more. */
  public synchronized void clear() {
    over = true;
    if (shown) {
      shown = false;
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }

  private String line(double seconds) {
    String read =
        String.format(Locale.ROOT, "%.0f MiB, %.0f MiB/s", done / MIB, done / MIB / seconds);
    if (total.isEmpty() || total.getAsLong() <= 0) {
      return "reading: " + read;
    }
    double part = Math.min(1, done / (double) total.getAsLong());
    int full = (int) (part * BAR_CHARS);
    return String.format(
        Locale.ROOT,
        "reading %3.0f %% [%s%s] %s",
        Math.floor(100 * part),
        (unicode ? "█" : "#").repeat(full),
        (unicode ? "░" : ".").repeat(BAR_CHARS - full),
        read);
  }
}
