package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Instant;
import java.util.Map;

/**
 * Where counts are kept, and what others than this process counted: replicas that share the store,
 * and those that ended, this one's own earlier runs among them.
 */
public interface CountsHistory {
  /** Nothing is kept, and there are no others. */
  CountsHistory NONE = new NoHistory();

  /**
   * Keeps what was counted. Does not wait.
   *
   * @param span after the last one of this version and kind
   */
  void keep(VersionId id, CountKind kind, WindowCounts span);

  /**
   * Returns whether several replicas may count at the same time, so that only sums over all mean
   * much.
   */
  boolean isShared();

  /** Returns how many replicas run now, this one among them. */
  int replicas();

  /**
   * Returns what others counted in a stretch of time, up to the last minute that each has written.
   *
   * @param kinds that are wanted
   * @param after exclusive
   * @param to inclusive
   */
  Answer countedElsewhere(VersionId id, Layout layout, CountKinds kinds, Instant after, Instant to);

  /** What is known of what others counted. */
  sealed interface Answer {}

  /** The sums of all others by kind; kinds of which they counted nothing are absent. */
  record Known(Map<CountKind, WindowCounts> byKind) implements Answer {

    public Known {
      byKind = Map.copyOf(byKind);
    }
  }

  /**
   * It cannot be read now.
   *
   * @param problem for operators and callers
   */
  record Unknown(String problem) implements Answer {}
}
