package dev.gctrace.cli.chart;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** The shapes of single points, around the origin. */
final class Marks {

  /** The live heap after a cycle. */
  static final Shape LIVE = new Ellipse2D.Double(-2.5, -2.5, 5, 5);

  /** A cycle that the program asked for. */
  static final Shape FORCED = closed(-5, -10, 5, -10, 0, -2);

  /** Where the container is at its limit. */
  static final Shape CROSSING = cross(6);

  /** The expected value of a band. */
  static final Shape EXPECTED = closed(0, -5, 5, 0, 0, 5, -5, 0);

  /** The end of a band. */
  static final Shape END = closed(-6, 0, 6, 0);

  private Marks() {}

  private static Shape closed(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static Shape cross(double arm) {
    Path2D path = new Path2D.Double();
    path.moveTo(-arm, -arm);
    path.lineTo(arm, arm);
    path.moveTo(-arm, arm);
    path.lineTo(arm, -arm);
    return path;
  }
}
