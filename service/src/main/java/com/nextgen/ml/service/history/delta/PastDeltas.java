package com.nextgen.ml.service.history.delta;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.inference.ChosenRows;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.PastCounts;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.table.StoredDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows that come late in the slots of the history in which they were predicted: minutes, or
 * the longer slots to which old counts are summed up. They are written with the rows themselves, so
 * that no row is kept and not counted, or counted twice. Rows older than counts are kept are not
 * counted.
 */
public final class PastDeltas implements PastRows {
  private static final Duration FINE_SLOT = Duration.ofMinutes(1);

  private final String replica;
  private final PastWindows windows;
  private final AtomicLong places = new AtomicLong();

  /**
   * @param replica a name that no other run of the service has
   * @param windows are told which windows rows came into
   */
  public PastDeltas(String replica, PastWindows windows) {
    this.windows = windows;
    // Beside what this replica counts live: the place of a delta is its own there.
    this.replica = replica + " past";
  }

  @Override
  public OfVersion of(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    return new CountedVersion(id, new PastCounts(schema, baseline), schema.monitoring().windows());
  }

  private final class CountedVersion implements OfVersion {
    private final VersionId id;
    private final PastCounts counts;
    private final List<Window> judged;

    CountedVersion(VersionId id, PastCounts counts, List<Window> judged) {
      this.id = id;
      this.counts = counts;
      this.judged = judged;
    }

    @Override
    public int keep(
        Transaction transaction,
        RowBlock rows,
        PredictionBlock predictions,
        RowDetails details,
        long receivedAt) {
      long model = transaction.models().key(id.model());
      List<StoredDelta> deltas = new ArrayList<>();
      int counted = 0;
      for (Map.Entry<Slot, List<Integer>> slot : bySlot(rows, details, receivedAt).entrySet()) {
        int[] chosen = slot.getValue().stream().mapToInt(row -> row).toArray();
        RowDetails some = new ChosenRows(details, chosen);
        counts
            .of(
                rows.select(chosen),
                predictions.select(chosen),
                some::group,
                Instant.ofEpochMilli(slot.getKey().from()),
                Instant.ofEpochMilli(slot.getKey().to()))
            .forEach((kind, span) -> deltas.add(delta(model, kind, span)));
        windows.came(id, judged, slot.getKey().to(), receivedAt);
        counted += chosen.length;
      }
      transaction.deltas().insert(deltas);
      return counted;
    }

    private StoredDelta delta(long model, CountKind kind, WindowCounts span) {
      return CountDelta.of(model, id.version(), kind, replica, places.incrementAndGet(), span);
    }
  }

  /** A stretch of time in milliseconds since 1970. */
  private record Slot(long from, long to) implements Comparable<Slot> {

    static Slot of(long predictedAt, long receivedAt) {
      boolean old = predictedAt < receivedAt - CountCompaction.FINE.toMillis();
      long length = (old ? CountCompaction.SLOT : FINE_SLOT).toMillis();
      long from = Math.floorDiv(predictedAt, length) * length;
      return new Slot(from, from + length);
    }

    boolean isKept(long receivedAt) {
      return to >= receivedAt - CountCompaction.KEPT.toMillis();
    }

    @Override
    public int compareTo(Slot other) {
      int byEnd = Long.compare(to, other.to);
      return byEnd == 0 ? Long.compare(from, other.from) : byEnd;
    }
  }

  private static Map<Slot, List<Integer>> bySlot(
      RowBlock rows, RowDetails details, long receivedAt) {
    Map<Slot, List<Integer>> bySlot =
        IntStream.range(0, rows.rows())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    row -> Slot.of(details.predictedAt(row), receivedAt),
                    TreeMap::new,
                    Collectors.toList()));
    bySlot.keySet().removeIf(slot -> !slot.isKept(receivedAt));
    return bySlot;
  }
}
