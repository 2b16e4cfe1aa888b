package com.nextgen.ml.service.app;

import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.dedup.DeduplicatingObservers;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.OutcomeFeed;
import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.history.delta.PastDeltas;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.Unwatched;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of the service behind its address, wired.
 *
 * @param recording null where there is no store
 */
record Rooms(InferencePool pool, Monitor monitor, Loading loading, @Nullable Recording recording) {

  /**
   * Wires what the settings ask for; nothing is loaded yet.
   *
   * @param clock what the monitor will be told
   * @param onVerdict receives each verdict on a window that ended
   */
  static Rooms of(
      ServiceSettings settings, Supplier<ClockTime> clock, Consumer<WindowVerdict> onVerdict) {
    InferencePool pool = new InferencePool(settings.threads(), settings.waiting());
    StoreSettings kept = settings.store();
    return kept == null
        ? withoutStore(settings, pool, clock, onVerdict)
        : withStore(settings, kept, pool, clock, onVerdict);
  }

  private static Rooms withoutStore(
      ServiceSettings settings,
      InferencePool pool,
      Supplier<ClockTime> clock,
      Consumer<WindowVerdict> onVerdict) {
    Monitor monitor = new Monitor(clock, stripes(settings), onVerdict);
    VersionObservers observers =
        deduplicated(
            settings, counting(settings, monitor), () -> clock.get().wall().toEpochMilli());
    return new Rooms(pool, monitor, Loading.of(settings, observers), null);
  }

  private static Rooms withStore(
      ServiceSettings settings,
      StoreSettings kept,
      InferencePool pool,
      Supplier<ClockTime> clock,
      Consumer<WindowVerdict> onVerdict) {
    LongSupplier millis = () -> clock.get().wall().toEpochMilli();
    Store store = Store.start(kept.address());
    StoredHistory counts =
        new StoredHistory(
            store, UUID.randomUUID().toString(), kept.pace().lease(), System::nanoTime);
    Monitor monitor = new Monitor(clock, stripes(settings), onVerdict, counts, counts);
    History history = new History(counts, kept.pace(), monitor, new VerdictLog()::write);
    PastRows past =
        settings.watched() ? new PastDeltas(counts.replica(), counts.pastWindows()) : PastRows.NONE;
    Feedback feedback = feedback(store, counting(settings, monitor), past, kept, millis);
    Loading loading = Loading.of(settings, deduplicated(settings, feedback.versions(), null));
    ModelTable models = loading.models();
    ConceptWatch concept = new ConceptWatch(store, models::versions, history::judges, millis);
    Runnable outcomes =
        settings.watched()
            ? new OutcomeFeed(store, monitor, models::versions, millis)::tick
            : () -> {};
    return new Rooms(
        pool, monitor, loading, new Recording(store, feedback, history, concept, outcomes, clock));
  }

  /** As many as threads that count: the event loops and the pool. */
  private static int stripes(ServiceSettings settings) {
    return 2 * settings.threads();
  }

  private static VersionObservers counting(ServiceSettings settings, Monitor monitor) {
    return settings.watched() ? monitor : new Unwatched();
  }

  private static VersionObservers deduplicated(
      ServiceSettings settings, VersionObservers told, @Nullable LongSupplier unkept) {
    return settings.watched() ? new DeduplicatingObservers(told, unkept, System::nanoTime) : told;
  }

  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
  private static Feedback feedback(
      Store store,
      VersionObservers counting,
      PastRows past,
      StoreSettings kept,
      LongSupplier millis) {
    String subjectKey = kept.subjectKey();
    return new Feedback(
        store,
        counting,
        past,
        subjectKey == null ? null : subjectKey.getBytes(StandardCharsets.UTF_8),
        millis,
        kept.predictions());
  }

  /** Moves the windows on. */
  void moveOn(ClockTime now) {
    try {
      monitor.tick(now.nanos(), now.wall());
    } finally { // a replica whose windows fail is still there, and says so to the others
      if (recording != null) {
        recording.tick(now);
      }
    }
  }
}
