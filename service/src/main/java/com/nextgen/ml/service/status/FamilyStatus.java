package com.nextgen.ml.service.status;

import com.nextgen.ml.monitoring.report.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was last found of one kind: of the window lengths the one with most trouble.
 *
 * @param window the length's name; null where no window was judged, or none is
 * @param since when the first window began of those that were judged alike since; null if unknown
 * @param why in a few words; empty if there is nothing to say
 */
public record FamilyStatus(
    Verdict verdict, @Nullable String window, @Nullable Instant since, String why) {

  static FamilyStatus notYet(String why) {
    return new FamilyStatus(Verdict.NOT_ENOUGH_DATA, null, null, why);
  }
}
