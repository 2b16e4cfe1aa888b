package com.nextgen.ml.benchmarks.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Delay against run length, one panel a stream, both axes logarithmic: a dot is a detector at its
 * defaults, a ring the same at the common run length. Readable on light and dark pages.
 */
final class DelayPlot {
  private static final int PANEL = 260;
  private static final int LEFT = 70;
  private static final int WIDTH = 420;
  private static final int LABELS = 130;
  private static final int SPACING = 15;
  private static final double MAX_DELAY = 5_000;
  private static final double MIN_RUN = 50;

  private final double longest;
  private final StringBuilder out = new StringBuilder();
  private int top;

  /**
   * @param longest labels of the stable stream: what has no alarm in it stands at its end
   */
  DelayPlot(double longest) {
    this.longest = longest;
  }

  /**
   * A detector with one setting.
   *
   * @param runLength labels an alarm without a change
   * @param delay median labels until a change is found; infinite if it mostly is not
   */
  record Point(String detector, double runLength, double delay) {}

  /** Adds a panel; the points are of the same detectors in the same order. */
  void panel(String stream, List<Point> usual, List<Point> equal) {
    int base = top + PANEL;
    text(0, top + 20, "start", stream + ": labels until found (up), labels an alarm (right)");
    line("g", LEFT, base, LEFT + WIDTH, base);
    for (double delay = 1; delay < MAX_DELAY; delay *= 10) {
      line("g", LEFT, y(delay), LEFT + WIDTH, y(delay));
      text(LEFT - 6, y(delay) + 4, "end", number(delay));
    }
    text(LEFT - 6, y(MAX_DELAY) + 4, "end", "missed");
    line("g", LEFT, y(MAX_DELAY), LEFT + WIDTH, y(MAX_DELAY));
    for (double run = 100; run < longest; run *= 10) {
      line("g", x(run), y(MAX_DELAY), x(run), base);
      text(x(run), base + 16, "middle", number(run));
    }
    text(x(longest) - 24, base + 16, "start", "≥ " + number(longest));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < usual.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> y(usual.get(i).delay())));
    double free = y(MAX_DELAY) - SPACING;
    for (int i : order) {
      free = Math.max(free + SPACING, y(usual.get(i).delay()));
      mark(usual.get(i), equal.get(i), free);
    }
    top = base + 40;
  }

  private void mark(Point usual, Point equal, double label) {
    String own = usual.detector().equals("e-detector") ? "o" : "b";
    line(own, x(usual.runLength()), y(usual.delay()), LEFT + WIDTH + 16, label);
    line(
        own + " d", x(usual.runLength()), y(usual.delay()), x(equal.runLength()), y(equal.delay()));
    circle(own, usual, 4.5);
    circle(own + " h", equal, 4);
    text(LEFT + WIDTH + 20, label + 4, "start", usual.detector());
  }

  private double x(double run) {
    double part = Math.log(Math.min(longest, Math.max(MIN_RUN, run)) / MIN_RUN);
    return LEFT + WIDTH * part / Math.log(longest / MIN_RUN);
  }

  private double y(double delay) {
    double part = Math.log(Math.min(MAX_DELAY, delay)) / Math.log(MAX_DELAY);
    return top + PANEL - (PANEL - 40) * part;
  }

  private void circle(String kind, Point at, double radius) {
    add(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
        kind, x(at.runLength()), y(at.delay()), radius);
  }

  private void line(String kind, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        kind, x1, y1, x2, y2);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** The whole picture. */
  String svg() {
    String title = "Labels until an abrupt change is found, against labels between false alarms";
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">"
                + "<title>%s</title><style>text{font:13px sans-serif;fill:#24292f}"
                + "line,circle{stroke-width:1.2}.g{stroke:#d0d7de}.b{stroke:#8c959f;fill:#8c959f}"
                + ".o{stroke:#0969da;fill:#0969da}.h{fill:none}.d{stroke-dasharray:3 3}"
                + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.g{stroke:#30363d}"
                + ".b{stroke:#6e7681;fill:#6e7681}.o{stroke:#58a6ff;fill:#58a6ff}"
                + ".h{fill:none}}</style>%n",
            LEFT + WIDTH + LABELS,
            top,
            title)
        + out
        + "</svg>\n";
  }
}
