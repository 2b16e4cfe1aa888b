package com.nextgen.ml.monitoring.detector;

class PageHinkleyTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new PageHinkley(PageHinkley.Settings.DEFAULT);
  }

  @Override
  ChangeDetector other() {
    return new PageHinkley(PageHinkley.Settings.RIVER);
  }
}
