package com.nextgen.ml.monitoring.detector;

class KswinTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new Kswin(Kswin.Settings.river(7));
  }

  @Override
  ChangeDetector other() {
    return new Kswin(Kswin.Settings.river(8));
  }

  @Override
  int mostBytes() {
    return 5000;
  }
}
