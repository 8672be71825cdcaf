package dev.gctrace.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the file happens while the reader waits. */
class FollowedFileTest {

  @TempDir private Path dir;

  private Path log;
  private final Deque<Step> steps = new ArrayDeque<>();

  private interface Step {
    void run() throws IOException;
  }

  @BeforeEach
  void setUp() throws IOException {
    log = Files.writeString(dir.resolve("app.log"), "one\n");
  }

  @Test
  void readsWhatIsAppended() throws IOException {
    steps.add(() -> append("two\n"));
    steps.add(() -> {});
    steps.add(() -> append("three\n"));

    assertThat(read()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void goesOnWithTheNewFileWhenTheOldOneWasRenamed() throws IOException {
    steps.add(
        () -> {
          append("two\n");
          Files.move(log, dir.resolve("app.log.1"));
        });
    steps.add(() -> Files.writeString(log, "three\n"));
    steps.add(() -> append("four\n"));

    assertThat(read()).isEqualTo("one\ntwo\nthree\nfour\n");
  }

  @Test
  void readsTheRestOfTheOldFileBeforeTheNewOne() throws IOException {
    steps.add(
        () -> {
          Path old = Files.move(log, dir.resolve("app.log.1"));
          Files.writeString(log, "three\n");
          Files.writeString(old, "two\n", StandardOpenOption.APPEND);
        });

    assertThat(read()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void beginsAgainWhenTheFileWasCut() throws IOException {
    steps.add(() -> Files.writeString(log, ""));
    steps.add(() -> append("two\n"));

    assertThat(read()).isEqualTo("one\ntwo\n");
  }

  @Test
  void endsALineThatTheOldFileHasLeftOpen() throws IOException {
    steps.add(
        () -> {
          append("gc 12");
          Files.move(log, dir.resolve("app.log.1"));
          Files.writeString(log, "three\n");
        });

    assertThat(read()).isEqualTo("one\ngc 12\nthree\n");
  }

  @Test
  void waitsWhileThereIsNoFileAtAll() throws IOException {
    steps.add(() -> Files.delete(log));
    steps.add(() -> {});
    steps.add(() -> Files.writeString(log, "two\n"));

    assertThat(read()).isEqualTo("one\ntwo\n");
  }

  @Test
  void aFileThatIsNotThereCannotBeFollowed() {
    Path missing = dir.resolve("missing.log");

    assertThatThrownBy(() -> FollowedFile.open(missing.toString(), () -> false))
        .isInstanceOf(InputProblem.class)
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> FollowedFile.open(dir.toString(), () -> false))
        .isInstanceOf(InputProblem.class)
        .hasMessage(dir + ": is a directory; watch follows one file or standard input");
  }

  /** Does a step whenever there is nothing to read, and ends after the last one. */
  private String read() throws IOException {
    try (FollowedFile in = FollowedFile.open(log.toString(), this::step)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private boolean step() {
    Step step = steps.poll();
    if (step == null) {
      return false;
    }
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }
}
