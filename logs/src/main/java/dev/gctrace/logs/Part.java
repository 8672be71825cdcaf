package dev.gctrace.logs;

/** How much of a line a text is. A writer that cuts lines marks the cut, not always the rest. */
public enum Part {
  /** A line, from a writer that does not cut lines. */
  WHOLE,
  /**
   * A piece that more follows: CRI {@code P}, a docker {@code log} that does not end in a break.
   */
  MORE,
  /** The last piece of a line, or a whole line when no piece came before it: CRI {@code F}. */
  END
}
