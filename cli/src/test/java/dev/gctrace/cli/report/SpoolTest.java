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
    try (Spool spool = new Spool(16)) {
      Spool.Track track = spool.track();

      assertThat(track.isEmpty()).isTrue();
      assertThat(text(track)).isEmpty();
    }
  }

  @Test
  void aTrackThatWasSpilledIsNotEmpty() throws IOException {
    try (Spool spool = new Spool(2)) {
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
    try (Spool spool = new Spool(memory)) {
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

  private static void append(Spool.Track track, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    track.append(bytes, 0, bytes.length);
  }

  private static String text(Spool.Track track) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    track.copyTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
