package dev.gctrace.cli.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

  @Test
  void aReaderThatHasGoneIsNoError() {
    assertThatThrownBy(() -> new StandardOutput(failing("Rohr gebrochen"), true).write(1))
        .isInstanceOf(ClosedOutputException.class);
    assertThatThrownBy(
            () -> new StandardOutput(failing("Broken pipe"), false).write(new byte[2], 0, 2))
        .isInstanceOf(ClosedOutputException.class);
  }

  @Test
  void aFullDiskIsOne() {
    assertThatThrownBy(() -> new StandardOutput(failing("No space left on device"), false).flush())
        .isNotInstanceOf(ClosedOutputException.class)
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write to standard output: No space left on device");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }

      @Override
      public void flush() throws IOException {
        throw new IOException(message);
      }
    };
  }
}
