package dev.gctrace.cli.pod;

import dev.gctrace.kubernetes.profile.DirectoryStore;
import dev.gctrace.kubernetes.profile.ProfileStore;
import dev.gctrace.kubernetes.profile.S3Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options about heap profiles. */
final class CaptureOptions {

  private static final String S3 = "s3://";

  @Option(
      names = "--capture",
      paramLabel = "PLACE",
      description = {
        "Keep a heap profile when the container turns critical: in a directory, or in"
            + " s3://BUCKET/PREFIX."
      })
  private String place;

  @Option(
      names = "--capture-now",
      description = "Keep one now, in the current directory without --capture, and end.")
  private boolean now;

  @Option(
      names = "--pprof-port",
      paramLabel = "PORT",
      description = "Where the program serves net/http/pprof; found out when not given.")
  private Integer port;

  /** Whether profiles are to be kept. */
  boolean isWanted() {
    return place != null || now;
  }

  boolean isWantedNow() {
    return now;
  }

  OptionalInt port() {
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** What does not go together; null when all does. */
  String misuse(boolean follow) {
    if (now && follow) {
      return "--capture-now ends at once: it does not go with --follow";
    }
    if (isWanted() && !now && !follow) {
      return "--capture needs --follow, or --capture-now";
    }
    if (port != null && (!isWanted() || port < 1 || port > 65535)) {
      return "--pprof-port " + port + (isWanted() ? " is no port" : " needs --capture PLACE");
    }
    return null;
  }

  /** Where they are kept. */
  ProfileStore store() throws IOException {
    if (place == null) {
      return new DirectoryStore(Path.of("."));
    }
    return place.startsWith(S3)
        ? S3Store.of(place.substring(S3.length()), System.getenv())
        : new DirectoryStore(Path.of(place));
  }
}
