package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.Moments;
import com.nextgen.ml.monitoring.drift.Summary;
import com.nextgen.ml.monitoring.drift.comparison.ShareChange;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.text.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What tables and pages say of one column, and in which order they show columns. */
public final class ColumnInWords {
  /** What has drifted first, then by the size of the effect. */
  public static final Comparator<ColumnReport> BY_WHAT_MATTERS =
      Comparator.comparingInt(ColumnInWords::rank)
          .thenComparing(Comparator.comparingDouble(ColumnInWords::effect).reversed())
          .thenComparing(ColumnReport::name);

  /** A share of values outside the reference's that changed by less is not named. */
  private static final double WORTH_SAYING = 0.01;

  private ColumnInWords() {}

  private static int rank(ColumnReport column) {
    return switch (column.verdict()) {
      case DRIFTED -> 0;
      case STABLE -> 1;
      case NOT_ENOUGH_DATA -> 2;
    };
  }

  /** Returns the column's PSI; 0 if it has none. */
  public static double effect(ColumnReport column) {
    return column.test(TestName.PSI).map(ColumnReport.TestFigure::statistic).orElse(0.0);
  }

  /** Returns the verdict, and its reason where there is none. */
  public static String verdict(ColumnReport column) {
    return column.verdict().code()
        + (column.reason() == null ? "" : " (" + column.reason().code() + ")");
  }

  /**
   * Returns values that the reference lacks; the mean of numbers, or the category whose share moved
   * most; and missing values.
   */
  public static String change(ColumnReport column) {
    Summary before = column.reference();
    Summary now = column.current();
    if (before == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (ShareChange outside : column.effects().outside()) {
      if (outside.cell() != ShareChange.Cell.MISSING && outside.size() >= WORTH_SAYING) {
        parts.add(
            outside.cell().code()
                + " "
                + Spelled.percent(outside.reference())
                + " -> "
                + Spelled.percent(outside.current()));
      }
    }
    if (before instanceof Summary.Numeric a && now instanceof Summary.Numeric b) {
      boolean cut = column.quality().clamped() > 0 && !isConstant(b);
      parts.add("mean " + mean(a) + " -> " + mean(b) + (cut ? " (cut to 1,000 scales)" : ""));
    } else if (before instanceof Summary.Categorical a && now instanceof Summary.Categorical b) {
      parts.add(mostMoved(a, b));
    }
    if (before.missing() + now.missing() > 0) {
      parts.add("missing " + shares(before.missing(), before, now.missing(), now));
    }
    parts.addAll(faults(column.quality(), now));
    return String.join(", ", parts);
  }

  /** Current values that are no numbers. */
  private static List<String> faults(ColumnReport.Quality quality, Summary now) {
    long rows = now.count() + now.missing() + quality.nan() + quality.infinite();
    List<String> parts = new ArrayList<>();
    told(parts, "infinite", quality.infinite(), rows);
    told(parts, "NaN", quality.nan(), rows);
    return parts;
  }

  private static void told(List<String> parts, String what, long count, long rows) {
    if (count >= Math.max(1, WORTH_SAYING * rows)) {
      parts.add(what + " " + Spelled.percent((double) count / rows));
    }
  }

  private static boolean isConstant(Summary.Numeric numbers) {
    return numbers.moments().map(m -> m.min() == m.max()).orElse(false);
  }

  private static String mean(Summary.Numeric numbers) {
    return numbers.moments().map(Moments::mean).map(Spelled::number).orElse("none");
  }

  private static String mostMoved(Summary.Categorical before, Summary.Categorical now) {
    int most = 0;
    double largest = -1;
    for (int i = 0; i < before.categories().size(); i++) {
      double difference =
          Math.abs(
              share(before.categories().get(i).count(), before)
                  - share(now.categories().get(i).count(), now));
      if (difference > largest) {
        largest = difference;
        most = i;
      }
    }
    return Messages.quoted(before.categories().get(most).category())
        + " "
        + shares(
            before.categories().get(most).count(), before, now.categories().get(most).count(), now);
  }

  private static String shares(long before, Summary reference, long now, Summary current) {
    return Spelled.percent(share(before, reference))
        + " -> "
        + Spelled.percent(share(now, current));
  }

  /** What share of a side's rows {@code count} is, rows without a value included. */
  static double share(long count, Summary side) {
    return (double) count / Math.max(1, side.count() + side.missing());
  }
}
