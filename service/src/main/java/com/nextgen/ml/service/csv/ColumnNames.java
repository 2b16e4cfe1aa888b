package com.nextgen.ml.service.csv;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.List;
import java.util.stream.Collectors;

/** Says which columns a file lacks. */
public final class ColumnNames {
  private static final int MAX_LISTED = 20;

  private ColumnNames() {}

  /**
   * Returns a message for a person.
   *
   * @param absent at least one name
   * @param present the file's header
   */
  public static String absent(List<String> absent, List<String> present) {
    String message =
        "there is no column "
            + absent.stream()
                .limit(MAX_LISTED)
                .map(name -> "'" + Messages.quoted(name) + "'")
                .collect(Collectors.joining(", "))
            + (absent.size() > MAX_LISTED ? " and " + (absent.size() - MAX_LISTED) + " more" : "");
    String hint = UnknownName.hint(absent.get(0), present);
    return message + (hint.isEmpty() ? "; there are " + UnknownName.listed(present) : hint);
  }
}
