package dev.gctrace.cli.watch;

import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.EarlyCycle;
import java.util.function.Consumer;

/** A face, and somebody else who is told of each collection. */
final class AlsoTold implements AnalysisListener {

  private final AnalysisListener face;
  private final Consumer<Cycle> also;

  AlsoTold(AnalysisListener face, Consumer<Cycle> also) {
    this.face = face;
    this.also = also;
  }

  @Override
  public void cycle(ProcessTrace process, Cycle cycle) {
    face.cycle(process, cycle);
    also.accept(cycle);
  }

  @Override
  public void early(ProcessTrace process, EarlyCycle cycle) {
    face.early(process, cycle);
  }

  @Override
  public void death(ContainerTrace container, DeathEvent death) {
    face.death(container, death);
  }

  @Override
  public void newestFirst(String input) {
    face.newestFirst(input);
  }

  @Override
  public boolean wantsText() {
    return face.wantsText();
  }

  @Override
  public void text(String label, byte[] buffer, int from, int to) {
    face.text(label, buffer, from, to);
  }
}
