package com.nextgen.ml.service.history;

import com.nextgen.ml.monitoring.drift.rehearsal.Look;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The tumbling windows of a stretch of time that hold counts, read one by one. */
final class TumblingWindows implements Iterator<Look> {
  private final StoredHistory history;
  private final VersionMonitor version;
  private final long length;
  private final long end;
  private long begin;
  private @Nullable Look next;

  /**
   * @param begin in milliseconds since 1970, a multiple of the window's length
   * @param end likewise
   */
  TumblingWindows(
      StoredHistory history, VersionMonitor version, Window window, long begin, long end) {
    this.history = history;
    this.version = version;
    this.length = window.length().toMillis();
    this.begin = begin;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    while (next == null && begin < end) {
      Instant from = Instant.ofEpochMilli(begin);
      Instant to = Instant.ofEpochMilli(begin + length);
      WindowCounts span =
          history
              .counted(version.id(), version.layout(), CountKinds.ALL_ROWS, from, to)
              .get(CountKind.ALL_ROWS);
      next = span == null ? null : new Look(from, to, span.counts());
      begin += length;
    }
    return next != null;
  }

  @Override
  public Look next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Look found = next;
    next = null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    return found;
  }
}
