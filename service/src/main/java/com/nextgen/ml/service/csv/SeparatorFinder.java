package com.nextgen.ml.service.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what stands between the fields of a CSV file: what makes the same number of fields of the
 * first lines, more than one; of several such, what makes most.
 */
final class SeparatorFinder {
  /** What may stand there; the first is taken where nothing speaks for another. */
  static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');

  /** Characters that are looked at. */
  static final int LOOKED_AT = 1 << 16;

  private static final int MAX_LINES = 20;

  private SeparatorFinder() {}

  /**
   * Returns the separator.
   *
   * @param start of the file, without a byte order mark
   * @param whole whether the file ends there, so that the last line is whole
   * @param candidates what may stand there
   */
  static char find(String start, boolean whole, List<Character> candidates) {
    char best = candidates.get(0);
    int most = 1;
    boolean bestAgrees = false;
    for (char candidate : candidates) {
      List<Integer> widths = widths(start, candidate);
      if (!whole && widths.size() > 1) {
        widths.remove(widths.size() - 1);
      }
      int width = widths.isEmpty() ? 0 : widths.get(0);
      boolean agrees = widths.stream().allMatch(other -> other == width);
      if (width > 1 && (agrees == bestAgrees ? width > most : agrees)) {
        best = candidate;
        most = width;
        bestAgrees = agrees;
      }
    }
    return best;
  }

  /** The numbers of fields of the first records, up to one that is not well formed. */
  private static List<Integer> widths(String start, char separator) {
    List<Integer> widths = new ArrayList<>();
    try {
      for (CsvRecord row : CsvFile.reader(separator).ofCsvRecord(start)) {
        widths.add(row.getFieldCount());
        if (widths.size() == MAX_LINES) {
          break;
        }
      }
    } catch (CsvParseException e) {
      // What was read before it tells enough; the reader proper says what is wrong.
      return widths;
    }
    return widths;
  }
}
