package com.nextgen.ml.service.http.report;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.QueryNames;
import com.nextgen.ml.service.http.Times;
import com.nextgen.ml.service.monitor.check.Against;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.TimeRange;
import com.nextgen.ml.service.monitor.kind.Checks;
import io.micronaut.http.HttpParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of a version. Each fault is a 400 that names the parameter. */
final class ReportQueryReader {
  private static final List<String> COMMON =
      List.of("window", "against", "from", "to", ReportFormat.PARAMETER);

  private ReportQueryReader() {}

  /** Fails unless each parameter is one that some kind of report at {@code path} has. */
  static void needKnown(String path, HttpParameters given) {
    List<String> known = new ArrayList<>(COMMON);
    known.addAll(Checks.parameters(path));
    QueryNames.need(given, known);
  }

  static ReportQuery read(Check<?> check, HttpParameters given) {
    Map<String, String> own = new HashMap<>();
    for (String name : check.parameters()) {
      String value = given.get(name);
      if (value != null) {
        own.put(name, value);
      }
    }
    return new ReportQuery(
        given.get("window"),
        Against.parse(given.get("against")).orElseThrow(HttpProblem::of),
        range(given.get("from"), given.get("to")),
        own);
  }

  private static @Nullable TimeRange range(@Nullable String from, @Nullable String to) {
    if (from == null && to == null) {
      return null;
    }
    if (from == null || to == null) {
      throw HttpProblem.invalid("'from' and 'to' go together; one is missing");
    }
    Instant begin = Instant.ofEpochMilli(Times.read(from, "'from'"));
    Instant end = Instant.ofEpochMilli(Times.read(to, "'to'"));
    if (!begin.isBefore(end)) {
      throw HttpProblem.invalid("'from' must be before 'to'");
    }
    return new TimeRange(begin, end);
  }
}
