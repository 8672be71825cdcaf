package dev.gctrace.kubernetes.profile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * Tells a profile from other answers: a page of another program, an error in HTML. A profile is a
 * {@code perftools.profiles.Profile} message (proto/profile.proto of google/pprof), packed with
 * gzip.
 */
public final class PprofFile {

  private static final int MAX_FIELD = 15;
  private static final int SAMPLE_TYPE = 1;
  private static final int STRING_TABLE = 6;
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final GZIPInputStream in;

  private PprofFile(GZIPInputStream in) {
    this.in = in;
  }

  /**
   * Whether bytes are a profile: every field of the message is one of a profile's, and it has what
   * none is without.
   *
   * @param bytes an answer
   * @return false for anything else, a profile that is cut too
   */
  public static boolean is(byte[] bytes) {
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new PprofFile(unpacked).isProfile();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isProfile() throws IOException {
    boolean hasSampleType = false;
    boolean hasStrings = false;
    for (int first = in.read(); first >= 0; first = in.read()) {
      long tag = varint(first);
      int field = (int) (tag >>> 3);
      if (field < 1 || field > MAX_FIELD) {
        return false;
      }
      hasSampleType |= field == SAMPLE_TYPE;
      hasStrings |= field == STRING_TABLE;
      switch ((int) (tag & 7)) {
        case VARINT -> varint(in.read());
        case LENGTH_DELIMITED -> {
          long length = varint(in.read());
          if (length < 0) {
            return false;
          }
          in.skipNBytes(length);
        }
        default -> {
          return false;
        }
      }
    }
    return hasSampleType && hasStrings;
  }

  /** A number of the message; -1, which no length is, for what is none. */
  private long varint(int first) throws IOException {
    long value = 0;
    int next = first;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (next < 0) {
        return -1;
      }
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
      next = in.read();
    }
    return -1;
  }
}
