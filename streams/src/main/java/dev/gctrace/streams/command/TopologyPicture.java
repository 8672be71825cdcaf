package dev.gctrace.streams.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.TopologyDescription;

/**
 * A drawing of a topology: from the topics that are read on the left to those that are written on
 * the right, with the stores under the processors that use them.
 */
final class TopologyPicture {

  private static final int COLUMN = 250;
  private static final int ROW = 84;
  private static final int WIDTH = 200;
  private static final int HEIGHT = 40;
  private static final int MARGIN = 24;
  private static final int GAP = 14;

  private enum Kind {
    TOPIC("#fff4d6", "#b8860b", 20),
    PROCESSOR("#e3eefc", "#2f6fb3", 4),
    STORE("#e8f5e4", "#4b8b3b", 12);

    private final String fill;
    private final String line;
    private final int corner;

    Kind(String fill, String line, int corner) {
      this.fill = fill;
      this.line = line;
      this.corner = corner;
    }
  }

  private record Place(int x, int y) {}

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, Set<String>> next = new LinkedHashMap<>();
  private final Map<String, Set<String>> stores = new LinkedHashMap<>();

  private TopologyPicture(TopologyDescription topology) {
    for (TopologyDescription.Subtopology part : topology.subtopologies()) {
      part.nodes().forEach(this::add);
    }
  }

  /** The drawing as SVG. */
  static String svg(TopologyDescription topology) {
    return new TopologyPicture(topology).draw();
  }

  private void add(TopologyDescription.Node node) {
    if (node instanceof TopologyDescription.Source source) {
      for (String topic : source.topicSet()) {
        kinds.put(topic, Kind.TOPIC);
        node.successors().forEach(to -> edge(topic, vertex(to)));
      }
    } else if (node instanceof TopologyDescription.Processor processor) {
      kinds.put(node.name(), Kind.PROCESSOR);
      stores.put(node.name(), processor.stores());
      node.successors().forEach(to -> edge(node.name(), vertex(to)));
    } else {
      kinds.put(vertex(node), Kind.TOPIC);
    }
  }

  /** A sink is drawn as its topic. */
  private static String vertex(TopologyDescription.Node node) {
    return node instanceof TopologyDescription.Sink sink ? sink.topic() : node.name();
  }

  private void edge(String from, String to) {
    next.computeIfAbsent(from, unused -> new LinkedHashSet<>()).add(to);
  }

  private String draw() {
    Map<String, Integer> layers = layers();
    Map<Integer, List<String>> columns = new TreeMap<>();
    kinds.keySet().stream()
        .sorted()
        .forEach(v -> columns.computeIfAbsent(layers.get(v), l -> new ArrayList<>()).add(v));
    int rows = columns.values().stream().mapToInt(List::size).max().orElse(1);
    Map<String, Place> places = new LinkedHashMap<>();
    columns.forEach(
        (layer, column) -> {
          int top = MARGIN + (rows - column.size()) * ROW / 2;
          for (int i = 0; i < column.size(); i++) {
            places.put(column.get(i), new Place(MARGIN + layer * COLUMN, top + i * ROW));
          }
        });
    StringBuilder body = new StringBuilder();
    int bottom = MARGIN + rows * ROW;
    next.forEach(
        (from, all) -> all.forEach(to -> arrow(body, places.get(from), places.get(to), bottom)));
    for (Map.Entry<String, Set<String>> entry : stores.entrySet()) {
      Place user = places.get(entry.getKey());
      int y = bottom;
      for (String store : entry.getValue().stream().sorted().toList()) {
        dashes(body, user.x(), y == bottom ? user.y() + HEIGHT : y - GAP, y);
        box(body, store, Kind.STORE, new Place(user.x(), y));
        y += HEIGHT + GAP;
      }
    }
    kinds.forEach((name, kind) -> box(body, name, kind, places.get(name)));
    int most = stores.values().stream().mapToInt(Set::size).max().orElse(0);
    int width = 2 * MARGIN + (columns.size() - 1) * COLUMN + WIDTH;
    return document(width, bottom + most * (HEIGHT + GAP) + MARGIN, body);
  }

  /** For each vertex the length of the longest way to it; a topology has no circles. */
  private Map<String, Integer> layers() {
    Map<String, Integer> layers = new LinkedHashMap<>();
    kinds.keySet().forEach(vertex -> layers.put(vertex, 0));
    for (int round = 0; round < kinds.size(); round++) {
      next.forEach(
          (from, all) -> all.forEach(to -> layers.merge(to, layers.get(from) + 1, Math::max)));
    }
    return layers;
  }

  /** One that passes over columns makes its way below what stands in them. */
  private static void arrow(StringBuilder body, Place from, Place to, int bottom) {
    int x = from.x() + WIDTH;
    int y = from.y() + HEIGHT / 2;
    int end = to.x() - 8;
    int endY = to.y() + HEIGHT / 2;
    boolean far = to.x() - from.x() > COLUMN;
    int bend = far ? COLUMN : (end - x) / 2;
    int startBendY = far ? bottom + HEIGHT : y;
    int endBendY = far ? bottom + HEIGHT : endY;
    body.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%d %d C%d %d %d %d %d %d\" class=\"a\" marker-end=\"url(#e)\"/>%n",
            x,
            y,
            x + bend,
            startBendY,
            end - bend,
            endBendY,
            end,
            endY));
  }

  private static void dashes(StringBuilder body, int x, int from, int to) {
    body.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%d %d V%d\" class=\"a\" stroke-dasharray=\"4 3\"/>%n",
            x + WIDTH / 2,
            from,
            to));
  }

  private static void box(StringBuilder body, String name, Kind kind, Place at) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\""
                + " stroke=\"%s\"/>%n<text x=\"%d\" y=\"%d\">%s</text>%n",
            at.x(),
            at.y(),
            WIDTH,
            HEIGHT,
            kind.corner,
            kind.fill,
            kind.line,
            at.x() + WIDTH / 2,
            at.y() + HEIGHT / 2 + 4,
            escaped(name)));
  }

  private static String escaped(String name) {
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String document(int width, int height, StringBuilder body) {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
        <style>text{font:12px sans-serif;text-anchor:middle;fill:#222}.a{fill:none;stroke:#777}</style>
        <defs><marker id="e" viewBox="0 0 8 8" markerWidth="8" markerHeight="8" refY="4" \
        orient="auto"><path d="M0 0 8 4 0 8z" fill="#777"/></marker></defs>
        <rect width="100%%" height="100%%" fill="#fff"/>
        %3$s</svg>
        """,
        width,
        height,
        body);
  }
}
