package com.nextgen.ml.benchmarks.trial.column;

import com.nextgen.ml.benchmarks.trial.population.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The columns that are tried. */
public final class Sources {
  private Sources() {}

  /** Returns one source for each simulated shape; a column is swapped with the next of its type. */
  public static List<Source> simulated() {
    List<Source> sources = new ArrayList<>();
    for (boolean numeric : new boolean[] {true, false}) {
      List<Shape> shapes =
          Stream.of(Shape.values()).filter(shape -> shape.isNumeric() == numeric).toList();
      for (int i = 0; i < shapes.size(); i++) {
        sources.add(new SimulatedSource(shapes.get(i), shapes.get((i + 1) % shapes.size())));
      }
    }
    return sources;
  }

  /**
   * Returns the columns of real data sets.
   *
   * @param folder that holds the data sets
   */
  public static List<Source> real(Path folder) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (DataSet set : DataSet.values()) {
      sources.addAll(set.read(folder));
    }
    return sources;
  }
}
