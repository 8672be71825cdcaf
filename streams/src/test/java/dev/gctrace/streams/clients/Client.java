package dev.gctrace.streams.clients;

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
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IOException("does not end: " + said());
    }
    return process.exitValue();
  }

  /** What it said so far. */
  public String said() throws IOException {
    return Files.readString(said);
  }

  /** Waits until it has said something, and tells the first group of it. */
  public String awaitWord(String pattern) throws IOException {
    Pattern wanted = Pattern.compile(pattern);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher found = wanted.matcher(said());
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new AssertionError("never said " + pattern + ": " + said());
  }

  /** Its process. */
  public Process process() {
    return process;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new InterruptedIOException();
    }
  }
}
