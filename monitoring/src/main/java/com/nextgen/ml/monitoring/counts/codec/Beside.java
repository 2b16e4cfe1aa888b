package com.nextgen.ml.monitoring.counts.codec;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import java.util.Arrays;

/** What bytes of counts hold beside the columns. */
enum Beside {
  NOTHING,
  FAULTS,
  FAULTS_AND_HASHED;

  /** The least that is needed. */
  static Beside of(Counts counts) {
    boolean hashed =
        counts.columns().stream()
            .anyMatch(
                column ->
                    column instanceof CategoricalCounts names
                        && Arrays.stream(names.hashed()).anyMatch(rows -> rows > 0));
    return hashed ? FAULTS_AND_HASHED : counts.faults().isEmpty() ? NOTHING : FAULTS;
  }
}
