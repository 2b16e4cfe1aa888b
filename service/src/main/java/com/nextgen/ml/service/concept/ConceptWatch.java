package com.nextgen.ml.service.concept;

import com.nextgen.ml.monitoring.concept.ConceptDetectors;
import com.nextgen.ml.monitoring.concept.ConceptReport;
import com.nextgen.ml.monitoring.concept.DetectorStatus;
import com.nextgen.ml.monitoring.concept.LossPlace;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.history.verdict.VerdictRows;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredConcept;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the detectors of every loaded version with its matured labels, in the order in which the
 * store committed them: what they say is a function of the log alone, whichever replica reads it
 * and however often it is started. Of several replicas one feeds; the others show what it found.
 */
public final class ConceptWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConceptWatch.class);
  private static final int PAGE = 1_000;

  /** How many pages of a version are read at a time, so that others have their turn. */
  private static final int MAX_PAGES = 200;

  private final Store store;
  private final OutcomeReader outcomes;
  private final Supplier<List<ServedVersion>> loaded;
  private final BooleanSupplier judges;
  private final LongSupplier millis;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<VersionId, VersionConcept> versions = new HashMap<>();
  private final Map<VersionId, ConceptFigures> figures = new ConcurrentHashMap<>();

  /** The versions whose detectors are as the store has them. */
  private final Set<VersionId> current = new HashSet<>();

  /** The versions of whose failure the log has been told. */
  private final Set<VersionId> failing = new HashSet<>();

  /**
   * @param loaded the versions that are loaded now
   * @param judges whether this replica feeds the detectors
   * @param millis the time in milliseconds since 1970
   */
  public ConceptWatch(
      Store store,
      Supplier<List<ServedVersion>> loaded,
      BooleanSupplier judges,
      LongSupplier millis) {
    this.store = store;
    this.outcomes = new OutcomeReader(store);
    this.loaded = loaded;
    this.judges = judges;
    this.millis = millis;
  }

  /**
   * Takes the labels that have come and matured. Waits for the store, so it is not to be called by
   * a thread that others wait for. Does nothing while another call is under way. Never throws.
   */
  public void tick() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      List<ServedVersion> now = loaded.get();
      Set<VersionId> ids = now.stream().map(ServedVersion::id).collect(Collectors.toSet());
      versions.keySet().retainAll(ids);
      current.retainAll(ids);
      figures.keySet().retainAll(ids);
      failing.retainAll(ids);
      now.forEach(this::tick);
    } finally {
      lock.unlock();
    }
  }

  private void tick(ServedVersion served) {
    VersionConcept version = versions.get(served.id());
    if (version == null || !version.isOf(served)) {
      version = new VersionConcept(served);
      versions.put(served.id(), version);
      current.remove(served.id());
    }
    try {
      if (version.canBeWatched()) {
        advance(version);
      }
      show(version);
      failing.remove(version.id());
    } catch (StoreException e) {
      current.remove(version.id());
      if (failing.add(version.id())) {
        LOG.warn("labels of {} cannot be read now: {}", version.id(), e.problem());
      }
    } catch (RuntimeException | Error e) {
      current.remove(version.id());
      if (failing.add(version.id())) {
        LOG.error("labels of {} cannot be taken", version.id(), e);
      }
    }
  }

  private void advance(VersionConcept version) {
    boolean judge = judges.getAsBoolean();
    if (!judge || !version.hasBegun() || !current.contains(version.id())) {
      restore(version);
    }
    if (!judge || !version.hasBegun()) {
      return;
    }
    current.add(version.id());
    for (int page = 0; page < MAX_PAGES && judges.getAsBoolean(); page++) {
      long before = version.reached();
      List<Outcome> next = after(version, before);
      List<LossPlace> alarms = version.feed(next, millis.getAsLong());
      if (version.reached() == before) {
        return;
      }
      if (!save(version, before, rows(version, alarms))) {
        // Another replica was there first: what it found counts.
        restore(version);
        return;
      }
      alarms.forEach(alarm -> tell(version, alarm.at()));
      show(version);
    }
  }

  private void restore(VersionConcept version) {
    VersionId id = version.id();
    StoredConcept stored =
        store.read(
            transaction ->
                transaction
                    .model(id.model())
                    .map(model -> transaction.concepts().find(model, id.version()))
                    .orElse(null));
    version.restore(stored, labelsADay(version, stored));
  }

  /** Of what the policy says, or else of the first day, unless the detectors have begun with it. */
  private OptionalDouble labelsADay(VersionConcept version, @Nullable StoredConcept stored) {
    OptionalDouble declared = version.declaredLabelsADay();
    if (declared.isPresent() || stored != null) {
      return declared;
    }
    LabelRateEstimate day = version.firstDay();
    for (int page = 0; page < MAX_PAGES && !day.isOver(); page++) {
      List<Outcome> next = after(version, day.scanned());
      day.add(next);
      if (next.size() < PAGE) {
        return day.labelsADay(millis.getAsLong());
      }
    }
    return day.isOver() ? day.labelsADay(millis.getAsLong()) : OptionalDouble.empty();
  }

  private List<Outcome> after(VersionConcept version, long place) {
    return outcomes.after(version.id().model(), place, PAGE);
  }

  /** Returns a model's last outcomes up to a place, by which a change is explained. */
  private List<Outcome> last(String model, long upTo) {
    return outcomes.last(model, upTo, ConceptDetectors.HOLD);
  }

  /** Returns how alarms are kept: each with what can be said of why and where now. */
  private List<StoredVerdict> rows(VersionConcept version, List<LossPlace> alarms) {
    if (alarms.isEmpty()) {
      return List.of();
    }
    ConceptReport report =
        version.explained(version.report(), last(version.id().model(), version.reached()));
    Instant now = Instant.ofEpochMilli(millis.getAsLong());
    return alarms.stream()
        .map(alarm -> VerdictRows.alarm(version.id(), alarm.at(), alarm.number(), report, now))
        .toList();
  }

  /** Moves the detectors on and keeps their alarms: either both are committed or none. */
  private boolean save(VersionConcept version, long before, List<StoredVerdict> alarms) {
    StoredConcept state = version.state();
    VersionId id = version.id();
    return store.writeNow(
        Durability.UNSYNCED,
        transaction -> {
          long model = transaction.models().key(id.model());
          boolean moved = transaction.concepts().move(model, id.version(), before, state);
          if (moved) {
            transaction.verdicts().add(model, alarms);
          }
          return moved;
        });
  }

  private static void tell(VersionConcept version, Instant at) {
    LOG.atWarn()
        .addKeyValue("model", version.id().model())
        .addKeyValue("version", version.id().version())
        .addKeyValue("predictedAt", at)
        .log("concept drift");
  }

  private void show(VersionConcept version) {
    ConceptReport report = version.report();
    Set<String> raising =
        report.detectors().stream()
            .map(DetectorStatus::detector)
            .filter(version::raises)
            .collect(Collectors.toSet());
    figures.put(version.id(), new ConceptFigures(report, raising, version.reached()));
  }

  /** Returns what is known of each version, without cause and place. */
  public Map<VersionId, ConceptFigures> figures() {
    return Map.copyOf(figures);
  }

  /**
   * Returns what is known of a version, with cause and place by its last {@value
   * ConceptDetectors#HOLD} labels; these are left out while the store cannot be read.
   */
  public ConceptReport report(ServedVersion served) {
    ConceptFigures known = figures.get(served.id());
    VersionConcept version = new VersionConcept(served);
    if (known == null) {
      return version.report();
    }
    if (known.report().verdict() != Verdict.DRIFTED) {
      return known.report();
    }
    try {
      return version.explained(known.report(), last(served.id().model(), known.reached()));
    } catch (StoreException e) {
      return known.report();
    }
  }
}
