package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.check.AskedWindow;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.CountedWindow;
import com.nextgen.ml.service.monitor.check.EndedWindow;
import com.nextgen.ml.service.monitor.check.Scope;
import com.nextgen.ml.service.monitor.check.VerdictSink;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.Stage;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reports of windows that nobody asks for: looks at rolling ones, verdicts on those that
 * ended.
 *
 * @param history where it is shared, windows that end are judged over all replicas
 * @param onVerdict receives each verdict on a window that ended once
 * @param kept keeps the verdicts on what this process counted alone
 */
record WindowJudge(CountsHistory history, Consumer<WindowVerdict> onVerdict, VerdictSink kept) {

  /**
   * Looks at a window of which a slot has ended.
   *
   * @param own what this process counted in it until now
   */
  void look(AskedWindow window, WindowCounts own) {
    for (Check<?> check : Checks.ALL) {
      try {
        look(check, window, own);
      } catch (RuntimeException e) {
        window.version().dropped(Stage.EVALUATE, 1);
      }
    }
  }

  private static <R> void look(Check<R> check, AskedWindow window, WindowCounts own) {
    check
        .look(window, own)
        .ifPresent(
            report -> window.version().reports().looked(check.type(), window.window(), report));
  }

  /**
   * Judges what this process counted in a window that has ended; with it, of one that had begun
   * before the version was loaded, what the history has of an earlier run.
   */
  void judgeOwn(
      VersionMonitor version,
      Window window,
      WindowCounts counted,
      Map<String, Map<String, WindowCounts>> segments,
      Instant now) {
    try {
      Map<CountKind, WindowCounts> earlier = earlierIn(version, window, counted.from());
      WindowVerdict verdict =
          ended(
              version,
              window,
              with(earlier.get(CountKind.ALL_ROWS), counted),
              withSegments(version, earlier, segments),
              false);
      tell(version, verdict);
      if (!kept.keep(verdict, now)) {
        version.dropped(Stage.VERDICT_LOG, 1);
      }
    } catch (RuntimeException e) {
      // One version's window must not keep the others from being judged; the metric tells.
      version.dropped(Stage.EVALUATE, 1);
    }
  }

  /** Returns what others counted in the window before {@code from}; nothing if it began then. */
  private Map<CountKind, WindowCounts> earlierIn(
      VersionMonitor version, Window window, Instant from) {
    long length = window.length().toMillis();
    Instant began = Instant.ofEpochMilli(Math.floorDiv(from.toEpochMilli(), length) * length);
    if (!began.isBefore(from)) {
      return Map.of();
    }
    return history.countedElsewhere(version.id(), version.layout(), CountKinds.ALL, began, from)
            instanceof CountsHistory.Known known
        ? known.byKind()
        : Map.of();
  }

  private static Map<String, Map<String, WindowCounts>> withSegments(
      VersionMonitor version,
      Map<CountKind, WindowCounts> earlier,
      Map<String, Map<String, WindowCounts>> segments) {
    if (earlier.isEmpty()) {
      return segments;
    }
    Map<String, Map<String, WindowCounts>> all = new LinkedHashMap<>();
    for (String column : version.schema().segmentColumns()) {
      Map<String, WindowCounts> byValue =
          new LinkedHashMap<>(segments.getOrDefault(column, Map.of()));
      CountKind.segments(earlier, column)
          .forEach((value, span) -> byValue.merge(value, span, WindowCounts::with));
      all.put(column, byValue);
    }
    return all;
  }

  private static WindowCounts with(@Nullable WindowCounts earlier, WindowCounts own) {
    return earlier == null ? own : own.with(earlier);
  }

  /**
   * Judges what all replicas counted in a window that has ended.
   *
   * @param byKind by the kinds of {@link CountKind}
   * @param counts whether a verdict counts; may keep it
   */
  void judge(
      VersionMonitor version,
      Window window,
      Map<CountKind, WindowCounts> byKind,
      Predicate<WindowVerdict> counts) {
    judged(version, window, byKind, false)
        .filter(counts)
        .ifPresent(verdict -> tell(version, verdict));
  }

  /** Judges a window that ended long ago without telling anybody; empty if it has no counts. */
  Optional<WindowVerdict> judgePast(
      VersionMonitor version, Window window, Map<CountKind, WindowCounts> byKind) {
    return judged(version, window, byKind, true);
  }

  private Optional<WindowVerdict> judged(
      VersionMonitor version, Window window, Map<CountKind, WindowCounts> byKind, boolean past) {
    WindowCounts all = byKind.get(CountKind.ALL_ROWS);
    if (all == null) {
      return Optional.empty();
    }
    Map<String, Map<String, WindowCounts>> segments = new LinkedHashMap<>();
    for (String column : version.schema().segmentColumns()) {
      segments.put(column, CountKind.segments(byKind, column));
    }
    return Optional.of(ended(version, window, all, segments, past));
  }

  private WindowVerdict ended(
      VersionMonitor version,
      Window window,
      WindowCounts counted,
      Map<String, Map<String, WindowCounts>> segments,
      boolean past) {
    OutcomeCounts none = version.performance().sum().counts();
    return WindowVerdict.of(
        new EndedWindow(counted(version, window, counted), segments, none, past),
        Checks.WHEN_ENDED);
  }

  private void tell(VersionMonitor version, WindowVerdict verdict) {
    version.reports().show(verdict.findings());
    onVerdict.accept(verdict);
  }

  /** Judges a window whose labels have matured. */
  WindowVerdict judgeMatured(
      VersionMonitor version, Window window, WindowCounts predicted, OutcomeCounts outcomes) {
    WindowVerdict verdict =
        WindowVerdict.of(
            new EndedWindow(counted(version, window, predicted), Map.of(), outcomes, true),
            Checks.WHEN_MATURED);
    verdict.showMatured(version.reports());
    return verdict;
  }

  private CountedWindow counted(VersionMonitor version, Window window, WindowCounts counted) {
    return new CountedWindow(version, window, counted, Scope.of(history));
  }
}
