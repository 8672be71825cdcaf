package dev.gctrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTest {

  @Test
  void readsLettersAndArrowsInBothModes() throws IOException {
    assertThat(keys("jkgGx\u001b[A\u001b[B\u001bOA\u001bOB\u001b[H\u001b[Fq"))
        .containsExactly(
            Key.DOWN, Key.UP, Key.FIRST, Key.LAST, Key.OTHER, Key.UP, Key.DOWN, Key.UP, Key.DOWN,
            Key.FIRST, Key.LAST, Key.QUIT);
  }

  @Test
  void ctrlZIsAKeySinceTheScreenHasToBeTidiedFirst() throws IOException {
    assertThat(keys("\u001ax")).containsExactly(Key.SUSPEND, Key.OTHER, Key.QUIT);
  }

  @Test
  void readsOverKeysThatItDoesNotKnow() throws IOException {
    assertThat(keys("\u001b[15~\u001b[1;5C\u001bxj"))
        .containsExactly(Key.OTHER, Key.OTHER, Key.OTHER, Key.DOWN, Key.QUIT);
  }

  @Test
  void theEndOfTheTerminalIsAnEnd() throws IOException {
    assertThat(keys("")).containsExactly(Key.QUIT);
    assertThat(keys("\u001b")).containsExactly(Key.OTHER, Key.QUIT);
  }

  private static List<Key> keys(String typed) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.US_ASCII));
    List<Key> keys = new ArrayList<>();
    do {
      keys.add(Key.read(in));
    } while (keys.get(keys.size() - 1) != Key.QUIT);
    return keys;
  }
}
