package com.nextgen.ml.monitoring.detector;

class HddmWTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new HddmW(HddmW.Settings.DEFAULT);
  }

  @Override
  ChangeDetector other() {
    return new HddmW(new HddmW.Settings(0.001, 0.005, 0.05, false, HddmW.FirstWeight.RIVER));
  }
}
