package dev.gctrace.cli.terminal;

/** What a cell of a drawing belongs to, and with it its colour. */
enum Ink {
  PLAIN(""),
  AXIS("90"),
  HEAP("36"),
  GOAL("32"),
  NEXT_GOAL("33"),
  GOMEMLIMIT("35"),
  LIMIT("31"),
  CROSSING("1;31");

  private final String sgr;

  Ink(String sgr) {
    this.sgr = sgr;
  }

  /** The parameters of the terminal's "select graphic rendition"; empty for none. */
  String sgr() {
    return sgr;
  }
}
