package dev.gctrace.cli.chart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that nobody ever sees half of it. */
final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes to a file beside the target and moves it into its place. What is not a file but takes
   * bytes (a pipe, a device) is written to as it is; a link is followed.
   *
   * @throws IOException with the path of the target first in its message
   */
  static void write(Path file, byte[] content) throws IOException {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file;
      if (Files.isDirectory(target)) {
        throw new FileSystemException(file.toString(), null, "is a directory");
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        Files.write(target, content, StandardOpenOption.WRITE);
      } else {
        replace(target.toAbsolutePath(), content);
      }
    } catch (FileSystemException e) {
      throw e.getFile() != null && e.getFile().equals(file.toString()) ? e : named(file, e);
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  private static void replace(Path target, byte[] content) throws IOException {
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path beside = target.resolveSibling(name);
    try {
      try (OutputStream out =
          Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        out.write(content);
      }
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static IOException named(Path file, IOException e) {
    String why = e instanceof FileSystemException f ? reason(f) : e.getMessage();
    FileSystemException named = new FileSystemException(file.toString(), null, why);
    named.initCause(e);
    return named;
  }

  private static String reason(FileSystemException e) {
    if (e.getReason() != null) {
      return e.getReason();
    }
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    return e instanceof AccessDeniedException ? "permission denied" : e.toString();
  }
}
