package com.nextgen.ml.monitoring.detector;

class EddmTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new Eddm(Eddm.Settings.DEFAULT);
  }

  @Override
  ChangeDetector other() {
    return new Eddm(new Eddm.Settings(30, 0.95, 0.8));
  }
}
