package dev.gctrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private long nanos = Long.MAX_VALUE - 100; // nanoTime may pass the largest number

  @Test
  void showsNothingOfAShortReading() {
    Progress progress = progress(OptionalLong.of(100 << 20));
    progress.advance(50 << 20);
    nanos += 499_999_999;
    progress.advance(50 << 20);
    progress.clear();

    assertThat(shown()).isEmpty();
  }

  @Test
  void showsTheShareOfALongReadingAndRemovesIt() {
    Progress progress = progress(OptionalLong.of(100 << 20));
    nanos += 500_000_000;
    progress.advance(25 << 20);
    progress.clear();

    assertThat(shown())
        .isEqualTo("\rreading  25 % [######..................] 25 MiB, 50 MiB/s\u001b[K\r\u001b[K");
  }

  @Test
  void showsTheAmountWhereTheWholeIsNotKnown() {
    Progress progress = progress(OptionalLong.empty());
    nanos += 2_000_000_000;
    progress.advance(64 << 20);

    assertThat(shown()).isEqualTo("\rreading: 64 MiB, 32 MiB/s\u001b[K");
  }

  @Test
  void showsNoMoreThanTenLinesASecond() {
    Progress progress = progress(OptionalLong.empty());
    nanos += 500_000_000;
    progress.advance(1);
    nanos += 99_999_999;
    progress.advance(1);
    nanos += 1;
    progress.advance(1);

    assertThat(shown().split("\r")).hasSize(3);
  }

  @Test
  void neverPassesTheWholeWhenAFileGrows() {
    Progress progress = progress(OptionalLong.of(10 << 20));
    nanos += 500_000_000;
    progress.advance(20 << 20);

    assertThat(shown()).contains("100 %").contains("[########################]");
  }

  @Test
  void showsNothingWithoutATerminal() {
    Console console = Console.of(System.in, terminal, terminal);
    Progress progress = new Progress(console, OptionalLong.empty());
    progress.advance(1 << 30);
    progress.clear();

    assertThat(shown()).isEmpty();
  }

  private Progress progress(OptionalLong total) {
    return new Progress(
        new PrintStream(terminal, true, StandardCharsets.UTF_8), total, false, () -> nanos);
  }

  private String shown() {
    return terminal.toString(StandardCharsets.UTF_8);
  }
}
