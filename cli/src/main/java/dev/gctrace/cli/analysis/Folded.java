package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.ContainerForecaster;
import java.util.Arrays;

/**
 * A forecaster that is folded into bytes while others are at work. Some hundred objects, new ones
 * for each line, become one array that is written over.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Folded {

  /** States grow as their process ages. */
  private static final int ROOM = 256;

  /** Null while it is folded. */
  private ContainerForecaster forecaster = new ContainerForecaster();

  private byte[] bytes = {};
  private int length;

  /** The forecaster, to be used until the next {@link #fold}. */
  ContainerForecaster unfolded() {
    if (forecaster == null) {
      forecaster = ContainerForecaster.fromBytes(Arrays.copyOf(bytes, length));
    }
    return forecaster;
  }

  void fold() {
    if (forecaster != null) {
      byte[] now = forecaster.toBytes();
      if (now.length > bytes.length) {
        bytes = new byte[now.length + ROOM];
      }
      System.arraycopy(now, 0, bytes, 0, now.length);
      length = now.length;
      forecaster = null;
    }
  }
}
