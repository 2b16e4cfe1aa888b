package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order of a model's classes: from the names its file gives, else from what a person
 * said, else from numbers that name their own place. An order is never guessed, and one that the
 * truth of the rows contradicts is refused.
 *
 * @param draft its classes are in the order that was said, or in ascending order
 * @param said whether a person said that order
 */
record ClassOrder(ModelSchema draft, Evidence evidence, boolean said) {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  /** Fewer rows contradict no order. */
  private static final int MIN_ROWS = 30;

  /** By how many standard errors another order must beat chance to be named. */
  private static final double CERTAIN = 4;

  /** Of more classes than this the best order is not looked for. */
  private static final int MAX_ORDERED = 100;

  /**
   * The share of rows with the highest score in their column from which columns follow the labels.
   */
  private static final double MIN_CONSISTENT = 0.9;

  /**
   * The draft with its classes in the model's order.
   *
   * @throws ModelLoadException if it is not known, or the rows contradict it; the message says what
   *     to do
   */
  ModelSchema found() throws ModelLoadException {
    List<String> classes = draft.classes();
    List<String> labels = evidence.labels();
    List<String> given = labels == null ? evidence.outputs().names() : labels;
    boolean named = !given.isEmpty() && areNames(draft, given);
    if (named) {
      for (String label : given) {
        if (draft.classIndex(label).isEmpty()) {
          throw new ModelLoadException(
              "the model answered with the label '%s', which is none of the classes %s of column '%s'; name all its classes with --classes"
                  .formatted(label, UnknownName.listed(classes), draft.target()));
        }
      }
      return byLabels(); // names are in no order that could be another
    }
    boolean oneScore = given.isEmpty() && evidence.outputs().width() == 1;
    boolean ascending = namesNumbers(draft) || classes.equals(List.of("false", "true"));
    if (!said && !ascending && !oneScore) {
      throw unknown(given.isEmpty());
    }
    check(table());
    return byLabels();
  }

  /** Whether a file's labels name classes, and are not their numbers from 0 on. */
  static boolean areNames(ModelSchema schema, List<String> labels) {
    if (!labels.stream().allMatch(label -> WHOLE.matcher(label).matches())) {
      return true;
    }
    Map<String, Integer> places = numbers(schema.classes().size());
    return namesNumbers(schema)
        && (labels.stream().allMatch(label -> schema.classIndex(label).isPresent())
            || !places.keySet().containsAll(labels));
  }

