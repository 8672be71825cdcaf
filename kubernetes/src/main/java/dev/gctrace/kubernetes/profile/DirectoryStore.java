package dev.gctrace.kubernetes.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A directory, made when it is first needed. */
public final class DirectoryStore implements ProfileStore {

  private final Path directory;

  /**
   * A store.
   *
   * @param directory where the files go
   */
  public DirectoryStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public String save(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(directory);
      Path part = Files.createTempFile(directory, "." + name, ".part");
      try {
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new IOException(file + ": cannot be written: " + e, e);
    }
    return file.toString();
  }
}
