package dev.gctrace.cli.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Draws a live view on the other screen of the terminal, until there is no more to show or somebody
 * has enough. Drawing happens in the thread that calls {@link #show}; keys are read by another.
 */
public final class LiveScreen {

  /** Other screen on, cursor off, no wrapping of what is too wide. */
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final long FRAME_MILLIS = 100;

  /** A frame that takes longer is one that the terminal did not want. */
  private static final long SLOW_FRAME_MILLIS = 1000;

  private static final long SIZE_MILLIS = 1000;
  private static final int DEFAULT_ROWS = 24;

  private final Console console;
  private final Tty tty;
  private final BlockingQueue<Key> keys = new LinkedBlockingQueue<>();
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final AtomicBoolean ended = new AtomicBoolean();
  private Style style;
  private int rows;
  private long stoodStillMillis;

  /** What is drawn. */
  @FunctionalInterface
  public interface View {

    /**
     * The lines of the screen as it is now.
     *
     * @param style how text looks, and how wide it may be
     * @param rows lines that there is room for
     * @param stoodStillSeconds how long nothing could be shown so far because the terminal took
     *     nothing
     * @return at most so many lines
     */
    List<String> lines(Style style, int rows, long stoodStillSeconds);
  }

  /**
   * A screen that shows nothing yet.
   *
   * @param console where it is drawn
   * @param tty the terminal, which is given back at the end
   */
  public LiveScreen(Console console, Tty tty) {
    this.console = console;
    this.tty = tty;
    measure();
  }

  /** There is something new to draw. For any thread. */
  public void changed() {
    changed.set(true);
  }

  /** There is no more to show. For any thread. */
  public void end() {
    ended.set(true);
    keys.add(Key.OTHER);
  }

  /**
   * Draws until the end, and leaves the terminal as it was.
   *
   * @param pressed told of keys
   * @param view what is drawn
   * @throws IOException when the terminal cannot be written to
   */
  public void show(Consumer<Key> pressed, View view) throws IOException {
    Thread reader = new Thread(this::readKeys, "gctrace-keys");
    reader.setDaemon(true);
    reader.start();
    try {
      write(ENTER);
      draw(pressed, view);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tty.close();
      write(LEAVE);
    }
  }

  private void draw(Consumer<Key> pressed, View view) throws IOException, InterruptedException {
    long measured = System.nanoTime();
    while (!ended.get()) {
      if (System.nanoTime() - measured > TimeUnit.MILLISECONDS.toNanos(SIZE_MILLIS)) {
        measured = System.nanoTime();
        measure();
      }
      if (changed.getAndSet(false)) {
        frame(view.lines(style, rows, stoodStillMillis / 1000));
      }
      for (Key key = keys.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
          key != null;
          key = keys.poll()) {
        if (key == Key.QUIT) {
          return;
        }
        if (key == Key.SUSPEND) {
          suspend();
        }
        pressed.accept(key);
        changed.set(true);
      }
    }
  }

  private void suspend() throws IOException {
    write(LEAVE);
    tty.close();
    tty.suspend();
    tty.take();
    write(ENTER);
    measure();
  }

  private void measure() {
    TerminalSize size = tty.size();
    int newRows = size.rows() == 0 ? DEFAULT_ROWS : size.rows();
    Style newStyle = Style.of(console.screen(), size.columns());
    if (newRows != rows || !newStyle.equals(style)) {
      rows = newRows;
      style = newStyle;
      changed.set(true);
    }
  }

  private void frame(List<String> lines) throws IOException {
    StringBuilder frame = new StringBuilder("\u001b[H");
    for (int i = 0; i < lines.size(); i++) {
      // Erased first: behind a line as wide as the screen the cursor stands on its last character.
      frame.append(i == 0 ? "" : "\r\n").append("\u001b[2K").append(lines.get(i));
    }
    long start = System.nanoTime();
    write(frame.append("\u001b[J").toString());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (millis > SLOW_FRAME_MILLIS) {
      stoodStillMillis += millis;
      changed.set(true);
    }
  }

  private void write(String text) throws IOException {
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
    console.out().flush();
  }

  private void readKeys() {
    try {
      while (!ended.get()) {
        Key key = Key.read(tty.keys());
        keys.add(key);
        if (key == Key.QUIT) {
          return;
        }
      }
    } catch (IOException e) {
      // The terminal has gone; the view goes on until the log ends.
      return;
    }
  }
}
