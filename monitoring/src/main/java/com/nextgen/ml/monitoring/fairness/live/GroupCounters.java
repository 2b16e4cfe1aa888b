package com.nextgen.ml.monitoring.fairness.live;

import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.fairness.sums.AttributeKey;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ScoreSums;
import com.nextgen.ml.monitoring.fairness.sums.SmallGroups;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowAttributes;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Predictions by the groups of every declared attribute and crossing, counted as requests come:
 * without a lock, and without allocating. Each thread adds to the cells of one stripe, which few
 * others share; a reader sums over the stripes. Cells never fall. Thread-safe.
 *
 * <p>Of a model of classes, rows and predicted classes are counted, so that every class may be held
 * against the rest. A model of numbers has no such counts.
 */
public final class GroupCounters {
  /** A model with more classes has no class held against the rest unless one is favourable. */
  public static final int MAX_CLASSES = 20;

  private final ModelSchema schema;
  private final List<Counted> counted = new ArrayList<>();
  private final AtomicLongArray[] stripes;

  /**
   * One attribute or crossing.
   *
   * @param favourable the classes that are held against the rest, by their index
   * @param start of its cells: a place has one for its rows, and one for each of the favourable
   */
  private record Counted(
      String attribute, GroupPlaces places, List<Integer> favourable, int start) {
    int width() {
      return favourable.size() + 1;
    }

    int end() {
      return start + places.size() * width();
    }
  }

  /**
   * @param baseline groups of validation rows, which decide what is counted apart
   * @param minimum a group with fewer of them is pooled
   * @param stripes about as many as threads write
   */
  public GroupCounters(ModelSchema schema, List<GroupFigures> baseline, long minimum, int stripes) {
    this.schema = schema;
    if (schema.task().isClassification()) {
      for (GroupAttribute group : schema.groups()) {
        declare(List.of(group.attribute()), group.favourable(), baseline, minimum);
      }
      for (List<String> crossing : schema.crossed()) {
        declare(crossing, null, baseline, minimum);
      }
    }
    int cells = counted.isEmpty() ? 0 : counted.get(counted.size() - 1).end();
    this.stripes = new AtomicLongArray[Math.max(1, stripes)];
    for (int i = 0; i < this.stripes.length; i++) {
      this.stripes[i] = new AtomicLongArray(cells);
    }
  }

  private void declare(
      List<String> attributes,
      @Nullable String favourable,
      List<GroupFigures> baseline,
      long minimum) {
    String joined = String.join(" & ", attributes);
    GroupFigures known =
        baseline.stream().filter(one -> one.attribute().equals(joined)).findFirst().orElse(null);
    String good = favourable == null ? schema.positiveClass() : favourable;
    List<Integer> classes =
        good != null
            ? List.of(schema.classes().indexOf(good))
            : schema.classes().size() > MAX_CLASSES
                ? List.of()
                : IntStream.range(0, schema.classes().size()).boxed().toList();
    int start = counted.isEmpty() ? 0 : counted.get(counted.size() - 1).end();
    counted.add(
        new Counted(
            String.join(SmallGroups.SEPARATOR, attributes),
            new GroupPlaces(schema, attributes, known, minimum),
            classes,
            start));
  }

  /** Counts rows whose prediction names a class. */
  public void add(RowBlock block, RowAttributes beside, PredictionBlock predictions) {
    if (counted.isEmpty() || predictions.classIndex().length == 0) {
      return;
    }
    long spread = (Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 32;
    AtomicLongArray cells = stripes[(int) ((spread * stripes.length) >>> 32)];
    for (int i = 0; i < counted.size(); i++) {
      add(counted.get(i), cells, block, beside, predictions.classIndex());
    }
  }

  private static void add(
      Counted one, AtomicLongArray cells, RowBlock block, RowAttributes beside, int[] predicted) {
    int width = one.width();
    for (int row = 0; row < block.rows(); row++) {
      if (predicted[row] < 0) {
        continue;
      }
      int at = one.start + one.places.of(block, beside, row) * width;
      cells.getAndIncrement(at);
      for (int i = 1; i < width; i++) {
        if (one.favourable.get(i - 1) == predicted[row]) {
          cells.getAndIncrement(at + i);
        }
      }
    }
  }

  /**
   * Returns what was counted until now, for each attribute and each class that is held against the
   * rest. Labels are not in it: sums of outcomes are added to these.
   */
  public List<AttributeSums> sums() {
    List<AttributeSums> sums = new ArrayList<>();
    for (Counted one : counted) {
      for (int i = 0; i < one.favourable.size(); i++) {
        sums.add(sums(one, i));
      }
    }
    return sums;
  }

  private AttributeSums sums(Counted one, int good) {
    SortedMap<String, GroupSums> groups = new TreeMap<>();
    for (int place = GroupPlaces.UNKNOWN + 1; place < one.places.size(); place++) {
      int at = one.start + place * one.width();
      // Selected rows first: a row that comes in between is then counted in rows alone.
      long selected = sum(at + 1 + good);
      ClassSums group = new ClassSums(sum(at), selected, 0, 0, 0, 0, 0, ScoreSums.NONE);
      groups.put(one.places.name(place), group);
    }
    String favourable = schema.classes().get(one.favourable.get(good));
    return new AttributeSums(
        new AttributeKey(one.attribute, null, favourable),
        groups,
        sum(one.start + GroupPlaces.UNKNOWN * one.width()));
  }

  private long sum(int cell) {
    long sum = 0;
    for (AtomicLongArray stripe : stripes) {
      sum += stripe.get(cell);
    }
    return sum;
  }
}
