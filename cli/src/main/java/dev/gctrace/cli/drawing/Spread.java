package dev.gctrace.cli.drawing;

import java.util.Arrays;

/** Finds places for labels on a line so that none covers another. */
public final class Spread {

  private Spread() {}

  /**
   * Places that keep the order and the distance, and of all such places those with the least
   * weighted way from the wanted ones.
   *
   * @param wanted where the labels would stand if each were alone, in rising order
   * @param weights how much it matters that a label stands where it wants
   * @param count the places are 0 to {@code count - 1}
   * @param distance least distance between two neighbours
   * @return the places in the same order; when there is no room for all, the ones that do not fit
   *     stand at the last place
   */
  public static int[] places(int[] wanted, int[] weights, int count, int distance) {
    int labels = wanted.length;
    // cost[i][p]: least cost of labels 0 to i with label i at place p or before it.
    double[][] cost = new double[labels][count];
    int[][] choice = new int[labels][count];
    for (int i = 0; i < labels; i++) {
      double best = Double.POSITIVE_INFINITY;
      int bestPlace = count - 1;
      for (int place = 0; place < count; place++) {
        double before =
            i == 0
                ? 0
                : place < distance ? Double.POSITIVE_INFINITY : cost[i - 1][place - distance];
        double here = before + (double) weights[i] * Math.abs(place - wanted[i]);
        if (here < best) {
          best = here;
          bestPlace = place;
        }
        cost[i][place] = best;
        choice[i][place] = bestPlace;
      }
    }
    int[] places = new int[labels];
    Arrays.fill(places, count - 1);
    int last = count - 1;
    for (int i = labels - 1; i >= 0 && last >= 0; i--) {
      places[i] = choice[i][last];
      last = places[i] - distance;
    }
    return places;
  }
}
