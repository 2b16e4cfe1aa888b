package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.store.StoredOutcome;
import com.nextgen.ml.service.store.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The outcomes that are committed, whichever replica has them from its callers. */
public final class OutcomeLog {
  private OutcomeLog() {}

  /**
   * A model's outcomes in the order of their places.
   *
   * @param after the place of the last one that is not wanted; 0 for all
   */
  public static List<Outcome> after(Transaction transaction, String model, long after, int most) {
    Long key = transaction.models().find(model);
    return key == null
        ? List.of()
        : read(transaction, transaction.labels().outcomes(key, after, most));
  }

  /** A model's last outcomes up to a place, in the order of their places. */
  public static List<Outcome> last(Transaction transaction, String model, long upTo, int most) {
    Long key = transaction.models().find(model);
    if (key == null) {
      return List.of();
    }
    List<Outcome> outcomes =
        new ArrayList<>(read(transaction, transaction.labels().lastOutcomes(key, upTo, most)));
    Collections.reverse(outcomes);
    return outcomes;
  }

  private static List<Outcome> read(Transaction transaction, List<StoredOutcome> rows) {
    return rows.stream()
        .map(row -> OutcomeJoin.outcome(transaction, row.prediction(), row.label()))
        .toList();
  }
}
