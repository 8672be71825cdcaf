package dev.gctrace.cli.terminal;

import dev.gctrace.cli.drawing.ComingTooth;
import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.TimeTicks;
import dev.gctrace.cli.drawing.Timeline;
import java.util.ArrayList;
import java.util.List;

/** What the characters of a drawing mean: only those that are in it. */
final class Legend {

  private static final String BETWEEN = "  ";

  private final List<String> items = new ArrayList<>();

  Legend(Timeline timeline, Run run, Levels levels, Glyphs glyphs, Margin margin) {
    items.add(TimeTicks.title(timeline.clock(), timeline.startX(), timeline.runs().size()));
    items.add(glyphs.heapSample + " heap");
    if (!run.goal().isEmpty()) {
      items.add(twice(glyphs.goal) + " goal");
    }
    if (run.coming().isPresent()) {
      items.add(glyphs.comingSample + " coming cycle");
    }
    double end = timeline.comingEndX();
    if (run.coming().flatMap(ComingTooth::atLimit).filter(at -> at.x() <= end).isPresent()) {
      items.add(glyphs.crossing + " at limit");
    }
    if (run.coming().flatMap(ComingTooth::peak).isPresent()
        && levels.inside(Kind.PEAK).isPresent()) {
      items.add(glyphs.band + " peak, 10-90 %");
    }
    items.addAll(margin.explained());
  }

  /** The legend in lines of no more than the given width. */
  List<String> lines(int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String item : items) {
      if (line.length() > 0 && line.length() + BETWEEN.length() + item.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? BETWEEN : "").append(item);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String twice(char c) {
    return String.valueOf(c) + c;
  }
}
