package dev.gctrace.cli.options;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.Measurement;
import dev.gctrace.cli.analysis.Measurements;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that tells what a container uses at the end of its log. */
public final class MemoryNow {

  @Option(
      names = "--memory-now",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = {
        "Memory that the container uses now, page cache left out: 312Mi, as"
            + " kubectl top pod --containers shows it. Tells what a heap takes."
      })
  private Size memory;

  /** An option that was not given. */
  public MemoryNow() {}

  /**
   * Whether it was given.
   *
   * @return whether it was
   */
  public boolean isGiven() {
    return memory != null;
  }

  /**
   * Holds it against the last collection that was read, which is judged anew.
   *
   * @param analysis what was read
   * @param measurements where the analysis takes measurements from
   * @return why it was not, for the user; empty when it was, or the option was not given
   */
  public Optional<String> settle(Analysis analysis, Measurements measurements) {
    int containers = analysis.containers().size();
    if (memory == null || containers == 0) {
      return Optional.empty();
    }
    if (containers > 1) {
      return Optional.of(
          "--memory-now is left out: it is of one container, and "
              + containers
              + " were read; --container chooses");
    }
    measurements.put(new Measurement(memory.bytes(), Instant.now()));
    analysis.settle();
    return Optional.empty();
  }
}