  private static Map<String, Integer> numbers(int k) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < k; i++) {
      numbers.put(Integer.toString(i), i);
    }
    return numbers;
  }

  private static boolean namesNumbers(ModelSchema schema) {
    return schema.classes().stream().anyMatch(name -> WHOLE.matcher(name).matches())
        || schema.labelSpellings().keySet().stream().anyMatch(s -> WHOLE.matcher(s).matches());
  }

  /**
   * The order of columns without names: that of the labels whose scores are highest in them.
   * Support vector machines of two classes, as skl2onnx converts them, have the positive class's
   * first.
   */
  private ModelSchema byLabels() throws ModelLoadException {
    List<String> classes = draft.classes();
    int k = classes.size();
    List<String> labels = evidence.labels();
    if (labels == null || k > MAX_ORDERED || evidence.outputs().width() != k) {
      return draft;
    }
    List<String> columns = evidence.outputs().names();
    int[] labelOf = Labels.indexes(draft, evidence);
    long[][] table = new long[k][k];
    long rows = 0;
    for (int row = 0; row < evidence.rows(); row++) {
      int column = evidence.highest(row);
      if (column >= 0) {
        int place = columns.isEmpty() ? column : Labels.index(draft, columns, columns.get(column));
        table[place][labelOf[row]]++;
        rows++;
      }
    }
    int[] order = BestOrder.of(table);
    long consistent = 0;
    long ascending = 0;
    for (int i = 0; i < k; i++) {
      consistent += table[i][order[i]];
      ascending += table[i][i];
    }
    // Columns that were never highest say nothing: what was said, or ascends, stands.
    if (consistent == ascending || consistent < MIN_CONSISTENT * rows) {
      return draft;
    }
    if (!columns.isEmpty()) {
      throw new ModelLoadException(
          "the model's scores are named for other classes than its labels: the highest score is its label's in %d of %,d %s; convert it without ZipMap, or take its labels alone with --score none"
              .formatted(ascending, rows, evidence.from()));
    }
    List<String> found = ordered(order);
    if (!areNames(draft, labels)) {
      // Its numbers are places in the list before: they need names now.
      Map<String, String> spellings = new HashMap<>(draft.labelSpellings());
      numbers(k).forEach((number, place) -> spellings.put(number, classes.get(place)));
      return draft.withClasses(found, spellings);
    }
    if (said) {
      throw new ModelLoadException(
          "--classes %s is not the order of the model's scores: by its own labels that is %s"
              .formatted(UnknownName.listed(classes), UnknownName.listed(found)));
    }
    return draft.withClasses(found);
  }

  /** Refuses an order where another explains the truth and this one hardly does. */
  private void check(long @Nullable [][] table) throws ModelLoadException {
    if (table == null) {
      return;
    }
    int[] order = BestOrder.of(table);
    Agreement best = Agreement.of(moved(table, order));
    Agreement given = Agreement.of(table);
    if (best.z() > CERTAIN && 2 * given.kappa() < best.kappa()) {
      throw new ModelLoadException(
          String.format(
              Locale.ROOT,
              "the order of classes %s makes %.0f %% of %,d %s right, the order %s %.0f %%: say --classes %s if that is the model's",
              UnknownName.listed(draft.classes()),
              100 * given.observed(),
              given.rows(),
              evidence.from(),
              UnknownName.listed(ordered(order)),
              100 * best.observed(),
              String.join(",", ordered(order))));
    }
  }

  private ModelLoadException unknown(boolean scoresAlone) {
    String what =
        scoresAlone
            ? "the model gives scores without names and column '%s' has the classes %s: which is first?"
            : "the model numbers its classes and column '%s' has the classes %s: which is 0?";
    String hint = "";
    long[][] table = table();
    if (table != null) {
      int[] order = BestOrder.of(table);
      Agreement best = Agreement.of(moved(table, order));
      if (best.z() > CERTAIN) {
        hint =
            String.format(
                Locale.ROOT,
                "; of %,d %s %s makes %.0f %% right",
                best.rows(),
                evidence.from(),
                String.join(",", ordered(order)),
                100 * best.observed());
      }
    }
    return new ModelLoadException(
        what.formatted(draft.target(), UnknownName.listed(draft.classes()))
            + " Say it with --classes a,b,…, in the order of the model's scores or numbers"
            + hint);
  }

  /** Rows by the model's place and by the true class; null if too few are known. */
  private long @Nullable [][] table() {
    int k = draft.classes().size();
    if (k > MAX_ORDERED) {
      return null;
    }
    List<String> labels = evidence.labels();
    if (labels == null && evidence.outputs().width() != k) {
      return null;
    }
    Map<String, Integer> places = numbers(k);
    long[][] table = new long[k][k];
    long rows = 0;
    for (int row = 0; row < evidence.rows(); row++) {
      int place = labels == null ? evidence.highest(row) : places.getOrDefault(labels.get(row), -1);
      if (place >= 0 && evidence.truth()[row] >= 0) {
        table[place][evidence.truth()[row]]++;
        rows++;
      }
    }
    return rows < MIN_ROWS ? null : table;
  }

  private static long[][] moved(long[][] table, int[] order) {
    long[][] moved = new long[table.length][];
    Arrays.setAll(moved, i -> new long[table.length]);
    for (int i = 0; i < order.length; i++) {
      moved[order[i]] = table[i];
    }
    return moved;
  }

  private List<String> ordered(int[] order) {
    List<String> names = new ArrayList<>();
    for (int index : order) {
      names.add(draft.classes().get(index));
    }
    return names;
  }
}
