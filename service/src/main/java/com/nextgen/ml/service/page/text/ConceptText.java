package com.nextgen.ml.service.page.text;

import com.nextgen.ml.monitoring.concept.ConceptReport;
import com.nextgen.ml.monitoring.concept.DetectorStatus;
import com.nextgen.ml.monitoring.detector.Signal;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.page.Spelled;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Concept drift: what each detector says, and where the concept changed. */
public final class ConceptText {
  private static final List<String> HEADER =
      List.of("detector", "state", "evidence", "threshold", "labels", "alarms", "last alarm");

  private ConceptText() {}

  /**
   * Returns a whole report.
   *
   * @param version with its model, in words
   */
  public static String of(ConceptReport report, String version) {
    ReportText text =
        new ReportText(
            report.verdict().code()
                + report.reason().map(reason -> " (" + reason + ")").orElse("")
                + ": relation of inputs to target of "
                + version);
    report.cause().ifPresent(cause -> text.add("cause: " + cause.code()));
    report
        .where()
        .ifPresent(
            where ->
                text.add(
                    "where: "
                        + Messages.quoted(where.feature())
                        + " "
                        + Messages.quoted(where.range())
                        + ", expected "
                        + Spelled.number(where.expected())
                        + ", observed "
                        + Spelled.number(where.observed())
                        + " of "
                        + String.format(Locale.ROOT, "%,d labels", where.labels())));
    TextTable table = new TextTable(HEADER, Set.of(2, 3, 4, 5));
    report.detectors().forEach(detector -> table.add(row(detector)));
    return text.add(table).text();
  }

  private static List<String> row(DetectorStatus status) {
    return List.of(
        status.detector(),
        (status.drifted() ? Signal.DRIFT : status.state()).code(),
        status.evidence().map(evidence -> Spelled.number(evidence.value())).orElse(""),
        status.evidence().map(evidence -> Spelled.number(evidence.threshold())).orElse(""),
        String.format(Locale.ROOT, "%,d", status.labels()),
        Long.toString(status.alarms()),
        status.lastAlarm().map(Instant::toString).orElse(""));
  }
}
