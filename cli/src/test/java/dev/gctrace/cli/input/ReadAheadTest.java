package dev.gctrace.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ReadAheadTest {

  /** Gives between one byte and eleven at a time, and now and then says that it has no more. */
  private static final class Choppy extends ByteArrayInputStream {
    private final Random random = new Random(1);

    Choppy(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int from, int length) {
      return super.read(target, from, Math.min(length, 1 + random.nextInt(11)));
    }

    @Override
    public synchronized int available() {
      return random.nextBoolean() ? 0 : super.available();
    }
  }

  @Property(tries = 200)
  void whatIsTakenIsTheStream(
      @ForAll @IntRange(max = 5000) int length, @ForAll @IntRange(min = 1, max = 64) int buffer)
      throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);

    assertThat(all(new Choppy(bytes), buffer)).isEqualTo(bytes);
  }

  @Test
  void whatHasComeIsHandedOnBeforeMoreComes() throws IOException {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out);
        ReadAhead ahead = new ReadAhead(in, 1024)) {
      out.write(new byte[100]);
      out.flush();

      assertThat(ahead.next().length()).isEqualTo(100);
    }
  }

  @Test
  void whatStandsBeforeAFailureIsTakenFirst() throws IOException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            return read();
          }
        };
    InputStream in = new SequenceInputStream(new ByteArrayInputStream(new byte[10]), failing);
    try (ReadAhead ahead = new ReadAhead(in, 1024)) {
      assertThat(ahead.next().length()).isEqualTo(10);
      assertThatThrownBy(ahead::next)
          .isInstanceOf(IOException.class)
          .hasMessage("Input/output error");
    }
  }

  @Test
  void aMistakeInTheOtherThreadIsOneInThis() throws IOException {
    InputStream mistaken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("no");
          }

          @Override
          public int read(byte[] target, int from, int length) {
            return read();
          }
        };
    try (ReadAhead ahead = new ReadAhead(mistaken, 1024)) {
      assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class).hasMessage("no");
    }
  }

  private static byte[] all(InputStream in, int buffer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReadAhead ahead = new ReadAhead(in, buffer)) {
      for (ReadAhead.Piece piece = ahead.next(); piece != null; piece = ahead.next()) {
        out.write(piece.bytes(), 0, piece.length());
      }
    }
    return out.toByteArray();
  }
}
