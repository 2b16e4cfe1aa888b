package com.nextgen.ml.benchmarks.store;

import com.nextgen.ml.service.store.Store;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/** How long rows of a log take to be found, one at a time, anywhere in it. */
record LookUps(double medianMicros, double highMicros) {

  static LookUps of(Store store, FilledLog log, int count) {
    SplittableRandom random = new SplittableRandom(log.size());
    long model = Objects.requireNonNull(store.<Long>read(tx -> tx.models().find(FilledLog.MODEL)));
    long[] nanos = new long[count];
    for (int i = -count / 2; i < count; i++) {
      String id = log.id(random.nextInt(log.size()));
      long from = System.nanoTime();
      Objects.requireNonNull(store.read(tx -> tx.predictions().find(model, id)));
      if (i >= 0) {
        nanos[i] = System.nanoTime() - from;
      }
    }
    Arrays.sort(nanos);
    return new LookUps(nanos[count / 2] / 1e3, nanos[(int) (count * 0.99)] / 1e3);
  }
}
