package dev.gctrace.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands behind the descriptors 0, 1 and 2 of this process. */
final class FileDescriptors {

  private FileDescriptors() {}

  /** Whether a terminal does. */
  static boolean isTerminal(int descriptor) {
    String target = target(descriptor);
    if (target == null) {
      // No /proc here: the JDK only knows about both ends at once.
      return System.console() != null;
    }
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }

  /** Whether another program does. */
  static boolean isPipe(int descriptor) {
    String target = target(descriptor);
    return target != null && (target.startsWith("pipe:") || target.startsWith("socket:"));
  }

  private static String target(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }
}
