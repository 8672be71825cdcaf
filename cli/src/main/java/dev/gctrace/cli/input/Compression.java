package dev.gctrace.cli.input;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Ways in which a log is packed, told by its first bytes. */
enum Compression {
  /** Read here; several members one after the other are one log. */
  GZIP(new int[] {0x1f, 0x8b}, null),
  /** Read here; several frames one after the other are one log. */
  ZSTD(new int[] {0x28, 0xb5, 0x2f, 0xfd}, null),
  /** Not read here. */
  XZ(new int[] {0xfd, '7', 'z', 'X', 'Z', 0}, "xz -dc"),
  /** Not read here. */
  BZIP2(new int[] {'B', 'Z', 'h'}, "bzip2 -dc"),
  /** Not read here. */
  ZIP(new int[] {'P', 'K', 3, 4}, "unzip -p");

  /** Bytes that are needed to know. */
  static final int MAGIC_BYTES = 6;

  private final int[] magic;
  private final String command;

  Compression(int[] magic, String command) {
    this.magic = magic;
    this.command = command;
  }

  /** The compression of what begins with the bytes; empty when they are the log itself. */
  static Optional<Compression> of(byte[] bytes, int length) {
    for (Compression compression : values()) {
      if (compression.agrees(bytes, length) == compression.magic.length) {
        return Optional.of(compression);
      }
    }
    return Optional.empty();
  }

  /** Whether more bytes are needed to know. */
  static boolean isUndecided(byte[] bytes, int length) {
    for (Compression compression : values()) {
      if (length < compression.magic.length && compression.agrees(bytes, length) == length) {
        return true;
      }
    }
    return false;
  }

  private int agrees(byte[] bytes, int length) {
    int agreed = 0;
    while (agreed < Math.min(length, magic.length) && (bytes[agreed] & 0xff) == magic[agreed]) {
      agreed++;
    }
    return agreed;
  }

  /**
   * Unpacks.
   *
   * @param name of the input, for messages
   * @throws InputProblem when this compression is not read here
   */
  InputStream unpack(InputStream packed, String name) throws IOException {
    if (command != null) {
      throw new InputProblem(
          name, String.format("%s is not read here; write %s … | gctrace …", label(), command));
    }
    if (this == GZIP) {
      return new GZIPInputStream(new NeverIdle(packed), 1 << 16);
    }
    try {
      return new ZstdInputStreamNoFinalizer(packed);
    } catch (LinkageError e) {
      throw new InputProblem(
          name, "zstd cannot be read on this machine; write zstd -dc … | gctrace …");
    }
  }

  /** Its name for people. */
  String label() {
    return switch (this) {
      case GZIP -> "gzip";
      case ZSTD -> "zstd";
      case XZ -> "xz";
      case BZIP2 -> "bzip2";
      case ZIP -> "zip";
    };
  }

  /**
   * Says that there is more as long as it does not know better: GZIPInputStream asks {@code
   * available()} whether another member follows, and a slow pipe would answer no.
   */
  private static final class NeverIdle extends FilterInputStream {
    NeverIdle(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
