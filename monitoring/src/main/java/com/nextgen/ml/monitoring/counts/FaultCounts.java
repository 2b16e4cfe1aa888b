package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.counts.live.DuplicateRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * Faults of requests that rows one by one do not show. Immutable; adds over threads, windows and
 * replicas, and subtracts over time.
 *
 * @param batchRows rows that came together with others
 * @param duplicateRows those of them that {@link DuplicateRows} finds; counted beside the rows, so
 *     that a short stretch of time may have a few more than rows
 * @param typeErrors by input of the layout, the requests refused because it had a value of a wrong
 *     type
 */
public record FaultCounts(long batchRows, long duplicateRows, List<Long> typeErrors) {

  public FaultCounts {
    typeErrors = List.copyOf(typeErrors);
    if (batchRows < 0 || duplicateRows < 0 || typeErrors.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("counts of faults are negative");
    }
  }

  /** Returns no faults of this many inputs. */
  public static FaultCounts empty(int inputs) {
    return new FaultCounts(0, 0, Collections.nCopies(inputs, 0L));
  }

  /** Returns whether nothing was counted, not even faults of requests. */
  public boolean isEmpty() {
    return batchRows == 0 && duplicateRows == 0 && typeErrors.stream().allMatch(n -> n == 0);
  }

  /** This and {@code other}, of as many inputs. */
  public FaultCounts plus(FaultCounts other) {
    return combine(other, Long::sum);
  }

  /** This without {@code earlier}, which is a part of it. */
  public FaultCounts minus(FaultCounts earlier) {
    return combine(earlier, (now, before) -> now - before);
  }

  private FaultCounts combine(FaultCounts other, LongBinaryOperator operator) {
    List<Long> errors = new ArrayList<>(typeErrors.size());
    for (int i = 0; i < typeErrors.size(); i++) {
      errors.add(operator.applyAsLong(typeErrors.get(i), other.typeErrors.get(i)));
    }
    return new FaultCounts(
        operator.applyAsLong(batchRows, other.batchRows),
        operator.applyAsLong(duplicateRows, other.duplicateRows),
        errors);
  }
}
