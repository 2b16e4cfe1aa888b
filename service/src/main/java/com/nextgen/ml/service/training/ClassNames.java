package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnContents;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.suggest.UnknownName;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a target column names, in ascending order: numbers by value, else by character,
 * {@code false} before {@code true}. That is the order in which scikit-learn, XGBoost and LightGBM
 * give their probabilities.
 *
 * @param names the classes
 * @param spellings other spellings of them that the column has
 */
record ClassNames(List<String> names, Map<String, String> spellings) {

  static ClassNames of(String target, ColumnContents contents) throws CsvException {
    return of(target, contents, 2);
  }

  /** The names that a column of predictions has, if there are {@code least} or more. */
  static ClassNames of(String target, ColumnContents contents, int least) throws CsvException {
    if (contents.isFull() || contents.different().size() > ModelSchema.MAX_CLASSES) {
      throw new CsvException(
          "column '%s' has %,d different values or more, too many for classes"
              .formatted(target, contents.different().size()));
    }
    Map<String, String> spellings = new TreeMap<>();
    TreeSet<String> names = new TreeSet<>(order(contents));
    for (String spelled : contents.different()) {
      String name = contents.holdsBooleans() ? CsvFormat.bool(spelled) : null;
      String known = name == null ? CsvFormat.category(spelled) : name;
      names.add(known);
      if (!known.equals(spelled)) {
        spellings.put(spelled, known);
      }
    }
    if (names.size() < least) {
      throw new CsvException(
          "column '%s' names %s; at least two classes are needed"
              .formatted(
                  target,
                  names.isEmpty()
                      ? "no class"
                      : "one class only, " + Messages.quoted(names.first())));
    }
    return new ClassNames(List.copyOf(names), Map.copyOf(spellings));
  }

  /**
   * The same classes in the order that a person said, with others that the column does not have.
   *
   * @param said empty to keep the order
   * @throws CsvException if it repeats a class or leaves one out
   */
  ClassNames inOrder(List<String> said) throws CsvException {
    if (said.isEmpty()) {
      return this;
    }
    List<String> order = said.stream().map(name -> spellings.getOrDefault(name, name)).toList();
    List<String> absent = names.stream().filter(name -> !order.contains(name)).toList();
    if (!absent.isEmpty() || new TreeSet<>(order).size() != order.size()) {
      throw new CsvException(
          "--classes %s; the classes are %s"
              .formatted(
                  absent.isEmpty() ? "repeats a class" : "leaves out " + UnknownName.listed(absent),
                  UnknownName.listed(names)));
    }
    return new ClassNames(order, spellings);
  }

  private static Comparator<String> order(ColumnContents contents) {
    Comparator<String> byCharacter = Comparator.naturalOrder();
    boolean finite = contents.different().stream().allMatch(CsvFormat::isNumber);
    return finite ? Comparator.<String, BigDecimal>comparing(BigDecimal::new) : byCharacter;
  }

  /**
   * The positive one of two classes.
   *
   * @param said by a person, in any spelling; null to take {@code true} or {@code 1}
   * @throws CsvException if that names no class, or nobody can know
   */
  String positive(@Nullable String said) throws CsvException {
    String listed = UnknownName.listed(names);
    if (said != null) {
      String spelled = spellings.getOrDefault(said, said);
      String bool = CsvFormat.bool(said);
      if (!names.contains(spelled) && bool != null && names.contains(bool)) {
        return bool;
      }
      if (!names.contains(spelled)) {
        throw new CsvException(
            "--positive-class '%s' is no class; the classes are %s"
                .formatted(Messages.quoted(said), listed));
      }
      return spelled;
    }
    List<String> sorted = names.stream().sorted().toList();
    if (sorted.equals(List.of("false", "true")) || sorted.equals(List.of("0", "1"))) {
      return sorted.get(1);
    }
    throw new CsvException(
        "which of the classes %s is the positive one? Say it with --positive-class"
            .formatted(listed));
  }
}
