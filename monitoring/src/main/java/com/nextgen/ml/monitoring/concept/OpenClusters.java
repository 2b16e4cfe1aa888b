package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.detector.StateReader;
import com.nextgen.ml.monitoring.detector.StateWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clusters of which more labels may come. One closes with its last row, where it is known how
 * many it has; with the {@value #MAX_AGE}th label since its first; or once {@value #MAX_IDLE}
 * labels came of which none was its own. So at most {@value #MAX_IDLE} are open, and which close
 * when follows from the order of labels alone. A row that comes later begins a new cluster.
 */
final class OpenClusters {
  static final int MAX_IDLE = 100;
  static final int MAX_AGE = 10_000;
  private static final long LATEST = 253_402_300_799_999L; // the end of 9999

  private final List<ClusterRun> runs;

  /** By key, the one whose last row is the oldest first. */
  private final Map<Long, Open> open = new LinkedHashMap<>();

  private long taken;

  OpenClusters(List<ClusterRun> runs) {
    this.runs = runs;
  }

  /** A cluster, one element a run of its losses. */
  static final class Open {
    final List<ClusterLosses> losses = new ArrayList<>();
    private long rows;
    private long first;
    private long last;
    LossPlace place = new LossPlace(0, Instant.EPOCH);

    Open(List<ClusterRun> runs) {
      runs.forEach(run -> losses.add(new ClusterLosses(run.eDetector())));
    }
  }

  /** Takes a row; the clusters that closed, in the order of their last rows. */
  List<Open> add(Loss loss, LossPlace place, RowCluster cluster) {
    taken++;
    List<Open> closed = new ArrayList<>();
    Iterator<Open> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      Open next = oldest.next();
      if (taken - next.last <= MAX_IDLE) {
        break;
      }
      closed.add(next);
      oldest.remove();
    }
    Open own = cluster.isAlone() ? null : open.remove(cluster.key());
    if (own == null) {
      own = new Open(runs);
      own.first = taken;
    }
    own.rows++;
    own.last = taken;
    own.place = place;
    for (int i = 0; i < runs.size(); i++) {
      runs.get(i).add(loss, own.losses.get(i));
    }
    boolean complete = cluster.rows() > 0 && own.rows >= cluster.rows();
    if (complete || own.last - own.first >= MAX_AGE) {
      closed.add(own);
    } else {
      open.put(cluster.key(), own);
    }
    return closed;
  }

  void write(StateWriter writer) {
    writer.whole(taken);
    writer.whole(open.size());
    for (Map.Entry<Long, Open> entry : open.entrySet()) {
      Open each = entry.getValue();
      writer.whole(entry.getKey());
      writer.whole(each.rows);
      writer.whole(each.first);
      writer.whole(each.last);
      writer.whole(each.place.number());
      writer.whole(each.place.at().toEpochMilli());
      each.losses.forEach(losses -> losses.write(writer));
    }
  }

  void read(StateReader reader) throws StateException {
    clear();
    taken = reader.count();
    long size = reader.count(MAX_IDLE);
    for (long i = 0; i < size; i++) {
      Open each = new Open(runs);
      long key = reader.whole();
      each.rows = reader.count(MAX_AGE);
      each.first = reader.count(taken);
      each.last = reader.count(taken);
      long number = reader.count();
      each.place = new LossPlace(number, Instant.ofEpochMilli(reader.count(LATEST)));
      for (ClusterLosses losses : each.losses) {
        losses.read(reader);
      }
      open.put(key, each);
    }
  }

  void clear() {
    taken = 0;
    open.clear();
  }
}
