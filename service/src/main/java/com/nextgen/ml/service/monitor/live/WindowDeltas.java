package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.codec.CompactCounts;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The counts of one window as deltas a twelfth of its length apart, so that the window now and the
 * one before are sums of deltas whatever their length. Not thread-safe.
 *
 * <p>Time is cut into slots, twelve a window, by the monotonic clock, and such that a window begins
 * at a multiple of its length since 1970, as rehearsed windows and those of other replicas do. The
 * first window lasts from the origin to the next of these moments. A delta is closed by the first
 * {@link #advance} after its slot's end and takes in all that was counted until then. If that came
 * a minute late or more, or the wall clock was set meanwhile, its times say so; else they are those
 * of the slot, as the history counts a minute that is written a little late. A tumbling window is
 * twelve slots from a multiple of twelve on; it has the deltas that began in it.
 */
final class WindowDeltas {
  private static final int SLOTS = 12;
  private static final Duration LATE = Duration.ofMinutes(1);

  /** A closed delta over the slots {@code [first, end)}, in little memory. */
  private record Delta(
      long first, long end, Instant from, Instant to, long rows, CompactCounts counts) {

    static Delta of(long first, long end, WindowCounts span) {
      return new Delta(
          first, end, span.from(), span.to(), span.rows(), CompactCounts.of(span.counts()));
    }

    WindowCounts span() {
      return new WindowCounts(from, to, rows, counts.expand());
    }
  }

  private final Window window;
  private final Layout layout;

  /** When the window began that the origin is in, on both clocks. */
  private final ClockTime began;

  private final Deque<Delta> closed = new ArrayDeque<>();
  private WindowCounts open;
  private long openSlot;

  /** Since the last {@link #advance}: whether a delta was closed, and a tumbling window with it. */
  private boolean hasClosed;

  private boolean hasEnded;

  /** The first slot of that window. */
  private long endedFirst;

  /**
   * @param origin when counting began
   */
  WindowDeltas(Window window, Layout layout, ClockTime origin) {
    this.window = window;
    this.layout = layout;
    this.began = origin.plus(sinceMultiple(origin.wall(), window.length()).negated());
    this.open = nothingAt(origin.wall());
    this.openSlot = slotOf(origin);
  }

  private static Duration sinceMultiple(Instant wall, Duration length) {
    Duration sinceEpoch = Duration.between(Instant.EPOCH, wall);
    return Duration.ofNanos(Math.floorMod(sinceEpoch.toNanos(), length.toNanos()));
  }

  Window window() {
    return window;
  }

  /** Adds to the open delta. */
  void add(long rows, Counts counts) {
    open = open.plus(rows, counts);
  }

  /** Whether the open delta's slot has ended. */
  boolean isDue(ClockTime now) {
    return slotOf(now) > openSlot;
  }

  /**
   * Closes the open delta if it is due. Takes little time, so that many windows can be closed at
   * one moment; {@link #advance} makes something of it.
   *
   * @return whether a tumbling window has ended by that
   */
  boolean close(ClockTime now) {
    if (!isDue(now) || hasClosed) { // one that nobody has looked at yet is not passed over
      return false;
    }
    long slot = slotOf(now);
    Instant cut = startOf(slot, now);
    closed.add(Delta.of(openSlot, slot, open.until(cut)));
    long first = openSlot - openSlot % SLOTS;
    hasClosed = true;
    hasEnded = slot >= first + SLOTS;
    endedFirst = first;
    open = nothingAt(cut);
    openSlot = slot;
    return hasEnded;
  }

  /** Whether a delta was closed since {@link #advance} was last called. */
  boolean hasClosed() {
    return hasClosed;
  }

  /**
   * Closes the open delta if it is due, and looks at what was closed since the last call.
   *
   * @return the tumbling window that has ended by that; empty if none has
   */
  Optional<WindowCounts> advance(ClockTime now) {
    close(now);
    Optional<WindowCounts> tumbling =
        hasEnded ? sum(delta -> delta.first >= endedFirst) : Optional.empty();
    hasClosed = false;
    hasEnded = false;
    closed.removeIf(delta -> delta.end <= openSlot - 2 * SLOTS);
    return tumbling;
  }

  /** The open delta and the twelve slots before it: at most a twelfth more than the window. */
  WindowCounts rolling(ClockTime now) {
    WindowCounts end = open.until(now.wall());
    return sum(delta -> delta.end > openSlot - SLOTS).map(span -> span.then(end)).orElse(end);
  }

  /** The twelve slots before those of {@link #rolling}; empty if that is before the origin. */
  Optional<WindowCounts> previous() {
    return sum(delta -> delta.end <= openSlot - SLOTS && delta.end > openSlot - 2 * SLOTS);
  }

  private Optional<WindowCounts> sum(Predicate<Delta> chosen) {
    return closed.stream().filter(chosen).map(Delta::span).reduce(WindowCounts::then);
  }

  private WindowCounts nothingAt(Instant moment) {
    return new WindowCounts(moment, moment, 0, layout.empty());
  }

  /**
   * Returns when a slot began by the wall clock; now, if that was long ago or the clock was set.
   */
  private Instant startOf(long slot, ClockTime now) {
    Instant start = began.wall().plus(window.length().multipliedBy(slot).dividedBy(SLOTS));
    return Duration.between(start, now.wall()).abs().compareTo(LATE) < 0 ? start : now.wall();
  }

  private long slotOf(ClockTime now) {
    return Math.floorDiv((now.nanos() - began.nanos()) * SLOTS, window.length().toNanos());
  }
}
