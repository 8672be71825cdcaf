package dev.gctrace.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.watch.Outbox.Weight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutboxTest {

  @Test
  void aSlowTerminalIsToldHowManyLinesAreMissingAndWhere() throws InterruptedException {
    DisplayOutbox outbox = new DisplayOutbox(2);
    put(outbox, "a", "b", "c", "d");
    assertThat(text(outbox.take())).isEqualTo("a");
    put(outbox, "e");
    outbox.end();

    assertThat(rest(outbox))
        .isEqualTo("b... 2 lines left out: the terminal is slower than the log\ne");
  }

  @Test
  void linesThatAreMissingAtTheEndAreToldToo() throws InterruptedException {
    DisplayOutbox outbox = new DisplayOutbox(1);
    put(outbox, "a", "b");
    outbox.end();

    assertThat(rest(outbox))
        .isEqualTo("a... 1 lines left out: the terminal is slower than the log\n");
  }

  @Test
  void alertsAreLeftOutLast() throws InterruptedException {
    DisplayOutbox outbox = new DisplayOutbox(2);
    put(outbox, "a", "b");
    outbox.put(bytes("!"), Weight.ALERT);
    outbox.put(bytes("!"), Weight.ALERT);
    outbox.put(bytes("?"), Weight.ALERT);
    outbox.end();

    assertThat(rest(outbox))
        .isEqualTo("ab!!... 1 lines left out: the terminal is slower than the log\n");
  }

  @Test
  void nothingIsTakenInAfterTheEnd() throws InterruptedException, IOException {
    DisplayOutbox display = new DisplayOutbox(2);
    display.end();
    put(display, "a");
    assertThat(display.take()).isNull();

    try (DataOutbox data = new DataOutbox(2, 1000)) {
      data.end();
      put(data, "a");
      assertThat(data.take()).isNull();
    }
  }

  @Test
  void takingWaitsForALine() throws InterruptedException, ExecutionException {
    DisplayOutbox outbox = new DisplayOutbox(2);
    FutureTask<String> taken = new FutureTask<>(() -> text(outbox.take()));
    Thread thread = new Thread(taken);
    thread.start();
    put(outbox, "a");

    assertThat(taken.get()).isEqualTo("a");
    thread.join();
  }

  /** The oracle is a queue. True is a line put in, false one taken out. */
  @Property(tries = 300)
  void dataIsNeverLostWhereverItWaits(
      @ForAll @Size(max = 80) List<Boolean> steps, @ForAll @IntRange(max = 30) int memory)
      throws IOException, InterruptedException {
    try (DataOutbox outbox = new DataOutbox(memory, 1000)) {
      StringBuilder put = new StringBuilder();
      StringBuilder taken = new StringBuilder();
      for (int i = 0; i < steps.size(); i++) {
        if (steps.get(i)) {
          String line = "<" + i + ">";
          put(outbox, line);
          put.append(line);
        } else if (!outbox.isEmpty()) {
          taken.append(text(outbox.take()));
        }
      }
      outbox.end();
      taken.append(rest(outbox));

      assertThat(taken).hasToString(put.toString());
      assertThat(outbox.lost()).isZero();
    }
  }

  @Test
  void dataPassesBetweenThreads() throws Exception {
    try (DataOutbox outbox = new DataOutbox(100, 1 << 20)) {
      Deque<String> expected = new ArrayDeque<>();
      for (int i = 0; i < 20_000; i++) {
        expected.add("line " + i + "\n");
      }
      FutureTask<String> taken = new FutureTask<>(() -> rest(outbox));
      Thread thread = new Thread(taken);
      thread.start();
      expected.forEach(line -> put(outbox, line));
      outbox.end();

      assertThat(taken.get()).isEqualTo(String.join("", expected));
      thread.join();
    }
  }

  @Test
  void aDiskThatHangsStopsNobodyFromPuttingInAndWhatIsTooMuchIsCounted() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    SpillFile slow =
        new SpillFile() {
          @Override
          long append(byte[] bytes, long at) throws IOException {
            await(hangs);
            return super.append(bytes, at);
          }
        };
    try (DataOutbox outbox = new DataOutbox(2, 8, slow)) {
      // Eight bytes are taken in, whether they wait in memory or for the disk; two are not.
      put(outbox, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
      assertThat(outbox.lost()).isEqualTo(2);
      assertThat(outbox.waitingBytes()).isEqualTo(8);
      hangs.countDown();
      outbox.end();

      assertThat(rest(outbox)).isEqualTo("abcdefgh");
      assertThat(outbox.waitingBytes()).isZero();
    }
  }

  @Test
  void whatAFullDiskDoesNotTakeWaitsInMemory() throws Exception {
    SpillFile full =
        new SpillFile() {
          @Override
          long append(byte[] bytes, long at) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (DataOutbox outbox = new DataOutbox(2, 5, full)) {
      put(outbox, "a", "b", "c", "d", "e", "f");
      outbox.end();

      assertThat(rest(outbox)).isEqualTo("abcde");
      assertThat(outbox.lost()).isEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void put(Outbox outbox, String... lines) {
    for (String line : lines) {
      outbox.put(bytes(line), Weight.LINE);
    }
  }

  private static String rest(Outbox outbox) throws InterruptedException {
    StringBuilder rest = new StringBuilder();
    for (byte[] line = outbox.take(); line != null; line = outbox.take()) {
      rest.append(text(line));
    }
    return rest.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
