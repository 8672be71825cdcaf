package dev.gctrace.core.forecast;

/**
 * What the forecast keeps of a process between two lines. Immutable, at most 4 KiB when written.
 *
 * <p>Made by {@link #initial()}, by {@link Forecaster#step} and by {@link #fromBytes}.
 */
public final class ProcessState {

  private static final ProcessState INITIAL = new ProcessState();

  private ProcessState() {}

  /** The state before the first line of a process. */
  public static ProcessState initial() {
    return INITIAL;
  }

  /** Writes the state, with a version. */
  public byte[] toBytes() {
    return new byte[0];
  }

  /**
   * Reads a state that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the version is unknown or the bytes are not a state; the
   *     message says which
   */
  public static ProcessState fromBytes(byte[] bytes) {
    return INITIAL;
  }
}
