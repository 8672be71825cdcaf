package dev.gctrace.cli.input;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Ways in which a log is stored other than as it was written, told by its first bytes. */
enum Packing {
  /** Read here; several members one after the other are one log. */
  GZIP("gzip", "\u001f\u008b"),
  /** Read here; several frames one after the other are one log. */
  ZSTD("zstd", "(\u00b5/\u00fd"),
  /** Read here: what PowerShell makes of {@code kubectl logs > FILE}. */
  UTF_16_LE("UTF-16", "\u00ff\u00fe"),
  /** Read here. */
  UTF_16_BE("UTF-16", "\u00fe\u00ff"),
  /** Not read here. */
  XZ("xz", "\u00fd7zXZ\0"),
  /** Not read here. */
  BZIP2("bzip2", "BZh"),
  /** Not read here. */
  ZIP("zip", "PK\u0003\u0004");

  private final String label;

  /** First bytes, a character each. */
  private final String magic;

  Packing(String label, String magic) {
    this.label = label;
    this.magic = magic;
  }

  /** How what begins with the bytes is stored; empty when they are the log itself. */
  static Optional<Packing> of(byte[] bytes, int length) {
    for (Packing packing : values()) {
      if (packing.agreeing(bytes, length) == packing.magic.length()) {
        return Optional.of(packing);
      }
    }
    return Optional.empty();
  }

  /** Whether more bytes are needed to know. */
  static boolean isUndecided(byte[] bytes, int length) {
    for (Packing packing : values()) {
      if (length < packing.magic.length() && packing.agreeing(bytes, length) == length) {
        return true;
      }
    }
    return false;
  }

  private int agreeing(byte[] bytes, int length) {
    int agreeing = 0;
    while (agreeing < Math.min(length, magic.length())
        && (bytes[agreeing] & 0xff) == magic.charAt(agreeing)) {
      agreeing++;
    }
    return agreeing;
  }

  /** Its name for people. */
  String label() {
    return label;
  }

  /**
   * Unpacks.
   *
   * @param packed the bytes as they are stored, from the first on
   * @param name of the input, for messages
   * @throws InputProblem when this one is not read here
   */
  InputStream unpack(InputStream packed, String name) throws IOException {
    return switch (this) {
      case GZIP -> new GzipMembers(packed);
      case ZSTD -> zstd(packed, name);
      case UTF_16_LE, UTF_16_BE ->
          new Utf8Input(new InputStreamReader(packed, StandardCharsets.UTF_16));
      case XZ -> throw notRead(name, "xz -dc");
      case BZIP2 -> throw notRead(name, "bzip2 -dc");
      case ZIP -> throw notRead(name, "unzip -p");
    };
  }

  private InputStream zstd(InputStream packed, String name) throws IOException {
    try {
      return Zstd.unpack(packed);
    } catch (LinkageError e) {
      // The library unpacks native code into the temporary directory, which may forbid that.
      throw notRead(name, "zstd -dc");
    }
  }

  /** Apart, so that the library is loaded only when there is something to unpack. */
  private static final class Zstd {
    private Zstd() {}

    static InputStream unpack(InputStream packed) throws IOException {
      return new ZstdInputStreamNoFinalizer(packed);
    }
  }

  private InputProblem notRead(String name, String command) {
    return new InputProblem(
        name,
        String.format("%s is not read here; unpack it: %s FILE | gctrace analyze", label, command));
  }
}
