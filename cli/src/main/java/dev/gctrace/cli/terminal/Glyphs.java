package dev.gctrace.cli.terminal;

/** The characters that a drawing is made of. */
enum Glyphs {
  UNICODE('━', '╍', '╌', 1, '┈', '┊', '╳', '│', '┤', '─', '┬', '└', '↑', "⡠⠊", "⠌"),
  ASCII('=', '-', '-', 2, '.', ':', 'X', '|', '+', '-', '+', '+', '^', "/|", "*");

  final char limit;
  final char goMemLimit;
  final char nextGoal;

  /** Columns from one character of the next goal's line to the next. */
  final int nextGoalEvery;

  final char goal;
  final char band;
  final char crossing;
  final char axisY;
  final char tickY;
  final char axisX;
  final char tickX;
  final char corner;
  final char above;
  final String heapSample;
  final String comingSample;

  Glyphs(
      char limit,
      char goMemLimit,
      char nextGoal,
      int nextGoalEvery,
      char goal,
      char band,
      char crossing,
      char axisY,
      char tickY,
      char axisX,
      char tickX,
      char corner,
      char above,
      String heapSample,
      String comingSample) {
    this.limit = limit;
    this.goMemLimit = goMemLimit;
    this.nextGoal = nextGoal;
    this.nextGoalEvery = nextGoalEvery;
    this.goal = goal;
    this.band = band;
    this.crossing = crossing;
    this.axisY = axisY;
    this.tickY = tickY;
    this.axisX = axisX;
    this.tickX = tickX;
    this.corner = corner;
    this.above = above;
    this.heapSample = heapSample;
    this.comingSample = comingSample;
  }
}
