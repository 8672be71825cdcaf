package dev.gctrace.cli.drawing;

/**
 * A size that a heap is held against: a horizontal line.
 *
 * @param kind which
 * @param mib its height in MiB
 */
public record Level(Kind kind, double mib) {

  /** The levels, in the order in which they matter to a reader. */
  public enum Kind {
    /** The container's memory limit. */
    LIMIT("limit"),
    /** GOMEMLIMIT. */
    GOMEMLIMIT("GOMEMLIMIT"),
    /** The heap goal of the coming cycle. */
    NEXT_GOAL("next goal"),
    /** The container's expected memory at the peak of the coming cycle. */
    PEAK("peak");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** {@return what it is called wherever it is drawn} */
    public String label() {
      return label;
    }
  }
}
