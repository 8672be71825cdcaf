package dev.gctrace.cli.terminal;

import dev.gctrace.cli.drawing.Domain;

/**
 * The part of a canvas in which the data stand.
 *
 * @param left its first column
 * @param above rows over it
 * @param width in columns, from 1
 * @param height in rows, from 1
 * @param domain the stretch of time from the first column to the last
 * @param top the size at the upper edge; the lower edge is 0
 */
record Plot(int left, int above, int width, int height, Domain domain, double top) {

  /** Dots of a Braille pattern side by side. */
  static final int DOTS_ACROSS = 2;

  /** Dots of a Braille pattern on top of each other. */
  static final int DOTS_UP = 4;

  /** Column of dots, from 0 on the left; what lies outside goes to the edge. */
  int dotAcross(double x) {
    return scaled(domain.part(x), width * DOTS_ACROSS);
  }

  /** Row of dots, from 0 at the bottom; what lies outside goes to the edge. */
  int dotUp(double mib) {
    return scaled(mib / top, height * DOTS_UP);
  }

  /** Column of the canvas. */
  int column(double x) {
    return left + dotAcross(x) / DOTS_ACROSS;
  }

  /** Row of the canvas. */
  int row(double mib) {
    return rowOfDot(dotUp(mib));
  }

  /** Row of the canvas that holds a row of dots. */
  int rowOfDot(int dotUp) {
    return above + height - 1 - dotUp / DOTS_UP;
  }

  private static int scaled(double part, int dots) {
    return (int) Math.round(Math.min(1, Math.max(0, part)) * (dots - 1));
  }
}
