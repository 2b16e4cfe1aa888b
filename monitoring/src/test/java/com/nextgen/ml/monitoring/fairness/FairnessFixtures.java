package com.nextgen.ml.monitoring.fairness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.fairness.sums.AttributeKey;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ScoreSums;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import com.nextgen.ml.monitoring.schema.policy.FairnessSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What {@code make_fairness_fixture.py} wrote, and groups made by hand. */
final class FairnessFixtures {
  private FairnessFixtures() {}

  static JsonNode read() {
    try (InputStream in = FairnessFixtures.class.getResourceAsStream("fairness.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Groups of cells of group, truth, prediction and rows, where one class is favourable. */
  static AttributeSums attribute(JsonNode cells, int favourable) {
    Map<String, GroupSums> groups = new TreeMap<>();
    for (JsonNode cell : cells) {
      int actual = cell.get(1).intValue();
      int predicted = cell.get(2).intValue();
      groups.merge(
          cell.get(0).textValue(),
          labelled(actual, predicted, favourable, cell.get(3).longValue()),
          GroupSums::plus);
    }
    return attribute(groups);
  }

  private static ClassSums labelled(int actual, int predicted, int favourable, long rows) {
    boolean selected = predicted == favourable;
    boolean good = actual == favourable;
    return new ClassSums(
        rows,
        selected ? rows : 0,
        selected && good ? rows : 0,
        selected && !good ? rows : 0,
        !selected && !good ? rows : 0,
        !selected && good ? rows : 0,
        actual == predicted ? rows : 0,
        ScoreSums.NONE);
  }

  static AttributeSums attribute(Map<String, ? extends GroupSums> groups) {
    return new AttributeSums(new AttributeKey("attribute", null, "yes"), new TreeMap<>(groups), 0);
  }

  /** A group whose true positive rate is this, and nothing else of interest. */
  static ClassSums positives(long found, long of) {
    return ClassSums.of(found, 0, 0, of - found);
  }

  static FairnessSettings settings(FairnessMetric... judge) {
    return new FairnessSettings(List.of(judge), 0.1, 0.8, 100);
  }

  /** As a window whose labels have matured, at this level. */
  static FairnessCriteria criteria(double level, FairnessMetric... judge) {
    return new FairnessCriteria(level, false, true, settings(judge), 1, null);
  }

  static AttributeReport evaluate(AttributeSums sums, String reference, FairnessCriteria criteria) {
    return FairnessEvaluation.evaluate(List.of(new Compared(sums, reference, null, null)), criteria)
        .get(0);
  }
}
