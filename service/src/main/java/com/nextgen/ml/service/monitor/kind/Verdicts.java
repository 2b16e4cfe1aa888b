package com.nextgen.ml.service.monitor.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Verdict;
import java.util.List;

/** Verdicts in a word, and as documents have them. */
final class Verdicts {
  private Verdicts() {}

  /** Returns what a drift report says in a word: that something has drifted, if anything has. */
  static Verdict of(DriftReport report) {
    if (report.hasDrift()) {
      return Verdict.DRIFTED;
    }
    return report.columns().map(ColumnReport::verdict).anyMatch(Verdict.STABLE::equals)
        ? Verdict.STABLE
        : Verdict.NOT_ENOUGH_DATA;
  }

  /** Returns what several verdicts say together: that something has drifted, if anything has. */
  static Verdict together(List<Verdict> verdicts) {
    if (verdicts.contains(Verdict.DRIFTED)) {
      return Verdict.DRIFTED;
    }
    return verdicts.contains(Verdict.STABLE) ? Verdict.STABLE : Verdict.NOT_ENOUGH_DATA;
  }

  /** Returns what stands there; that there is not enough data if nothing does. */
  static Verdict read(JsonNode judged) {
    String code = judged.path("verdict").asText();
    for (Verdict verdict : Verdict.values()) {
      if (verdict.code().equals(code)) {
        return verdict;
      }
    }
    return Verdict.NOT_ENOUGH_DATA;
  }
}
