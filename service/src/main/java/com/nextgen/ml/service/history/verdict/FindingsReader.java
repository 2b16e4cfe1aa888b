package com.nextgen.ml.service.history.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from the reports of one window what is shown of its verdict. */
final class FindingsReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Window window;
  private final Check<?> first;
  private final Map<Check<?>, List<JsonNode>> reports = new LinkedHashMap<>();

  /**
   * @param first the kind whose report says when the window was
   */
  FindingsReader(Window window, Check<?> first) {
    this.window = window;
    this.first = first;
  }

  /** Takes one of the window's reports; one that is not JSON is passed over. */
  void add(Check<?> check, byte[] json) {
    try {
      reports.computeIfAbsent(check, unused -> new ArrayList<>()).add(JSON.readTree(json));
    } catch (IOException e) {
      // As if it had not been kept.
    }
  }

  /** Returns what the reports say; null if the one that has the times is not there. */
  @Nullable WindowFindings found() {
    List<JsonNode> leading = reports.getOrDefault(first, List.of());
    if (leading.isEmpty()) {
      return null;
    }
    JsonNode span = leading.get(0).path("window");
    Instant to = time(span.path("to"));
    if (to == null) {
      return null;
    }
    List<Finding> findings = new ArrayList<>();
    reports.forEach(
        (check, documents) -> {
          Finding finding = documents.isEmpty() ? null : check.keptFinding(documents);
          if (finding != null) {
            findings.add(finding);
          }
        });
    return new WindowFindings(
        window, time(span.path("from")), to, span.path("rows").asLong(), findings);
  }

  private static @Nullable Instant time(JsonNode text) {
    try {
      return text.isTextual() ? Instant.parse(text.asText()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
