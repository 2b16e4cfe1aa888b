package com.nextgen.ml.monitoring.change;

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
