package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import java.util.Arrays;
import java.util.List;

/** What the labels in a model's file stand for. */
final class Labels {
  private Labels() {}

  /** The class that a file's label names, or whose number it is; -1 if it is neither. */
  static int index(ModelSchema schema, List<String> all, String label) {
    if (ClassOrder.areNames(schema, all)) {
      return schema.classIndex(label).orElse(-1);
    }
    int place = Integer.parseInt(label);
    return place < schema.classes().size() ? place : -1;
  }

  /** The classes of all rows; -1 where the file gives no label. */
  static int[] indexes(ModelSchema schema, Evidence evidence) {
    int[] indexes = new int[evidence.rows()];
    List<String> labels = evidence.labels();
    Arrays.fill(indexes, -1);
    if (labels != null) {
      boolean names = ClassOrder.areNames(schema, labels);
      for (int row = 0; row < indexes.length; row++) {
        String label = labels.get(row);
        indexes[row] = names ? schema.classIndex(label).orElse(-1) : Integer.parseInt(label);
      }
    }
    return indexes;
  }
}
