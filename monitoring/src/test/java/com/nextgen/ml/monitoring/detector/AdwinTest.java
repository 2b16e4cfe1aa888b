package com.nextgen.ml.monitoring.detector;

class AdwinTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new Adwin(Adwin.Settings.DEFAULT);
  }

  @Override
  ChangeDetector other() {
    return new Adwin(Adwin.Settings.RIVER);
  }

  @Override
  int mostBytes() {
    return 5000;
  }
}
