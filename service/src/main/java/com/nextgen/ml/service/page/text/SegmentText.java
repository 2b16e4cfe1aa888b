package com.nextgen.ml.service.page.text;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Drift of the values of a segment column: those that have drifted first. */
public final class SegmentText {
  private static final List<String> HEADER = List.of("segment", "verdict", "rows", "drifted");

  private SegmentText() {}

  /**
   * One value of the column.
   *
   * @param verdict on all of its report
   */
  public record Segment(String value, Verdict verdict, DriftReport report) {}

  /**
   * Returns a whole report.
   *
   * @param version with its model, in words
   * @param verdict on all segments
   */
  public static String of(
      String version, String column, String window, Verdict verdict, List<Segment> segments) {
    TextTable table = new TextTable(HEADER, Set.of(2));
    segments.stream()
        .sorted((one, other) -> rank(one) - rank(other))
        .forEach(segment -> table.add(row(segment)));
    long rows = segments.stream().mapToLong(segment -> segment.report().window().rows()).sum();
    return new ReportText(
            verdict.code() + ": segments of " + version + " by " + Messages.quoted(column))
        .add(window + ", " + ReportText.rows(rows) + ", each segment against its training rows")
        .add(table)
        .text();
  }

  private static int rank(Segment segment) {
    return switch (segment.verdict()) {
      case DRIFTED -> 0;
      case STABLE -> 1;
      case NOT_ENOUGH_DATA -> 2;
    };
  }

  private static List<String> row(Segment segment) {
    return List.of(
        Messages.quoted(segment.value()),
        ReportText.verdict(
            segment.verdict(),
            segment.verdict() == Verdict.NOT_ENOUGH_DATA
                ? segment.report().dataset().reason()
                : null),
        String.format(Locale.ROOT, "%,d", segment.report().window().rows()),
        DriftText.columns(segment.report()).stream()
            .filter(column -> column.verdict() == Verdict.DRIFTED)
            .map(ColumnReport::name)
            .map(Messages::quoted)
            .collect(Collectors.joining(", ")));
  }
}
