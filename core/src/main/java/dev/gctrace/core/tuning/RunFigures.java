package dev.gctrace.core.tuning;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.PostMortem;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Summary;
import dev.gctrace.core.trace.GcEvent;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The figures of one run, which may be several processes of several containers. What no line tells
 * is empty.
 *
 * @param containers containers in the log
 * @param processes processes in it
 * @param kills processes that were killed, told or likely: those whose last line is critical
 * @param cycles collections
 * @param severity of the worst process
 * @param peakHeapMiB largest heap
 * @param liveMaxMiB largest live heap
 * @param pauseP99Millis 99th percentile of the pauses, of the process with the longest
 * @param pauseMaxMillis longest pause
 */
public record RunFigures(
    int containers,
    int processes,
    int kills,
    long cycles,
    Severity severity,
    OptionalLong peakHeapMiB,
    OptionalLong liveMaxMiB,
    OptionalDouble pauseP99Millis,
    OptionalDouble pauseMaxMillis) {

  /**
   * The figures of a run.
   *
   * @param reports a list for each container
   * @return the figures
   */
  public static RunFigures of(List<List<ProcessReport>> reports) {
    List<ProcessReport> all = reports.stream().flatMap(List::stream).toList();
    List<Summary> summaries = all.stream().map(ProcessReport::summary).toList();
    return new RunFigures(
        reports.size(),
        all.size(),
        (int) all.stream().filter(RunFigures::isKill).count(),
        summaries.stream().mapToLong(Summary::cycles).sum(),
        all.stream()
            .map(report -> report.verdict().severity())
            .max(Enum::compareTo)
            .orElse(Severity.UNKNOWN),
        largest(summaries, Summary::peakHeapMiB),
        largest(summaries, Summary::liveMaxMiB),
        longest(summaries, Summary::pauseP99Millis),
        longest(summaries, Summary::pauseMaxMillis));
  }

  /** {@return processes that another followed in their container} */
  public int restarts() {
    return processes - containers;
  }

  private static boolean isKill(ProcessReport report) {
    return report
        .postMortem()
        .filter(
            told ->
                told.end() == PostMortem.End.KILLED
                    || report.verdict().severity() == Severity.CRITICAL)
        .isPresent();
  }

  private static OptionalLong largest(
      List<Summary> summaries, Function<Summary, OptionalLong> figure) {
    return summaries.stream()
        .map(figure)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  private static OptionalDouble longest(
      List<Summary> summaries, Function<Summary, OptionalDouble> figure) {
    return summaries.stream()
        .map(figure)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }

  /**
   * Takes the collections of a run while they are read.
   *
   * <p>Not for use by more than one thread at a time.
   */
  public static final class Recorder {
    private final Blocks blocks = new Blocks();

    /** A recorder that has seen no collection. */
    public Recorder() {}

    /**
     * Takes the next collection.
     *
     * @param process a number for its process
     * @param event the collection
     */
    public void add(int process, GcEvent event) {
      blocks.add(process, event);
    }

    Blocks blocks() {
      return blocks;
    }
  }
}
