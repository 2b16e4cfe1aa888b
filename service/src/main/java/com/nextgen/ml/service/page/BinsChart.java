package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.Summary;
import com.nextgen.ml.monitoring.text.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Both distributions of a column over its published bins, one drawn over the other: shares of all
 * rows, the missing ones as a bar of their own. Bins are as wide as each other whatever their
 * values, since they hold about equal shares of the reference.
 */
final class BinsChart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 170;
  private static final int LEFT = 44;
  private static final int BOTTOM = 40;
  private static final int TOP = 8;
  private static final int MAX_BARS = 24;

  private final Html html;

  BinsChart(Html html) {
    this.html = html;
  }

  /** One pair of bars. */
  private record Bar(String label, double reference, double current) {}

  void draw(ColumnReport column) {
    List<Bar> bars = bars(column);
    double most = bars.stream().mapToDouble(b -> Math.max(b.reference, b.current)).max().orElse(0);
    double top = most <= 0 ? 1 : most;
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-label",
        "distribution of " + column.name() + ", reference and current");
    gridLine(0, top);
    gridLine(top / 2, top);
    gridLine(top, top);
    double slot = (double) (WIDTH - LEFT) / Math.max(1, bars.size());
    for (int i = 0; i < bars.size(); i++) {
      bar(bars.get(i), LEFT + i * slot, slot, top, bars.size());
    }
    html.close();
  }

  private void gridLine(double share, double top) {
    String y = coordinate(y(share, top));
    html.empty("line", "class", "grid", "x1", "" + LEFT, "x2", "" + WIDTH, "y1", y, "y2", y);
    html.element(
        "text",
        Spelled.percent(share),
        "x",
        "" + (LEFT - 6),
        "y",
        coordinate(y(share, top) + 4),
        "text-anchor",
        "end");
  }

  private void bar(Bar bar, double x, double slot, double top, int bars) {
    html.open("g");
    html.element(
        "title",
        bar.label
            + ": reference "
            + Spelled.percent(bar.reference)
            + ", current "
            + Spelled.percent(bar.current));
    rectangle("reference", x + slot * 0.08, slot * 0.84, bar.reference, top);
    rectangle("current", x + slot * 0.26, slot * 0.48, bar.current, top);
    int length = bars <= 8 ? 12 : bars <= 12 ? 8 : 5;
    String label = bar.label.length() <= length ? bar.label : bar.label.substring(0, length) + "…";
    double middle = x + slot / 2;
    html.element(
        "text",
        label,
        "x",
        coordinate(middle),
        "y",
        "" + (HEIGHT - BOTTOM + 14),
        "text-anchor",
        bars > 12 ? "end" : "middle",
        "transform",
        bars > 12
            ? "rotate(-40 " + coordinate(middle) + " " + (HEIGHT - BOTTOM + 10) + ")"
            : "rotate(0)");
    html.close();
  }

  private void rectangle(String side, double x, double width, double share, double top) {
    html.empty(
        "rect",
        "class",
        side,
        "x",
        coordinate(x),
        "width",
        coordinate(width),
        "y",
        coordinate(y(share, top)),
        "height",
        coordinate(y(0, top) - y(share, top)));
  }

  private static double y(double share, double top) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / top);
  }

  private static List<Bar> bars(ColumnReport column) {
    Summary now = column.current();
    Summary before = column.reference();
    List<Bar> bars = new ArrayList<>();
    if (now instanceof Summary.Numeric numbers) {
      for (int i = 0; i < numbers.bins().size(); i++) {
        bars.add(bar(label(numbers, i), before, i, now, numbers.bins().get(i).count()));
      }
    } else if (now instanceof Summary.Categorical names) {
      for (int i = 0; i < names.categories().size(); i++) {
        Summary.Category category = names.categories().get(i);
        bars.add(bar(Messages.quoted(category.category()), before, i, now, category.count()));
      }
    }
    bars = fewer(bars);
    double missing = before == null ? 0 : ColumnInWords.share(before.missing(), before);
    if (missing + now.missing() > 0) {
      bars.add(new Bar("missing", missing, ColumnInWords.share(now.missing(), now)));
    }
    return bars;
  }

  private static Bar bar(String label, @Nullable Summary before, int i, Summary now, long count) {
    double reference = before == null ? 0 : ColumnInWords.share(countOf(before, i), before);
    return new Bar(label, reference, ColumnInWords.share(count, now));
  }

  private static long countOf(Summary side, int i) {
    return side instanceof Summary.Numeric numbers
        ? numbers.bins().get(i).count()
        : ((Summary.Categorical) side).categories().get(i).count();
  }

  private static String label(Summary.Numeric numbers, int i) {
    double upTo = numbers.bins().get(i).upTo();
    if (!Double.isInfinite(upTo)) {
      return "≤ " + Spelled.number(upTo);
    }
    return i == 0 ? "all" : "> " + Spelled.number(numbers.bins().get(i - 1).upTo());
  }

  /** The bars that moved most, in their order, and the rest in one: a hundred cannot be read. */
  private static List<Bar> fewer(List<Bar> bars) {
    if (bars.size() <= MAX_BARS) {
      return bars;
    }
    Set<Integer> chosen =
        IntStream.range(0, bars.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -weight(bars.get(i))))
            .limit(MAX_BARS - 1)
            .collect(Collectors.toSet());
    List<Bar> kept = new ArrayList<>();
    double reference = 0;
    double current = 0;
    for (int i = 0; i < bars.size(); i++) {
      if (chosen.contains(i)) {
        kept.add(bars.get(i));
      } else {
        reference += bars.get(i).reference;
        current += bars.get(i).current;
      }
    }
    kept.add(new Bar("all others", reference, current));
    return kept;
  }

  private static double weight(Bar bar) {
    return Math.abs(bar.reference - bar.current) + Math.max(bar.reference, bar.current) / 10;
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
