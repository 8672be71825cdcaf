package dev.gctrace.core.trace;

import java.util.Arrays;

/** The figures of a record that have come up to now. Never changes. */
final class Figures {

  /** None has come. */
  static final Figures NONE = new Figures(new double[Field.COUNT]);

  static {
    Arrays.fill(NONE.values, Double.NaN);
  }

  private final double[] values;

  private Figures(double[] values) {
    this.values = values;
  }

  /** A figure; NaN when it has not come. */
  double get(Field field) {
    return values[field.index()];
  }

  /** These and a further one; these when the field is {@link Field#OTHER}. */
  Figures with(Field field, double value) {
    if (field == Field.OTHER) {
      return this;
    }
    double[] all = values.clone();
    all[field.index()] = value;
    return new Figures(all);
  }
}
