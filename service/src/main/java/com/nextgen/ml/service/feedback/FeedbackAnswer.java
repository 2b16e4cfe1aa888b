package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of labels, once it is committed.
 *
 * @param counts how many have each status; all are there
 * @param notMatched those that were not matched, in the order in which they came
 */
public record FeedbackAnswer(Map<LabelStatus, Integer> counts, List<Unmatched> notMatched) {
  public FeedbackAnswer {
    EnumMap<LabelStatus, Integer> all = new EnumMap<>(LabelStatus.class);
    for (LabelStatus status : LabelStatus.values()) {
      all.put(status, counts.getOrDefault(status, 0));
    }
    counts = Collections.unmodifiableMap(all);
    notMatched = List.copyOf(notMatched);
  }

  /** A label that was not matched. */
  public record Unmatched(String id, LabelStatus status) {}

  /** Returns how many have a status. */
  public int count(LabelStatus status) {
    return counts.getOrDefault(status, 0);
  }
}
