package com.nextgen.ml.service.monitor.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kind of report: when it is made, how, and what becomes of it. Routes, judges, the store and
 * the log know this interface and no kind; gauges know what a kind has them show.
 *
 * <p>A report is made on three occasions. <i>On demand</i>: of a window until now, at a nominal
 * level, against what the caller says; or of any time that has passed, against the baseline. <i>As
 * a look</i>: of each window whenever a twelfth of it has passed, at a nominal level, for panels.
 * <i>As a verdict</i>: of each window once, when it has ended or its labels have matured, at the
 * level that the false-alarm budget leaves the family; only these raise alarms.
 *
 * @param <R> the report, a value
 */
public interface Check<R> {

  /** Returns the last segment of the paths that it is asked for at. */
  String path();

  /**
   * Returns the query parameter that asks for this kind where another one has the same path; null
   * for the kind that is meant without.
   */
  default @Nullable String selector() {
    return null;
  }

  /** Returns the query parameters that this kind has beside {@code window} and the like. */
  default List<String> parameters() {
    return List.of();
  }

  /** Returns the part of the false-alarm budget that its verdicts have. */
  AlarmFamily family();

  /** Returns the type of its reports, which no other kind has. */
  Class<R> type();

  /** Returns why no report answers such a question, whatever the version; null if one may. */
  @Nullable Refusal objection(ReportQuery query);

  /**
   * Makes a report on demand.
   *
   * @param query one that there is no objection to, without a range
   * @throws UnknownCountsException if what others counted cannot be read
   */
  ReportResult<R> onDemand(AskedWindow window, ReportQuery query);

  /**
   * Makes a report of a time that has passed, against the baseline and at a nominal level.
   *
   * @param query one that there is no objection to, with a range
   */
  ReportResult<R> past(PastWindow window, ReportQuery query);

  /**
   * Makes a report for panels; empty if this kind has none.
   *
   * @param own what this process counted in the window until now
   * @throws UnknownCountsException if what others counted cannot be read
   */
  default Optional<R> look(AskedWindow window, WindowCounts own) {
    return Optional.empty();
  }

  /** Makes the reports of a window at the budget's level: all are one look, each has a verdict. */
  List<R> judge(EndedWindow ended);

  /** Returns the report as the API writes it: JSON in UTF-8, on one line. */
  byte[] json(R report);

  /** Returns the report as a short text for people, the verdict first. */
  String text(R report);

  /** Returns the verdict in a word. */
  Verdict verdict(R report);

  /** Returns what of the window the report is on, as the segment column; empty for all of it. */
  default String part(R report) {
    return "";
  }

  /** Returns the documents that may be kept of a report, the longest first. */
  default List<Supplier<byte[]>> documents(R report) {
    return List.of(() -> json(report));
  }

  /** Returns what is shown of the verdicts on one window until the next; null if nothing is. */
  default @Nullable Finding finding(List<R> reports) {
    return null;
  }

  /**
   * Returns the same, read from the documents that were kept of these reports.
   *
   * @param documents of one window, at least one
   */
  default @Nullable Finding keptFinding(List<JsonNode> documents) {
    return null;
  }

  /** Returns whether there is anything of a version that this kind can judge. */
  default boolean watches(VersionMonitor version) {
    return true;
  }

  /** Returns what the last verdicts that are shown say in short: one a window, or none. */
  List<ShortVerdict> last(VersionMonitor version);

  /** Returns what is logged of a verdict; null if nothing is. */
  default @Nullable LogLine logLine(R report) {
    return null;
  }
}
