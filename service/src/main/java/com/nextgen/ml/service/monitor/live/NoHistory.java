package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Instant;
import java.util.Map;

/** Keeps nothing. */
final class NoHistory implements CountsHistory {

  @Override
  public void keep(VersionId id, CountKind kind, WindowCounts span) {}

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public int replicas() {
    return 1;
  }

  @Override
  public Answer countedElsewhere(
      VersionId id, Layout layout, CountKinds kinds, Instant after, Instant to) {
    return new Known(Map.of());
  }
}
