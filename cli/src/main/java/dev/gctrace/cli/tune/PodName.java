package dev.gctrace.cli.tune;

import dev.gctrace.kubernetes.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Tells the name of a pod, or of what makes pods, from that of a file. */
final class PodName {

  private PodName() {}

  /** Whether the names of a command line are one of a pod. */
  static boolean isMeant(List<String> names) {
    return names.size() == 1
        && !isFile(names.get(0))
        && (isSure(names.get(0)) || names.get(0).matches("[a-z0-9]([a-z0-9-]{0,251}[a-z0-9])?"));
  }

  /** Whether a name can be no file's that anybody would name so: {@code deploy/api}. */
  static boolean isSure(String name) {
    int slash = name.indexOf('/');
    return slash > 0 && Target.isKind(name.substring(0, slash)) && !isFile(name);
  }

  /** That a name is not the name of anything. */
  static IOException neither(String name, IOException asPod) {
    return new IOException("there is no file " + name + "; as a pod: " + asPod.getMessage(), asPod);
  }

  private static boolean isFile(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
