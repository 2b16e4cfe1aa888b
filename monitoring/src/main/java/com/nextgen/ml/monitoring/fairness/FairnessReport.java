package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.report.ReferenceRows;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alike the groups of a window were treated. {@link FairnessReportJson} writes it.
 *
 * @param by {@code arrival} of rows and labels, {@code prediction} time, or {@code rows} where
 *     labels are beside them
 * @param baseline null if there is none
 */
public record FairnessReport(
    Subject subject,
    WindowSpan window,
    String by,
    @Nullable ReferenceRows baseline,
    FairnessCriteria criteria,
    List<AttributeReport> attributes) {

  public FairnessReport {
    attributes = List.copyOf(attributes);
  }

  /** Returns unfair if an attribute is, fair if all are. */
  public FairnessVerdict verdict() {
    return FairnessVerdict.of(attributes.stream().map(AttributeReport::verdict).toList());
  }
}
