package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.Moments;
import com.nextgen.ml.monitoring.drift.Summary;
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

  /** A smaller share of values that the reference had not is not mentioned. */
  private static final double WORTH_A_WORD = 0.005;

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
   * Returns the mean of numbers, or the category whose share moved most; and missing where it
   * moved.
   */
  public static String change(ColumnReport column) {
    Summary before = column.reference();
    Summary now = column.current();
    if (before == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (before instanceof Summary.Numeric a && now instanceof Summary.Numeric b) {
      parts.add("mean " + mean(a) + " -> " + mean(b));
    } else if (before instanceof Summary.Categorical a && now instanceof Summary.Categorical b) {
      parts.add(mostMoved(a, b));
    }
    if (before.missing() + now.missing() > 0) {
      parts.add("missing " + shares(before.missing(), before, now.missing(), now));
    }
    parts.addAll(faults(column.quality(), now));
    return String.join(", ", parts);
  }

  /** Current values that the reference had not, or that are none. */
  private static List<String> faults(ColumnReport.Quality quality, Summary now) {
    long rows = now.count() + now.missing() + quality.nan() + quality.infinite();
    List<String> parts = new ArrayList<>();
    told(parts, "infinite", quality.infinite(), rows);
    told(parts, "NaN", quality.nan(), rows);
    told(parts, "below", quality.below(), rows);
    told(parts, "above", quality.above(), rows);
    told(parts, "unseen", quality.unseen(), rows);
    return parts;
  }

  private static void told(List<String> parts, String what, long count, long rows) {
    if (count >= Math.max(1, WORTH_A_WORD * rows)) {
      parts.add(what + " " + Spelled.percent((double) count / rows));
    }
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
