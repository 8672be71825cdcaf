package dev.gctrace.streams.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that nobody here wrote, which may not be installed. Looked for on the path, in the
 * folders of daemons, and below the folder that {@code TEST_CLIENTS} names, where packages may be
 * unpacked.
 */
public final class Client implements AutoCloseable {

  private final Process process;
  private final Path said;

  private Client(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /** Where a program is; the test is skipped, and says why, when it is nowhere. */
  public static Path installed(String program, String debianPackage) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(":")).map(Path::of),
                Stream.of(
                    Path.of("/usr/sbin"),
                    Path.of("/usr/bin"),
                    unpacked().resolve("usr/sbin"),
                    unpacked().resolve("usr/bin")))
            .map(folder -> folder.resolve(program))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.out.println(
          "skipped: not installed: " + program + " (apt-get install " + debianPackage + ")");
    }
    assumeTrue(found.isPresent(), "not installed: " + program);
    return found.orElseThrow();
  }

  /** The folder that packages are unpacked to. */
  public static Path unpacked() {
    return Path.of(Optional.ofNullable(System.getenv("TEST_CLIENTS")).orElse("/nowhere"));
  }

  /** Starts a program; what it says goes to a file of the folder. */
  public static Client start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path said = folder.resolve(Path.of(command.get(0)).getFileName() + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    return new Client(builder.start(), said);
  }

  /** Waits for its end and tells its exit code. */
  public int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      throw new IOException("does not end: " + said());
    }
    return process.exitValue();
  }

  /** What it said so far. */
  public String said() throws IOException {
    // A letter may have been written in part.
    return new String(Files.readAllBytes(said), UTF_8);
  }

  /** Waits until it has said something, and tells the first group of it. */
  public String awaitWord(String pattern) throws Exception {
    Pattern wanted = Pattern.compile(pattern);
    String[] word = new String[1];
    Await.until(
        () -> {
          boolean isAlive = process.isAlive();
          String said = said();
          // What is only half a line may be half a word.
          Matcher found = wanted.matcher(said.substring(0, said.lastIndexOf('\n') + 1));
          if (found.find()) {
            word[0] = found.group(1);
          } else if (!isAlive) {
            throw new AssertionError("ended without " + pattern + ": " + said);
          }
          return word[0] != null;
        },
        () -> pattern + ": " + said());
    return word[0];
  }

  /** Its process. */
  public Process process() {
    return process;
  }

  /** SIGTERM, and SIGKILL where it has not ended when Kubernetes would send it. */
  public void terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("has to be killed: " + said());
    }
  }

  /** Ends it; when this returns it writes no file any more. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new InterruptedIOException();
    }
  }
}
