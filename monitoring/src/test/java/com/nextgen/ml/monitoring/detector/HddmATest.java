package com.nextgen.ml.monitoring.detector;

class HddmATest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new HddmA(HddmA.Settings.DEFAULT);
  }

  @Override
  ChangeDetector other() {
    return new HddmA(new HddmA.Settings(0.001, 0.005, true));
  }
}
