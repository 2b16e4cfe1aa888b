package com.nextgen.ml.benchmarks.trial;

import java.util.List;
import java.util.Locale;

/** Horizontal bars of shares, readable on light and dark pages. */
final class Plot {
  private static final int ROW = 26;
  private static final int LEFT = 190;
  private static final int WIDTH = 420;

  private Plot() {}

  /**
   * One bar a name.
   *
   * @param values from 0 to 1
   */
  static String bars(String title, List<String> names, List<Double> values) {
    int height = 40 + ROW * names.size();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">"
                + "<title>%s</title><style>text{font:13px sans-serif;fill:#24292f}"
                + ".b{fill:#8c959f}.o{fill:#0969da}@media(prefers-color-scheme:dark)"
                + "{text{fill:#e6edf3}.b{fill:#6e7681}.o{fill:#58a6ff}}</style>"
                + "<text x=\"0\" y=\"18\">%s</text>%n",
            LEFT + WIDTH + 70,
            height,
            escaped(title),
            escaped(title)));
    for (int i = 0; i < names.size(); i++) {
      int y = 34 + ROW * i;
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                  + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\"/>"
                  + "<text x=\"%.1f\" y=\"%d\">%.3f</text>%n",
              LEFT - 8,
              y + 14,
              escaped(names.get(i)),
              i == 0 ? "o" : "b",
              LEFT,
              y,
              WIDTH * values.get(i),
              LEFT + WIDTH * values.get(i) + 6,
              y + 14,
              values.get(i)));
    }
    return out.append("</svg>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
