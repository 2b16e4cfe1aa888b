package com.nextgen.ml.service.store.table;

import org.jspecify.annotations.Nullable;

/**
 * The true outcome of a prediction.
 *
 * @param model see {@link ModelKeys#key}
 * @param label the name of the true class; null for regression
 * @param value the true value; NaN for classification
 * @param labelledAt when it was known, in milliseconds since 1970
 * @param receivedAt when it came, in milliseconds since 1970
 * @param outcome the place in the order of the model's outcomes, from 1; 0 while the label waits
 *     for its prediction
 */
public record StoredLabel(
    long model,
    String id,
    @Nullable String label,
    double value,
    long labelledAt,
    long receivedAt,
    @Nullable String source,
    long outcome) {

  /** Returns whether it says the same as another. */
  public boolean saysTheSameAs(StoredLabel other) {
    return label == null
        ? other.label == null && Double.compare(value, other.value) == 0
        : label.equals(other.label);
  }

  /** Returns the same, joined to its prediction. */
  public StoredLabel joined(long place) {
    return new StoredLabel(model, id, label, value, labelledAt, receivedAt, source, place);
  }
}
