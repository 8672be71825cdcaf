package dev.gctrace.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The standard output, whose errors tell a reader that went away from a disk that is full. */
final class StandardOutput extends FilterOutputStream {

  private final boolean pipe;

  /**
   * An output.
   *
   * @param pipe whether another program reads it: then the only thing that can go wrong is that it
   *     has gone
   */
  StandardOutput(OutputStream out, boolean pipe) {
    super(out);
    this.pipe = pipe;
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw told(e);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw told(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw told(e);
    }
  }

  private IOException told(IOException e) {
    // The system's text can be in the user's language, so it is only the second way to know.
    if (pipe || "Broken pipe".equals(e.getMessage())) {
      return new ClosedOutputException(e);
    }
    return new IOException("cannot write to standard output: " + e.getMessage(), e);
  }
}
