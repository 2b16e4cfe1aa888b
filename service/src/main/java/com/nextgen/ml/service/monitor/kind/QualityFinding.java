package com.nextgen.ml.service.monitor.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.quality.QualityCheck;
import com.nextgen.ml.monitoring.quality.QualityFigure;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.monitor.live.Finding;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found of the quality of values.
 *
 * @param faulty how many features each check found faulty; checks without enough data are absent
 */
public record QualityFinding(Map<QualityCheck, Long> faulty) implements Finding {

  public QualityFinding {
    faulty = Map.copyOf(faulty);
  }

  static QualityFinding of(QualityReport report) {
    Map<QualityCheck, Long> faulty = new EnumMap<>(QualityCheck.class);
    for (QualityCheck check : QualityCheck.values()) {
      report.figures(check).map(QualityFigure::verdict).forEach(v -> add(faulty, check, v));
    }
    return new QualityFinding(faulty);
  }

  static QualityFinding read(JsonNode report) {
    Map<QualityCheck, Long> faulty = new EnumMap<>(QualityCheck.class);
    for (JsonNode feature : report.path("features")) {
      read(feature.path("checks"), faulty);
    }
    read(report.path("batches").path("checks"), faulty);
    return new QualityFinding(faulty);
  }

  private static void read(JsonNode checks, Map<QualityCheck, Long> faulty) {
    for (JsonNode figure : checks) {
      for (QualityCheck check : QualityCheck.values()) {
        if (check.code().equals(figure.path("check").asText())) {
          add(faulty, check, Verdicts.read(figure));
        }
      }
    }
  }

  private static void add(Map<QualityCheck, Long> faulty, QualityCheck check, Verdict verdict) {
    if (verdict != Verdict.NOT_ENOUGH_DATA) {
      faulty.merge(check, verdict == Verdict.DRIFTED ? 1L : 0L, Long::sum);
    }
  }

  /** Returns the verdict on everything that was checked. */
  Verdict verdict() {
    if (faulty.isEmpty()) {
      return Verdict.NOT_ENOUGH_DATA;
    }
    return faulty.values().stream().anyMatch(count -> count > 0) ? Verdict.DRIFTED : Verdict.STABLE;
  }

  /** Returns which checks found something, and of how many features. */
  List<String> drifted() {
    return Arrays.stream(QualityCheck.values())
        .filter(check -> faulty.getOrDefault(check, 0L) > 0)
        .map(check -> check.code() + " in " + faulty.get(check))
        .toList();
  }
}
