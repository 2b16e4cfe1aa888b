package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReference;
import com.nextgen.ml.monitoring.quality.InputFaults;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowAttributes;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches one loaded version: counts what it is told of, keeps the counts of its windows, and what
 * was last found of them. Thread-safe; counting takes no lock.
 */
public final class VersionMonitor implements VersionObserver {
  private final VersionId id;
  private final ModelSchema schema;
  private final @Nullable Baseline baseline;
  private final LiveCounters counters;
  private final Consumer<VersionMonitor> retired;
  private final Supplier<Optional<MultivariateReference>> multivariate;
  private final @Nullable RecentRows recent;
  private final VersionPerformance performance;
  private final FaultCounters faults;
  private final RequestCounters requests = new RequestCounters();
  private final LongAdder rows = new LongAdder();

  /** Of the last rows that came, in milliseconds since 1970; of two at once, of one of them. */
  private volatile long lastPredictedAt;

  private final Map<Stage, LongAdder> dropped =
      Arrays.stream(Stage.values()).collect(Collectors.toMap(stage -> stage, s -> new LongAdder()));
  private final VersionReports reports;

  private final List<SegmentWindows> segments = new ArrayList<>();

  /** Guards itself, {@link #rowsTaken}, {@link #unkept} and the windows of segments. */
  private final List<WindowDeltas> windows = new ArrayList<>();

  private long rowsTaken;

  /** What was counted and not yet given to the history. */
  private WindowCounts unkept;

  /**
   * A window's end of slot.
   *
   * @param segments the tumbling window by segment column and value; empty if none has ended
   */
  public record EndedSlot(
      Window window,
      WindowCounts rolling,
      Optional<WindowCounts> tumbling,
      Map<String, Map<String, WindowCounts>> segments) {}

  /**
   * Two windows of one length, without a gap.
   *
   * @param previous empty if the version was not yet loaded then
   */
  public record Recent(WindowCounts rolling, Optional<WindowCounts> previous) {}

  /**
   * @param retired is notified when the version serves no more
   */
  public VersionMonitor(
      VersionId id,
      ModelSchema schema,
      @Nullable Baseline baseline,
      int stripes,
      ClockTime loaded,
      Consumer<VersionMonitor> retired) {
    this.id = id;
    this.retired = retired;
    this.schema = schema;
    this.reports = new VersionReports(schema.monitoring().windows());
    this.baseline = baseline;
    Layout layout = baseline == null ? Layout.withoutBaseline(schema) : baseline.layout();
    this.counters = new LiveCounters(layout, stripes, schema.monitoring().showValues());
    this.faults = new FaultCounters(schema);
    this.multivariate =
        new Lazy<>(() -> baseline == null ? Optional.empty() : MultivariateReference.of(baseline));
    boolean sampled = baseline != null && baseline.products().scores().width() > 1;
    this.recent =
        sampled
            ? new RecentRows(
                schema.monitoring().windows().size(), sampleRows(layout), id.hashCode())
            : null;
    this.performance = new VersionPerformance(schema, baseline, layout, loaded.wall());
    for (Window window : schema.monitoring().windows()) {
      windows.add(new WindowDeltas(window, layout, loaded));
    }
    this.unkept = nothingAt(loaded);
    if (baseline != null) {
      for (String column : schema.segmentColumns()) {
        segments.add(new SegmentWindows(column, schema, baseline, stripes, loaded));
      }
    }
  }

  /** How many rows of a window are kept: more where products of features come from them alone. */
  private int sampleRows(Layout layout) {
    return layout.numericInputs().size() > ProductCounts.MAX_COUNTED
        ? Math.max(RecentRows.LEAST, schema.monitoring().multivariate().rows())
        : RecentRows.LEAST;
  }

  @Override
  public int onRows(RowBlock block, PredictionBlock predictions, RowDetails details) {
    rows.add(block.rows());
    if (block.rows() > 0) {
      lastPredictedAt = details.predictedAt(block.rows() - 1);
    }
    try {
      faults.addRows(block);
      counters.add(block, predictions);
      if (recent != null) {
        recent.add(block);
      }
      RowAttributes beside = details::group;
      for (SegmentWindows segment : segments) {
        segment.add(block, predictions, beside);
      }
    } catch (RuntimeException e) {
      // The caller has its answer; what monitoring cannot take must not undo that.
      dropped(Stage.COUNT, block.rows());
    }
    return block.rows();
  }

  @Override
  public void onTypeError(String feature) {
    faults.addTypeError(feature);
  }

  @Override
  public void onUnlogged(long lost) {
    dropped(Stage.PREDICTION_LOG, lost);
  }

  @Override
  public void onRequest(long nanos, @Nullable ErrorReason error, @Nullable String traceId) {
    requests.add(nanos, error, traceId);
  }

  @Override
  public void onRetired() {
    retired.accept(this);
  }

  /** Returns which version. */
  public VersionId id() {
    return id;
  }

  /** Returns what the version takes and gives. */
  public ModelSchema schema() {
    return schema;
  }

  /** Returns the version's training baseline; null if it has none. */
  public @Nullable Baseline baseline() {
    return baseline;
  }

  /** Returns what the baseline knows of the features together; found when it is first asked for. */
  public Optional<MultivariateReference> multivariate() {
    return multivariate.get();
  }

