package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns that a model's inputs were named after. skl2onnx names an input after its column, but
 * with {@code _} for each character that no identifier has, {@code _} before a digit in front, and
 * a number behind a name that it has given already.
 */
final class RenamedInputs {
  private static final Pattern NOT_OF_IDENTIFIERS = Pattern.compile("[^\\p{L}\\p{N}_]");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private RenamedInputs() {}

  /** Returns what an input of this name, or for a column of it, is called at last. */
  static String identifier(String name) {
    String plain = NOT_OF_IDENTIFIERS.matcher(name).replaceAll("_");
    return plain.matches("[0-9].*") ? "_" + plain : plain;
  }

  /**
   * Finds the column of each input. One that there is no column for keeps its name.
   *
   * @return the inputs by their columns, in the inputs' order
   * @throws ModelLoadException if an input can be of more than one column; the message names them
   */
  static Map<String, String> find(List<String> inputs, List<String> columns)
      throws ModelLoadException {
    Set<String> exact = new HashSet<>(inputs);
    exact.retainAll(columns);
    Map<String, String> found = new LinkedHashMap<>();
    for (String input : inputs) {
      String identifier = identifier(input);
      List<String> candidates =
          columns.stream()
              .filter(column -> column.equals(input) || !exact.contains(column))
              .filter(column -> identifier(column).equals(identifier))
              .distinct()
              .toList();
      String column = candidates.isEmpty() ? input : candidates.get(0);
      if (candidates.size() > 1 || found.putIfAbsent(column, input) != null) {
        throw new ModelLoadException(
            "the model's input '%s' can be of the columns %s; say which with --features, in the order of the model's inputs: %s"
                .formatted(
                    Messages.quoted(input),
                    UnknownName.listed(candidates),
                    UnknownName.listed(inputs)));
      }
    }
    return found;
  }

  /** Whether each input can have been named after the column that stands in the same place. */
  static boolean areInOrder(List<String> inputs, List<String> columns) {
    for (int i = 0; i < inputs.size(); i++) {
      String identifier = identifier(columns.get(i));
      String input = identifier(inputs.get(i));
      boolean fits =
          input.startsWith(identifier)
              && (input.length() == identifier.length()
                  || NUMBER.matcher(input.substring(identifier.length())).matches());
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
