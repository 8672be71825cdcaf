package dev.gctrace.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands behind the descriptors 0, 1 and 2 of this process. */
final class FileDescriptors {

  private FileDescriptors() {}

  /** Whether a terminal does. */
  static boolean isTerminal(int descriptor) {
    String target = target(descriptor);
    return target == null
        ? shellSaysTerminal(descriptor)
        : target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
  }

  /** Whether another program does. */
  static boolean isPipe(int descriptor) {
    String target = target(descriptor);
    return target != null && (target.startsWith("pipe:") || target.startsWith("socket:"));
  }

  /** Null where there is no {@code /proc}. */
  private static String target(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** The JDK tells about both ends at once only, and newer ones say yes without a terminal. */
  private static boolean shellSaysTerminal(int descriptor) {
    try {
      return new ProcessBuilder("sh", "-c", "test -t " + descriptor)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