  /**
   * Rows of a window, chosen at random; null if none are kept, as of any time in the past.
   *
   * @param ended whether of the tumbling window that ended last, else of the one that is open
   */
  public @Nullable RowBlock sample(Window window, boolean ended) {
    int index = schema.monitoring().windows().indexOf(window);
    if (recent == null || index < 0) {
      return null;
    }
    return ended ? recent.lastOf(index) : recent.recentOf(index);
  }

  /** Returns the columns that are counted. */
  public Layout layout() {
    return counters.layout();
  }

  /** Returns how right the version's predictions are. */
  public VersionPerformance performance() {
    return performance;
  }

  /** Returns what was counted since the version was loaded. */
  public Counts counts() {
    return counters.snapshot();
  }

  /** Faults of requests since the version was loaded. */
  public InputFaults faults() {
    return faults.figures(counters.unseen());
  }

  /** Requests since the version was loaded. */
  public RequestFigures requests() {
    return requests.figures();
  }

  /** Rows predicted or observed since the version was loaded. */
  public long rows() {
    return rows.sum();
  }

  /** Returns when the rows were predicted that came last; null if none came since the load. */
  public @Nullable Instant lastPrediction() {
    long at = lastPredictedAt;
    return at == 0 ? null : Instant.ofEpochMilli(at);
  }

  /** Returns what monitoring lost in {@code stage}. */
  public long dropped(Stage stage) {
    return lost(stage).sum();
  }

  /** Returns what was last found of the version's windows. */
  public VersionReports reports() {
    return reports;
  }

  /**
   * Closes what is due, and leaves it to {@link #advance} to make something of it: so rows that
   * come while one version's windows are judged do not get into the windows of the next.
   */
  public void close(ClockTime now) {
    synchronized (windows) {
      if (windows.stream().anyMatch(window -> window.isDue(now))) {
        take();
        for (int i = 0; i < windows.size(); i++) {
          if (windows.get(i).close(now) && recent != null) {
            recent.ended(i);
          }
        }
        segments.forEach(segment -> segment.close(now));
      }
    }
  }

  /** Closes what is due; each tumbling window that has ended is in the result of one call. */
  public List<EndedSlot> advance(ClockTime now) {
    synchronized (windows) {
      close(now);
      List<EndedSlot> ended = new ArrayList<>();
      for (int i = 0; i < windows.size(); i++) {
        WindowDeltas window = windows.get(i);
        if (window.hasClosed()) {
          Optional<WindowCounts> tumbling = window.advance(now);
          ended.add(
              new EndedSlot(window.window(), window.rolling(now), tumbling, segmentsEnded(i, now)));
        }
      }
      return ended;
    }
  }

  /** Returns what was counted in one of the version's windows until now, and in the one before. */
  public Recent recent(Window window, ClockTime now) {
    synchronized (windows) {
      take();
      WindowDeltas deltas = windows.get(schema.monitoring().windows().indexOf(window));
      return new Recent(deltas.rolling(now), deltas.previous());
    }
  }

  private Map<String, Map<String, WindowCounts>> segmentsEnded(int window, ClockTime now) {
    Map<String, Map<String, WindowCounts>> ended = new LinkedHashMap<>();
    for (SegmentWindows segment : segments) {
      Map<String, WindowCounts> spans = segment.advance(window, now);
      if (!spans.isEmpty()) {
        ended.put(segment.column(), spans);
      }
    }
    return ended;
  }

  /**
   * Returns what was counted of each value of a segment column in a window until now; empty if
   * none.
   */
  public Optional<Map<String, WindowCounts>> recentSegments(
      String column, Window window, ClockTime now) {
    synchronized (windows) {
      take();
      int index = schema.monitoring().windows().indexOf(window);
      return segments.stream()
          .filter(segment -> segment.column().equals(column))
          .findFirst()
          .map(segment -> segment.rolling(index, now));
    }
  }

  /** Returns what was counted since this was last called, by kind. */
  public Map<CountKind, WindowCounts> takeUnkept(ClockTime now) {
    synchronized (windows) {
      take();
      Map<CountKind, WindowCounts> taken = new LinkedHashMap<>();
      taken.put(CountKind.ALL_ROWS, unkept.until(now.wall()));
      for (SegmentWindows segment : segments) {
        segment
            .takeUnkept()
            .forEach(
                (value, counts) ->
                    taken.put(
                        CountKind.segment(segment.column(), value),
                        new WindowCounts(unkept.from(), now.wall(), counts.rows(), counts)));
      }
      unkept = nothingAt(now);
      return taken;
    }
  }

  private WindowCounts nothingAt(ClockTime moment) {
    return new WindowCounts(moment.wall(), moment.wall(), 0, layout().empty());
  }

  public void dropped(Stage stage, long count) {
    lost(stage).add(count);
  }

  private LongAdder lost(Stage stage) {
    return Objects.requireNonNull(dropped.get(stage));
  }

  /** Moves what was counted since the last call into every window's open delta. */
  private void take() {
    Counts counts = counters.takeDelta().with(faults.takeDelta(layout()));
    long total = rows.sum();
    long taken = counts.columns().isEmpty() ? total - rowsTaken : counts.rows();
    rowsTaken = total;
    for (WindowDeltas window : windows) {
      window.add(taken, counts);
    }
    unkept = unkept.plus(taken, counts);
    segments.forEach(SegmentWindows::take);
  }
}
