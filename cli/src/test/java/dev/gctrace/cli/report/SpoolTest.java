package dev.gctrace.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpoolTest {

  @Test
  void anUntouchedTrackIsEmpty() throws IOException {
    try (Spool spool = new Spool(16, 32, true)) {
      Spool.Track track = spool.track();

      assertThat(track.isEmpty()).isTrue();
      assertThat(text(track)).isEmpty();
    }
  }

  @Test
  void aTrackThatWasSpilledIsNotEmpty() throws IOException {
    try (Spool spool = new Spool(2, 4, true)) {
      Spool.Track track = spool.track();
      append(track, "abc");

      assertThat(track.isEmpty()).isFalse();
      assertThat(text(track)).isEqualTo("abc");
    }
  }

  /** The oracle is a StringBuilder for each track. */
  @Property(tries = 200)
  void givesBackWhatWasAppendedWhereverItWasKept(
      @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> order,
      @ForAll @IntRange(max = 40) int memory)
      throws IOException {
    try (Spool spool = new Spool(memory, 2 * memory, true)) {
      List<Spool.Track> tracks = new ArrayList<>();
      List<StringBuilder> expected = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        tracks.add(spool.track());
        expected.add(new StringBuilder());
      }
      for (int i = 0; i < order.size(); i++) {
        String piece = "<" + i + ">";
        append(tracks.get(order.get(i)), piece);
        expected.get(order.get(i)).append(piece);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(text(tracks.get(i))).isEqualTo(expected.get(i).toString());
      }
    }
  }

  /** While this thread holds the lock, what was sent to the file stays on its way. */
  @Test
  void whoMustNotWaitIsToldThatThereIsNoRoom() throws IOException {
    try (Spool spool = new Spool(2, 4, false)) {
      Spool.Track track = spool.track();
      synchronized (spool) {
        assertThat(track.append(new byte[] {'a', 'b', 'c'}, 0, 3)).as("sent").isTrue();
        assertThat(track.append(new byte[] {'d'}, 0, 1)).as("the fourth byte").isTrue();
        assertThat(track.append(new byte[] {'e'}, 0, 1)).as("one too many").isFalse();
      }
      assertThat(text(track)).isEqualTo("abcd");
      assertThat(track.append(new byte[] {'f'}, 0, 1)).as("written, so room again").isTrue();
      assertThat(text(track)).isEqualTo("abcdf");
    }
  }

  private static void append(Spool.Track track, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    track.append(bytes, 0, bytes.length);
  }

  private static String text(Spool.Track track) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    track.copyTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
