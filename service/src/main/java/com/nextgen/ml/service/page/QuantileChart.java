package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.Moments;
import com.nextgen.ml.monitoring.drift.Summary;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a numeric column lie, on the axis of the values themselves: for each side a
 * line from the 5 % to the 95 % quantile, a box of the middle half, the median and the mean.
 */
final class QuantileChart {
  private static final int WIDTH = 560;
  private static final int LEFT = 80;
  private static final int RIGHT = 16;

  private final Html html;

  QuantileChart(Html html) {
    this.html = html;
  }

  /** Draws nothing where neither side has numbers. */
  void draw(ColumnReport column) {
    Optional<Moments> before = moments(column.reference());
    Optional<Moments> now = moments(column.current());
    if (before.isEmpty() && now.isEmpty()) {
      return;
    }
    double from = Math.min(lowest(before), lowest(now));
    double to = Math.max(highest(before), highest(now));
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " 72",
        "role",
        "img",
        "aria-label",
        "quantiles of " + column.name() + ", reference and current");
    before.ifPresent(moments -> side("reference", moments, 16, from, to));
    now.ifPresent(moments -> side("current", moments, 40, from, to));
    html.element("text", Spelled.number(from), "x", "" + LEFT, "y", "68");
    html.element(
        "text", Spelled.number(to), "x", "" + (WIDTH - RIGHT), "y", "68", "text-anchor", "end");
    html.close();
  }

  private void side(String side, Moments moments, int y, double from, double to) {
    double[] x = moments.quantiles().stream().mapToDouble(q -> x(q, from, to)).toArray();
    html.open("g");
    html.element(
        "title",
        side
            + ": 5 % "
            + Spelled.number(moments.quantiles().get(0))
            + ", median "
            + Spelled.number(moments.quantiles().get(2))
            + ", 95 % "
            + Spelled.number(moments.quantiles().get(4))
            + ", mean "
            + Spelled.number(moments.mean()));
    html.element("text", side, "x", "0", "y", "" + (y + 4));
    line(side, x[0], x[4], y, y);
    html.empty(
        "rect",
        "class",
        side,
        "x",
        coordinate(x[1]),
        "width",
        coordinate(Math.max(1, x[3] - x[1])),
        "y",
        "" + (y - 7),
        "height",
        "14");
    html.empty(
        "rect",
        "class",
        "median",
        "x",
        coordinate(x[2] - 1),
        "width",
        "2",
        "y",
        "" + (y - 9),
        "height",
        "18");
    double mean = Math.max(LEFT, Math.min(WIDTH - RIGHT, x(moments.mean(), from, to)));
    html.empty("circle", "class", "mean", "cx", coordinate(mean), "cy", "" + y, "r", "3");
    html.close();
  }

  private void line(String side, double x1, double x2, int y1, int y2) {
    html.empty(
        "line",
        "class",
        "whisker-" + side,
        "x1",
        coordinate(x1),
        "x2",
        coordinate(x2),
        "y1",
        "" + y1,
        "y2",
        "" + y2);
  }

  private static double x(double value, double from, double to) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (to > from ? (value - from) / (to - from) : 0.5);
  }

  private static Optional<Moments> moments(@Nullable Summary side) {
    return side instanceof Summary.Numeric numbers ? numbers.moments() : Optional.empty();
  }

  private static double lowest(Optional<Moments> moments) {
    return moments.map(m -> m.quantiles().get(0)).orElse(Double.POSITIVE_INFINITY);
  }

  private static double highest(Optional<Moments> moments) {
    return moments.map(m -> m.quantiles().get(4)).orElse(Double.NEGATIVE_INFINITY);
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
