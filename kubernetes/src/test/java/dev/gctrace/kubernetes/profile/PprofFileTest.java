package dev.gctrace.kubernetes.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PprofFileTest {

  @Test
  void aHeapProfileOfGoIsOne() throws IOException {
    assertThat(PprofFile.is(recorded())).isTrue();
  }

  @Test
  void aProfileThatIsCutIsNone() throws IOException {
    byte[] whole = recorded();
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes();

    assertThat(PprofFile.is(Arrays.copyOf(whole, whole.length / 2))).isFalse();
    assertThat(PprofFile.is(packed(Arrays.copyOf(unpacked, unpacked.length - 3)))).isFalse();
  }

  @Test
  void otherAnswersAreNone() throws IOException {
    byte[] page = "<html>404 page not found</html>".getBytes(StandardCharsets.UTF_8);

    assertThat(PprofFile.is(page)).isFalse();
    assertThat(PprofFile.is(packed(page))).isFalse();
    assertThat(PprofFile.is(new byte[0])).isFalse();
    assertThat(PprofFile.is(packed(new byte[0]))).isFalse();
    // A message with field 1 alone: a sample type, and no strings.
    assertThat(PprofFile.is(packed(new byte[] {0x0a, 0}))).isFalse();
    // A length of almost 2^63 bytes.
    byte[] long63 = {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, 0x7f};
    assertThat(PprofFile.is(packed(long63))).isFalse();
  }

  static byte[] recorded() throws IOException {
    try (var in = PprofFileTest.class.getResourceAsStream("leaky-go-1.26.pb.gz")) {
      return in.readAllBytes();
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
