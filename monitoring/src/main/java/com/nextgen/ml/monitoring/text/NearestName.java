package com.nextgen.ml.monitoring.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody who misspelt one probably meant. */
public final class NearestName {
  /** A longer name is compared by its beginning: it is somebody's input. */
  private static final int MAX_COMPARED = 64;

  private NearestName() {}

  /**
   * Returns the known name that differs least from a given one, in letters of either case that are
   * put in, left out, changed or swapped with the next; empty if more than a third of it, and more
   * than one, would have to be.
   */
  public static Optional<String> of(String given, Collection<String> known) {
    String wrong = compared(given);
    int least = Math.max(1, wrong.length() / 3) + 1;
    String nearest = null;
    for (String name : known) {
      int distance = distance(wrong, compared(name));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static String compared(String name) {
    return name.substring(0, Math.min(name.length(), MAX_COMPARED)).toLowerCase(Locale.ROOT);
  }

  /** Returns the optimal string alignment distance, row by row of its table. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
