package com.nextgen.ml.service.page.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of text in aligned columns, two spaces apart. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> right;
  private final int[] widths;

  /**
   * @param header the columns' names
   * @param right the columns that end at one place, as figures do, by their number from 0
   */
  public TextTable(List<String> header, Set<Integer> right) {
    this.right = Set.copyOf(right);
    this.widths = new int[header.size()];
    add(header);
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the header has
   */
  public void add(List<String> cells) {
    if (cells.size() != widths.length) {
      throw new IllegalArgumentException("a row has as many cells as the header");
    }
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(cells.get(i)));
    }
    rows.add(List.copyOf(cells));
  }

  /** Returns the lines, the header first, without blanks at their ends. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - width(cells.get(i)));
      line.append(right.contains(i) ? padding + cells.get(i) : cells.get(i) + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
