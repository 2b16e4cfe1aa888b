package com.nextgen.ml.benchmarks.trial.column;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import java.util.SplittableRandom;

/** Where the rows of a column come from. Categories are numbers, each a name of its own. */
public sealed interface Source permits SimulatedSource, RealSource {
  /** Categories of the neighbour are numbered from here, so that none is one of the column. */
  int NEIGHBOUR = 1_000_000;

  /** Returns the name in tables. */
  String title();

  /** Returns whether values are numbers, else categories. */
  boolean isNumeric();

  /** Returns whether training rows and a window of this size can be drawn. */
  boolean holds(int reference, int window);

  /** Returns new training rows, and windows of other rows without any drift. */
  Split split(int reference, SplittableRandom random);

  /** Returns as many values of another column of the same type. */
  double[] neighbour(int rows, SplittableRandom random);

  /** Training rows, and windows that are as exchangeable with them as the source allows. */
  interface Split {
    /** Returns the training rows. */
    Rows training();

    /** Returns a window of rows that are none of the training rows. */
    Rows window(int rows, SplittableRandom random);
  }
}
