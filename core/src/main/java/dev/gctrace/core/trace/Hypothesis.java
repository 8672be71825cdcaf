package dev.gctrace.core.trace;

/**
 * What a torn record may have been up to now.
 *
 * @param place where in the grammar it stopped
 * @param text its pieces, joined
 */
record Hypothesis(Place place, String text) {

  /** Before the first token. */
  static final Hypothesis NOTHING = new Hypothesis(Place.START, "");
}
