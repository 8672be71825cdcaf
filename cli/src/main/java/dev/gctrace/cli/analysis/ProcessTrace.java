package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.ProcessAnalysis;
import dev.gctrace.core.report.ProcessReport;

/** One process of a container while its events come in. */
public final class ProcessTrace {

  private final ContainerTrace container;
  private final int number;
  private final ProcessAnalysis analysis;

  /** Place of its first and of its last event among those of the container. */
  private final long firstEvent;

  private long lastEvent;
  private Severity severity = Severity.OK;

  ProcessTrace(ContainerTrace container, int number, MemorySettings settings, long firstEvent) {
    this.container = container;
    this.number = number;
    this.analysis = new ProcessAnalysis(number, settings);
    this.firstEvent = firstEvent;
    this.lastEvent = firstEvent;
  }

  /** The container that it ran in. */
  public ContainerTrace container() {
    return container;
  }

  /** Its number in the container, from 1. */
  public int number() {
    return number;
  }

  /** Severity of its last line. */
  public Severity severity() {
    return severity;
  }

  /** The report so far. */
  public ProcessReport report() {
    return analysis.report(container.hasBegunAfter(lastEvent));
  }

  ProcessAnalysis analysis() {
    return analysis;
  }

  long firstEvent() {
    return firstEvent;
  }

  void touched(long event) {
    lastEvent = event;
  }

  void judged(Severity newSeverity) {
    severity = newSeverity;
  }
}
