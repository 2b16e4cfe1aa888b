package com.nextgen.ml.service.feedback.outcome;

import com.nextgen.ml.service.inference.VersionId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the labels of every version, also of one that is retired: its labels may still come. */
public final class FeedbackCounts {
  private static final Comparator<VersionId> ORDER =
      Comparator.comparing(VersionId::model).thenComparing(VersionId::version);

  private final Map<VersionId, FeedbackCounters> versions = new ConcurrentHashMap<>();

  /** Returns the counters of a version. */
  public FeedbackCounters of(VersionId id, List<String> classes) {
    FeedbackCounters known = versions.get(id); // without a lock, as computeIfAbsent may not be
    return known == null
        ? versions.computeIfAbsent(id, key -> new FeedbackCounters(classes))
        : known;
  }

  void add(Outcome outcome, List<String> classes) {
    of(outcome.version(), classes).add(outcome);
  }

  public Map<VersionId, FeedbackFigures> figures() {
    Map<VersionId, FeedbackFigures> figures = new TreeMap<>(ORDER);
    versions.forEach((id, counters) -> figures.put(id, counters.figures()));
    return figures;
  }
}
