package com.nextgen.ml.service.history;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.history.delta.LeaseTerms;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.verdict.KeptVerdict;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.TestReports;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A replica of the service, as far as counting goes, whose time the test moves. */
public final class Node implements AutoCloseable {
  public static final VersionId ID = new VersionId("shop", 3);
  static final LeaseTerms LEASE = new LeaseTerms(Duration.ofMillis(600), Duration.ofMillis(100));
  private static final History.Pace PACE =
      new History.Pace(Duration.ofMinutes(1), Duration.ofSeconds(5), LEASE);

  final Store store;
  final History history;
  public final Monitor monitor;
  final VersionObserver observer;
  public final List<WindowVerdict> told = new CopyOnWriteArrayList<>();
  final List<WindowVerdict> matured = new CopyOnWriteArrayList<>();
  private volatile ClockTime now;

  Node(StoreAddress address, String name, Instant start) {
    this(
        address,
        name,
        start,
        SimulatedModel.schema("shop", "5m", "1h"),
        SimulatedModel.baseline("shop"));
  }

  public Node(
      StoreAddress address, String name, Instant start, ModelSchema schema, Baseline baseline) {
    store = Store.start(address);
    while (!store.health().isAvailable()) {
      Thread.onSpinWait();
    }
    now = new ClockTime(System.nanoTime(), start);
    StoredHistory counts = new StoredHistory(store, name, PACE.lease(), System::nanoTime);
    monitor = new Monitor(() -> now, 2, told::add, counts, counts);
    history = new History(counts, PACE, monitor, matured::add);
    observer = monitor.loaded(ID, schema, baseline);
    tick();
  }

  /** Counts rows whose price is {@code shift} higher than in the baseline. */
  public void count(int seed, int rows, double shift) {
    SimulatedModel.Batch batch = SimulatedModel.batch(new Random(seed), rows, shift);
    observer.onRows(batch.rows(), batch.predictions(), RowDetails.NONE);
  }

  /** Lets time pass. */
  public void at(Instant wall) {
    now = now.plus(Duration.between(now.wall(), wall));
    tick();
  }

  public void tick() {
    monitor.tick(now.nanos(), now.wall());
    history.tick(now);
  }

  DriftReport report(String window, String against) {
    return TestReports.drift(monitor, ID, window, against);
  }

  QualityReport quality(String window) {
    return TestReports.quality(monitor, ID, window);
  }

  /** What is kept of all rows, over all replicas. */
  WindowCounts kept(Instant after, Instant to) {
    return ((StoredHistory) history.counts())
        .counted(ID, SimulatedModel.layout(), after, to)
        .get(CountKind.ALL_ROWS);
  }

  /** Lets it do the housekeeping of all replicas. */
  void keepHouse(Instant wall) throws InterruptedException {
    if (history.counts().isShared()) {
      HistoryContract.eventually(
          () -> {
            tick();
            return history.isJudge();
          });
    }
    history.housekeeping(wall);
  }

  /** How many rows of the database hold counts. */
  int keptRows() {
    return store.read(
        transaction ->
            transaction
                .deltas()
                .ended(transaction.models().key(ID.model()), ID.version(), "", 0, Long.MAX_VALUE)
                .size());
  }

  /** The kept verdicts of a family, the last first. */
  public List<KeptVerdict> verdicts(AlarmFamily family) {
    ReportResult<KeptVerdicts.Page> page =
        history
            .verdicts()
            .page(new KeptVerdicts.Query("shop", family, null, null, null, 100, true));
    return TestReports.found(page).verdicts();
  }

  /** What is shown of the last verdicts, once what is kept of them was read. */
  public List<WindowFindings> shown() {
    history.showKept(now.wall());
    return monitor.judged(ID);
  }

  /** Waits until all that was kept until now is written. */
  public void written() {
    // Sources are asked before what is submitted: twice, for what was kept meanwhile.
    for (int i = 0; i < 2; i++) {
      store.write(com.nextgen.ml.service.store.sql.Durability.UNSYNCED, transaction -> true).join();
    }
  }

  /** Ends as a process does that is killed. */
  void kill() {
    store.close();
  }

  @Override
  public void close() {
    history.close(now);
    store.close();
  }
}
