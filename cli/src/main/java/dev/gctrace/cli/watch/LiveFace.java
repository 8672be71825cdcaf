package dev.gctrace.cli.watch;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.cli.console.Key;
import dev.gctrace.cli.console.Style;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.EarlyCycle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What is watched as a view that is drawn again and again.
 *
 * <p>Not for use by more than one thread at a time: between two pieces of the log at most.
 */
final class LiveFace implements AnalysisListener {

  private final Map<ContainerTrace, Latest> latest = new HashMap<>();
  private final Map<ProcessTrace, AlertState> states = new WeakHashMap<>();
  private final Runnable changed;
  private ContainerTrace chosen;
  private String alert;

  /**
   * The last that is known of a container.
   *
   * @param process its last process
   * @param cycle the last collection of that
   */
  private record Latest(ProcessTrace process, CycleFigures cycle) {
    Severity severity() {
      return cycle.severity();
    }

    String label() {
      return process.container().label();
    }
  }

  /**
   * A face.
   *
   * @param changed called when there is something new to draw
   */
  LiveFace(Runnable changed) {
    this.changed = changed;
  }

  @Override
  public void cycle(ProcessTrace process, Cycle cycle) {
    keep(process, CycleFigures.of(cycle));
    states
        .computeIfAbsent(process, p -> new AlertState())
        .next(cycle.forecast().severity())
        .ifPresent(
            change ->
                alert =
                    process.container().label()
                        + ", cycle "
                        + cycle.event().cycle()
                        + ": "
                        + change.kind().name().toLowerCase(Locale.ROOT)
                        + ", now "
                        + Style.name(change.severity()));
    changed.run();
  }

  @Override
  public void early(ProcessTrace process, EarlyCycle cycle) {
    keep(process, CycleFigures.of(cycle));
    changed.run();
  }

  private void keep(ProcessTrace process, CycleFigures cycle) {
    if (latest.size() > Analysis.MAX_CONTAINERS) {
      latest.keySet().removeIf(ContainerTrace::isLetGo);
    }
    latest.put(process.container(), new Latest(process, cycle));
  }

  @Override
  public void death(ContainerTrace container, DeathEvent death) {
    alert = container.label() + ": " + death.text();
    changed.run();
  }

  @Override
  public void newestFirst(String input) {
    alert = input + ": written newest first; gctrace analyze reads it from its end";
    changed.run();
  }

  /** Chooses another container. */
  void press(Key key) {
    List<Latest> order = order();
    if (order.isEmpty()) {
      return;
    }
    int last = order.size() - 1;
    int now = place(order);
    int next =
        switch (key) {
          case UP -> Math.max(0, now - 1);
          case DOWN -> Math.min(last, now + 1);
          case FIRST -> 0;
          case LAST -> last;
          case SUSPEND, QUIT, OTHER -> now;
        };
    chosen = order.get(next).process().container();
  }

  /** What to draw now. */
  LiveModel model(String source, Watching.State state) {
    List<Latest> order = order();
    int place = place(order);
    List<LiveModel.Row> rows = new ArrayList<>();
    order.forEach(one -> rows.add(new LiveModel.Row(one.label(), one.cycle())));
    Optional<ProcessReport> report =
        order.isEmpty() ? Optional.empty() : Optional.of(order.get(place).process().report());
    return new LiveModel(
        source, state.intake().counts(), rows, place, report, Optional.ofNullable(alert), 0);
  }

  private List<Latest> order() {
    return latest.values().stream()
        .sorted(Comparator.comparing(Latest::severity).reversed().thenComparing(Latest::label))
        .toList();
  }

  /** Where the chosen one stands; the first place until one is chosen. */
  private int place(List<Latest> order) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).process().container() == chosen) {
        return i;
      }
    }
    return 0;
  }
}
