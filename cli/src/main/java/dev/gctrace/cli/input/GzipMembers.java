package dev.gctrace.cli.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks gzip, members that follow each other as one text, and knows whether something stands
 * behind them that is none: the JDK leaves that out without a word.
 */
final class GzipMembers extends GZIPInputStream {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int TRAILER_BYTES = 8;

  private final Packed packed;
  private long readAtFill;

  GzipMembers(InputStream packed) throws IOException {
    this(new Packed(packed));
  }

  private GzipMembers(Packed packed) throws IOException {
    super(packed, BUFFER_BYTES);
    this.packed = packed;
  }

  /** Whether bytes stood behind the last member; known when all was read. */
  boolean leavesOut() {
    return inf.getRemaining() + packed.read - readAtFill > TRAILER_BYTES;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    readAtFill = packed.read;
  }

  /**
   * Says that there is more as long as it does not know better: GZIPInputStream asks {@code
   * available()} whether another member follows, and a slow pipe would answer no.
   */
  private static final class Packed extends FilterInputStream {
    private long read;

    Packed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      read += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      read += Math.max(0, count);
      return count;
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
