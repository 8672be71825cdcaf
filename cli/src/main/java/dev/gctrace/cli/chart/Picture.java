package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.core.report.ProcessReport;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that goes into one chart file: a panel for each container, one below the other. */
final class Picture {

  static final int WIDTH = 1_200;

  /** More panels than that nobody reads; the most dangerous ones are drawn. */
  static final int MOST_PANELS = 6;

  private static final int SINGLE_HEIGHT = 700;
  private static final int HEIGHT = 520;
  private static final int NOTE_LINE = 18;
  private static final int NOTE_LINES = 6;

  private final List<Panel> panels;
  private final List<String> left;

  private Picture(List<Panel> panels, List<String> left) {
    this.panels = panels;
    this.left = left;
  }

  /**
   * Lays out a picture.
   *
   * @throws IllegalArgumentException when no part has a cycle
   */
  static Picture of(List<ChartPart> parts) {
    List<Panel> all = new ArrayList<>();
    for (ChartPart part : parts) {
      List<List<ProcessReport>> groups = Timeline.apart(part.processes());
      for (List<ProcessReport> group : groups) {
        Timeline timeline = Timeline.of(group);
        if (!timeline.runs().isEmpty()) {
          all.add(new Panel(Heading.of(part.label(), timeline), timeline));
        }
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no cycle to draw");
    }
    if (all.size() <= MOST_PANELS) {
      return new Picture(all, List.of());
    }
    all.sort(Comparator.comparing((Panel p) -> p.heading().severity()).reversed());
    List<String> left =
        all.subList(MOST_PANELS, all.size()).stream()
            .map(p -> p.heading().label() + " (" + p.heading().severityName() + ")")
            .toList();
    return new Picture(all.subList(0, MOST_PANELS), left);
  }

  /** Height in pixels. */
  int height() {
    int note = note().size();
    return panelHeight() * panels.size() + (note == 0 ? 0 : NOTE_LINE * (note + 1));
  }

  private int panelHeight() {
    return panels.size() == 1 ? SINGLE_HEIGHT : HEIGHT;
  }

  /** What it says, for those who do not see it. */
  String title() {
    return panels.get(0).heading().label() + ": " + panels.get(0).heading().sentence();
  }

  void draw(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    int height = panelHeight();
    for (int i = 0; i < panels.size(); i++) {
      panels.get(i).draw(g, i * height, WIDTH, height);
    }
    g.setFont(Look.SMALL);
    g.setColor(Look.QUIET);
    int line = panels.size() * height;
    for (String text : note()) {
      line += NOTE_LINE;
      g.drawString(text, Panel.MARGIN, line);
    }
  }

  private List<String> note() {
    if (left.isEmpty()) {
      return List.of();
    }
    String text = "Not drawn, in falling order of danger: " + String.join(", ", left);
    return TextBlock.wrap(Look.SMALL, text, WIDTH - 2 * Panel.MARGIN, NOTE_LINES);
  }
}
