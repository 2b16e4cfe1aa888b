package com.nextgen.ml.service.history.verdict;

import com.nextgen.ml.monitoring.concept.ConceptReport;
import com.nextgen.ml.monitoring.concept.ConceptReportJson;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.Judged;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How verdicts stand in the store: the family, the window, the verdict in a word, and the report as
 * the API writes it.
 */
public final class VerdictRows {
  private VerdictRows() {}

  /** Returns the rows of what was found of a window: one a kind of report and part. */
  public static List<StoredVerdict> of(WindowVerdict verdict, Instant judgedAt) {
    Builder rows =
        new Builder(verdict.version(), verdict.window().name(), verdict.span(), judgedAt);
    for (Judged<?> judged : verdict.judged()) {
      for (Judged.Row row : judged.rows()) {
        rows.add(judged.check().family(), row.part(), row.verdict(), row.documents());
      }
    }
    return List.copyOf(rows.rows);
  }

  /**
   * Returns the row of an alarm of the detectors of concept drift.
   *
   * @param at when the row was predicted whose label raised it
   * @param place of that label in the log
   * @param report as it stood then
   */
  public static StoredVerdict alarm(
      VersionId id, Instant at, long place, ConceptReport report, Instant judgedAt) {
    Builder rows = new Builder(id, "", new WindowSpan("", null, at, 0), judgedAt);
    rows.add(
        AlarmFamily.CONCEPT,
        Long.toString(place),
        Verdict.DRIFTED,
        List.of(() -> ConceptReportJson.toBytes(report)));
    return rows.rows.get(0);
  }

  /** Makes the rows of one window. */
  private static final class Builder {
    private final VersionId id;
    private final String window;
    private final WindowSpan span;
    private final Instant judgedAt;
    private final List<StoredVerdict> rows = new ArrayList<>();

    Builder(VersionId id, String window, WindowSpan span, Instant judgedAt) {
      this.id = id;
      this.window = window;
      this.span = span;
      this.judgedAt = judgedAt;
    }

    /**
     * @param documents the report, the longest form first
     */
    void add(AlarmFamily family, String part, Verdict verdict, List<Supplier<byte[]>> documents) {
      KeptDocument document = KeptDocument.of(documents);
      rows.add(
          new StoredVerdict(
              0,
              id.model(),
              id.version(),
              family.code(),
              window,
              part,
              millis(span.from()),
              Objects.requireNonNull(span.to(), "what was judged has ended").toEpochMilli(),
              judgedAt.toEpochMilli(),
              verdict.code(),
              document.length(),
              document.compressed()));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
      return time == null ? null : time.toEpochMilli();
    }
  }
}
