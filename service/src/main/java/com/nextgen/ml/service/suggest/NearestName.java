package com.nextgen.ml.service.suggest;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
public final class NearestName {
  /** Longer names are not compared, and no more than so many: a caller may send any. */
  private static final int MAX_LENGTH = 100;

  private static final int MAX_COMPARED = 2_000;

  private NearestName() {}

  /**
   * Returns the known name that differs least from {@code asked}, capitals aside; empty if each
   * differs in more than a third of its characters.
   */
  public static Optional<String> of(String asked, Collection<String> known) {
    if (asked.isBlank() || asked.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String wanted = asked.toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = new LevenshteinDistance(asked.length() / 3);
    String nearest = null;
    int least = Integer.MAX_VALUE;
    int compared = 0;
    for (String name : known) {
      if (compared++ == MAX_COMPARED) {
        break;
      }
      if (!name.isBlank() && name.length() <= MAX_LENGTH) {
        int edits = distance.apply(wanted, name.toLowerCase(Locale.ROOT));
        if (edits >= 0 && edits < least) {
          least = edits;
          nearest = name;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }
}
