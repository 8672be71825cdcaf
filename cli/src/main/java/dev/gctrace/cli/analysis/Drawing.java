package dev.gctrace.cli.analysis;

import dev.gctrace.core.report.ProcessAnalysis;

/**
 * Shares out the teeth that are kept to be drawn, so that they are bounded in all: the first
 * processes keep many, further ones fewer, and of hundreds only those that come into danger keep
 * any, from there on.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Drawing {

  /** Processes that keep all that a chart can show. */
  static final int IN_FULL = 8;

  /** Processes that keep what a screen can show. */
  private static final int ON_A_SCREEN = 32;

  /** Processes that are drawn whatever they do. */
  static final int ANYWAY = 256;

  /** Processes that are drawn. */
  static final int MOST = 512;

  private static final int POINTS_ON_A_SCREEN = 512;
  private static final int FEW_POINTS = 64;

  private int drawn;

  /** Nothing is drawn from now on. */
  void end() {
    drawn = MOST;
  }

  /** Teeth that the next process keeps; 0 for none. */
  int points() {
    return drawn < ANYWAY ? share() : 0;
  }

  /** Teeth that a process keeps which kept none and is in danger now; 0 for none. */
  int pointsInDanger() {
    return drawn < MOST ? share() : 0;
  }

  private int share() {
    int before = drawn++;
    return before < IN_FULL
        ? ProcessAnalysis.MAX_POINTS
        : before < ON_A_SCREEN ? POINTS_ON_A_SCREEN : FEW_POINTS;
  }
}
