package com.nextgen.ml.service.history.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.quality.QualityCheck;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import com.nextgen.ml.service.monitor.live.WindowVerdict;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads from the reports of one window what is shown of its verdict. */
final class FindingsReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Window window;
  private final Map<QualityCheck, Long> quality = new EnumMap<>(QualityCheck.class);
  private final List<WindowFindings.Segment> segments = new ArrayList<>();
  private @Nullable JsonNode drift;

  FindingsReader(Window window) {
    this.window = window;
  }

  /** Takes one of the window's reports; one that is not JSON is passed over. */
  void add(AlarmFamily family, byte[] json) {
    try {
      JsonNode report = JSON.readTree(json);
      switch (family) {
        case DRIFT -> drift = report;
        case QUALITY -> quality(report);
        case SEGMENTS -> segments(report);
        default -> {
          // Shown elsewhere.
        }
      }
    } catch (IOException e) {
      // As if it had not been kept.
    }
  }

  /** Returns what the reports say; null if the one on drift, which has the times, is not there. */
  @Nullable WindowFindings found() {
    JsonNode report = drift;
    if (report == null) {
      return null;
    }
    JsonNode span = report.path("window");
    Instant to = time(span.path("to"));
    JsonNode ratio = report.path("dataset").path("driftedRatio");
    return to == null
        ? null
        : new WindowFindings(
            window,
            time(span.path("from")),
            to,
            span.path("rows").asLong(),
            new WindowFindings.Drift(
                verdict(report.path("dataset")),
                ratio.isNumber() ? OptionalDouble.of(ratio.asDouble()) : OptionalDouble.empty(),
                columns(report.path("features")),
                column(report.path("prediction")),
                column(report.path("predictedClass")),
                report.has("multivariate") ? verdict(report.path("multivariate")) : null),
            quality,
            segments);
  }

  private void quality(JsonNode report) {
    for (JsonNode feature : report.path("features")) {
      checks(feature.path("checks"));
    }
    checks(report.path("batches").path("checks"));
  }

  private void checks(JsonNode checks) {
    for (JsonNode figure : checks) {
      Verdict verdict = verdict(figure);
      for (QualityCheck check : QualityCheck.values()) {
        if (check.code().equals(figure.path("check").asText())
            && verdict != Verdict.NOT_ENOUGH_DATA) {
          quality.merge(check, verdict == Verdict.DRIFTED ? 1L : 0L, Long::sum);
        }
      }
    }
  }

  private void segments(JsonNode document) {
    for (JsonNode segment : document.path("segments")) {
      JsonNode report = segment.path("report");
      List<Verdict> verdicts = new ArrayList<>();
      columns(report.path("features")).forEach(column -> verdicts.add(column.verdict()));
      verdicts.add(verdict(report.path("prediction")));
      verdicts.add(verdict(report.path("predictedClass")));
      segments.add(
          new WindowFindings.Segment(
              document.path("segment").asText(),
              segment.path("value").asText(),
              WindowVerdict.together(verdicts)));
    }
  }

  private static List<WindowFindings.Column> columns(JsonNode columns) {
    List<WindowFindings.Column> found = new ArrayList<>();
    columns.forEach(
        column ->
            found.add(new WindowFindings.Column(column.path("name").asText(), verdict(column))));
    return found;
  }

  private static WindowFindings.@Nullable Column column(JsonNode column) {
    return column.isObject()
        ? new WindowFindings.Column(column.path("name").asText(), verdict(column))
        : null;
  }

  /** Returns what stands there; that there is not enough data if nothing does. */
  private static Verdict verdict(JsonNode judged) {
    String spelling = judged.path("verdict").asText();
    for (Verdict verdict : Verdict.values()) {
      if (verdict.code().equals(spelling)) {
        return verdict;
      }
    }
    return Verdict.NOT_ENOUGH_DATA;
  }

  private static @Nullable Instant time(JsonNode text) {
    try {
      return text.isTextual() ? Instant.parse(text.asText()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
