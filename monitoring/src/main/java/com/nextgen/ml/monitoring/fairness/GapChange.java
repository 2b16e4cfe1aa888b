package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.gap.Gap;
import com.nextgen.ml.monitoring.fairness.gap.Interval;
import com.nextgen.ml.monitoring.fairness.gap.Tolerance;
import com.nextgen.ml.monitoring.stats.Newcombe;
import org.jspecify.annotations.Nullable;

/**
 * By how much a gap has grown since validation.
 *
 * @param baseline the gap that validation rows had between the same groups; null if unknown
 * @param growth how much further apart the groups are now, of a ratio that of its logarithm, with a
 *     95 % interval; null if unknown
 * @param opened whether it has surely grown; false if it surely has not by as much as the
 *     tolerance; null if neither is sure
 */
public record GapChange(@Nullable Gap baseline, @Nullable Gap growth, @Nullable Boolean opened) {
  /** Nothing is known of validation rows. */
  static final GapChange UNKNOWN = new GapChange(null, null, null);

  /** Of a gap now and the same gap of validation rows. */
  static GapChange between(@Nullable Gap now, @Nullable Gap before, Tolerance tolerance) {
    if (now == null || before == null) {
      return new GapChange(before, null, null);
    }
    Newcombe.Part current = scaled(now, tolerance);
    Newcombe.Part earlier = scaled(before, tolerance);
    if (current == null || earlier == null) {
      return new GapChange(before, null, null);
    }
    Newcombe change = Newcombe.of(current, earlier);
    double value = current.value() - earlier.value();
    boolean falls = current.value() < 0;
    Gap growth =
        falls
            ? new Gap(-value, new Interval(-change.high(), -change.low()))
            : new Gap(value, new Interval(change.low(), change.high()));
    double low = falls ? -change.high() : change.low();
    double high = falls ? -change.low() : change.high();
    Boolean opened = low > 0 ? Boolean.TRUE : high < tolerance.reach() ? Boolean.FALSE : null;
    return new GapChange(before, growth, opened);
  }

  /** A gap that is 0 where groups are alike; null if its interval is not finite. */
  private static Newcombe.@Nullable Part scaled(Gap gap, Tolerance tolerance) {
    Interval interval = gap.interval();
    if (interval == null) {
      return null;
    }
    if (!(tolerance instanceof Tolerance.Ratio)) {
      return new Newcombe.Part(gap.value(), interval.low(), interval.high());
    }
    return new Newcombe.Part(
        Math.log(gap.value()), Math.log(interval.low()), Math.log(interval.high()));
  }
}
