package com.nextgen.ml.service.monitor.check;

/** A kind of report that needs the counts of all rows alone, so that it is made of any time. */
public interface RangeCheck<R> extends Check<R> {

  /** Makes a report against the baseline, at a nominal level. */
  R nominal(CountedWindow window);
}
