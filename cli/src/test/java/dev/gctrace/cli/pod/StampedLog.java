package dev.gctrace.cli.pod;

import dev.gctrace.kubernetes.fake.FakeLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Recorded logs as a cluster keeps them: a time before each line. */
public final class StampedLog {

  private StampedLog() {}

  /** A sample; its lines come 100 ms after one another, the last of them at a time. */
  public static FakeLog of(String sample, String lastAt) throws IOException {
    return FakeLog.of(lines(sample, lastAt));
  }

  /** The lines of such a log. */
  public static List<String> lines(String sample, String lastAt) throws IOException {
    List<String> plain = Files.readAllLines(Path.of("../samples/logs", sample));
    List<String> lines = new ArrayList<>();
    Instant time = Instant.parse(lastAt).minusMillis(100L * (plain.size() - 1));
    for (String line : plain) {
      lines.add(time + " " + line);
      time = time.plusMillis(100);
    }
    return lines;
  }
}
