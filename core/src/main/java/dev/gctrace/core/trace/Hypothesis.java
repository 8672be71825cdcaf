package dev.gctrace.core.trace;

/** What a torn record may have been up to now. Never changes. */
final class Hypothesis {

  /** Where a piece of the record ends in a line that was kept. */
  record Cut(Cut before, int line, int length) {

    /** Bytes of a line that are the record's; -1 when nothing but its line break is. */
    static int lengthIn(Cut cuts, int line) {
      Cut cut = cuts;
      while (cut != null && cut.line > line) {
        cut = cut.before;
      }
      return cut != null && cut.line == line ? cut.length : 0;
    }

    static boolean areSame(Cut a, Cut b) {
      Cut x = a;
      Cut y = b;
      while (x != null && y != null && x.line == y.line && x.length == y.length) {
        x = x.before;
        y = y.before;
      }
      return x == null && y == null;
    }
  }

  private final Place place;
  private final String text;
  private final boolean whole;
  private final boolean joined;
  private final Figures figures;
  private final double cost;
  private final Cut cuts;

  private Hypothesis(
      Place place,
      String text,
      boolean whole,
      boolean joined,
      Figures figures,
      double cost,
      Cut cuts) {
    this.place = place;
    this.text = text;
    this.whole = whole;
    this.joined = joined;
    this.figures = figures;
    this.cost = cost;
    this.cuts = cuts;
  }

  /** Nothing of a record has come. */
  static Hypothesis nothing() {
    return new Hypothesis(Place.START, "", false, false, Figures.NONE, 0, null);
  }

  /** There is no record. */
  static Hypothesis noRecord(double cost) {
    return new Hypothesis(Place.NOWHERE, "", false, false, Figures.NONE, cost, null);
  }

  /** The same at another cost. */
  Hypothesis at(double newCost) {
    return new Hypothesis(place, text, whole, joined, figures, newCost, cuts);
  }

  /** The same when all lines kept up to now have been handed on. */
  Hypothesis settled() {
    return cuts == null ? this : new Hypothesis(place, text, whole, joined, figures, cost, null);
  }

  /**
   * The same with a further piece.
   *
   * @param ends whether the line break behind it has come
   * @param line number of the line among those kept
   */
  Hypothesis with(
      Place at, String piece, boolean ends, Figures newFigures, double newCost, int line) {
    Cut cut = new Cut(cuts, line, piece.length());
    boolean further = !text.isEmpty();
    return new Hypothesis(at, text + piece, ends, further, newFigures, newCost, cut);
  }

  /** The same when the line break has come. */
  Hypothesis ended(int line) {
    return new Hypothesis(place, text, true, joined, figures, cost, new Cut(cuts, line, -1));
  }

  /** Where in the grammar it stopped. */
  Place place() {
    return place;
  }

  /** Its pieces, joined. */
  String text() {
    return text;
  }

  /** Whether its line break has come. */
  boolean isWhole() {
    return whole;
  }

  /** Whether it has come in several pieces, its line break not counted. */
  boolean isJoined() {
    return joined;
  }

  /** Whether nothing but the line break may be missing. */
  boolean isLast() {
    return whole || place.isLast();
  }

  /** Its figures. */
  Figures figures() {
    return figures;
  }

  /** How much speaks against it: a negative logarithm of its likelihood, but for a constant. */
  double cost() {
    return cost;
  }

  /** Its pieces in the lines that are kept, the newest first; null when there are none. */
  Cut cuts() {
    return cuts;
  }
}
