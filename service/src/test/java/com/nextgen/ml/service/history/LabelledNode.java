package com.nextgen.ml.service.history;

import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.FeedbackAnswer;
import com.nextgen.ml.service.feedback.Label;
import com.nextgen.ml.service.feedback.OutcomeFeed;
import com.nextgen.ml.service.feedback.TestDetails;
import com.nextgen.ml.service.feedback.TestServed;
import com.nextgen.ml.service.history.delta.PastDeltas;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.verdict.KeptVerdict;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.LabelledModel;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.TestReports;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A replica of the service that logs predictions and takes labels; the test moves its time. */
final class LabelledNode implements AutoCloseable {
  static final VersionId ID = new VersionId("shop", 3);
  private static final History.Pace PACE =
      new History.Pace(Duration.ofMinutes(1), Duration.ofSeconds(5), Node.LEASE);

  final List<WindowVerdict> told = new CopyOnWriteArrayList<>();
  final List<WindowVerdict> alarms = new CopyOnWriteArrayList<>();
  final Monitor monitor;
  private final Store store;
  private final History history;
  private final Feedback feedback;
  private final OutcomeFeed feed;
  private final TestServed served;
  private volatile ClockTime now;

  LabelledNode(StoreAddress address, String name, Instant start) {
    store = Store.start(address);
    while (!store.health().isAvailable()) {
      Thread.onSpinWait();
    }
    now = new ClockTime(System.nanoTime(), start);
    StoredHistory counts = new StoredHistory(store, name, PACE.lease(), System::nanoTime);
    monitor = new Monitor(() -> now, 2, alarms::add, counts, counts);
    history = new History(counts, PACE, monitor, told::add);
    PastDeltas past = new PastDeltas(name, counts.pastWindows());
    feedback = new Feedback(store, monitor, past, null, () -> now.wall().toEpochMilli());
    served =
        TestServed.of(ID, LabelledModel.schema(), LabelledModel.baseline(), feedback.versions());
    feed = new OutcomeFeed(store, monitor, () -> List.of(served), () -> now.wall().toEpochMilli());
    tick();
  }

  /** Predicts rows whose ids are {@code prefix} and their number; their scores. */
  double[] predict(String prefix, int rows) {
    SimulatedModel.Batch batch = SimulatedModel.batch(new Random(rows), rows, 0);
    List<String> ids = ids(prefix, rows);
    served
        .observer()
        .onRows(batch.rows(), batch.predictions(), new TestDetails(ids, now.wall().toEpochMilli()));
    while (feedback.storeFigures().waiting() > 0) {
      Thread.onSpinWait();
    }
    return batch.predictions().score();
  }

  /** Takes rows that were predicted elsewhere at a time, whose price is {@code shift} higher. */
  ObservedRows observe(String prefix, int rows, Instant at, double shift) {
    SimulatedModel.Batch batch = SimulatedModel.batch(new Random(rows), rows, shift);
    return served
        .observer()
        .onObserved(
            batch.rows(),
            batch.predictions(),
            new TestDetails(ids(prefix, rows), at.toEpochMilli()))
        .join();
  }

  /** What is kept of all rows of a stretch of time. */
  long kept(Instant after, Instant to) {
    WindowCounts counts =
        ((StoredHistory) history.counts())
            .counted(ID, monitor.version(ID).layout(), after, to)
            .get(CountKind.ALL_ROWS);
    return counts == null ? 0 : counts.rows();
  }

  /** Says of each whether it was a yes. */
  FeedbackAnswer label(String prefix, boolean[] yes, boolean correct) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < yes.length; i++) {
      labels.add(new Label(prefix + i, yes[i] ? "yes" : "no", Double.NaN, null, null, correct));
    }
    return feedback.label(served, labels).join();
  }

  private static List<String> ids(String prefix, int rows) {
    return IntStream.range(0, rows).mapToObj(i -> prefix + i).toList();
  }

  /** Lets time pass. */
  void at(Instant wall) {
    now = now.plus(Duration.between(now.wall(), wall));
    tick();
  }

  void tick() {
    monitor.tick(now.nanos(), now.wall());
    history.tick(now);
    feed.tick();
    history.judgeMatured(now.wall());
  }

  boolean isJudge() {
    return history.isJudge();
  }

  PerformanceReport report() {
    return TestReports.performance(monitor, ID, "5m", null);
  }

  PerformanceReport againstPrevious() {
    return TestReports.performance(monitor, ID, "5m", "previous");
  }

  PerformanceReport matured() {
    return TestReports.found(TestReports.matured(monitor, ID, "5m"));
  }

  /** The kept verdicts on windows whose labels have matured, the last first. */
  List<KeptVerdict> verdicts() {
    return verdicts(AlarmFamily.PERFORMANCE);
  }

  /** The kept verdicts of a family, the last first. */
  List<KeptVerdict> verdicts(AlarmFamily family) {
    ReportResult<KeptVerdicts.Page> page =
        history
            .verdicts()
            .page(new KeptVerdicts.Query("shop", family, null, null, null, 100, true));
    return TestReports.found(page).verdicts();
  }

  @Override
  public void close() {
    history.close(now);
    store.close();
  }
}
