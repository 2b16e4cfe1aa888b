package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.inference.loading.VersionLoader.Opened;
import com.nextgen.ml.service.registry.AliasChange;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.RegistrySnapshot;
import com.nextgen.ml.service.registry.Revision;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaded versions: those that aliases name, or else the highest of each model.
 *
 * <p>Requests read one immutable map and never wait. Versions are read, opened and run once on
 * threads of their own and under a limit of time, so that none waits for another. Changes of what
 * serves are made one at a time: a version takes the place of another, which closes when its last
 * lease ends. What does not load leaves in place what served before.
 */
public final class ModelTable implements ServedModels, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelTable.class);

  private static final int SECONDS_TO_CLOSE = 2;

  private final ModelRegistry registry;
  private final VersionLoader loader;
  private final VersionLoads loads;
  private final LoadFailures failures = new LoadFailures();
  private final ReentrantLock changing = new ReentrantLock();
  private boolean closed;
  private final ServingTable table = new ServingTable();

  public ModelTable(ModelRegistry registry, ModelOpener opener, VersionObservers observers) {
    this.registry = registry;
    this.loader = new VersionLoader(registry, opener, observers);
    this.loads = new VersionLoads(loader);
  }

  @Override
  public @Nullable Lease lease(String model) {
    return table.lease(model, Serving::standard);
  }

  @Override
  public @Nullable Lease lease(String model, int version) {
    return table.lease(model, serving -> serving.versions().get(version));
  }

  @Override
  public List<ServedVersion> versions() {
    return table.versions();
  }

  /** Returns how often versions of each model of the registry failed to load. */
  public Map<String, Long> loadErrors() {
    return failures.counts();
  }

  /**
   * Returns of each model of the registry how many versions should serve and do not load as their
   * files are now; one more if the model itself cannot be read.
   */
  public Map<String, Integer> failing() {
    Map<String, Integer> failing = new TreeMap<>();
    registry
        .snapshot()
        .models()
        .values()
        .forEach(
            model -> failing.put(model.name(), failures.failing(model.name(), model.wanted())));
    return failing;
  }

  /** Returns how many threads are busy still with loads that were given up. */
  public int hangingLoads() {
    return loads.hanging();
  }

  /** Returns every model of the registry, by name. */
  public List<ModelStatus> statuses() {
    TreeSet<String> names = new TreeSet<>(table.names());
    RegistrySnapshot snapshot = registry.snapshot();
    names.addAll(snapshot.models().keySet());
    return names.stream().map(name -> status(name, snapshot.model(name))).toList();
  }

  /** Returns a model of the registry; null if there is none of that name. */
  public @Nullable ModelStatus status(String model) {
    RegistrySnapshot.Model registered = registry.snapshot().model(model);
    return registered == null && !table.names().contains(model) ? null : status(model, registered);
  }

  private ModelStatus status(String model, RegistrySnapshot.@Nullable Model registered) {
    return ModelStatus.of(
        model,
        table.of(model),
        registered,
        version -> failures.message(new VersionId(model, version)));
  }

  /**
   * Begins to load, and retires, versions so that what serves is what the registry says, as far as
   * it loads. Waits for no load: each takes its place when it has arrived. Files that failed to
   * load are tried again only once they change.
   *
   * <p>What the registry says is looked up behind the lock: a promotion that comes between a poll
   * and this must not be taken back.
   */
  public void sync(Instant now) {
    changing.lock();
    try {
      RegistrySnapshot snapshot = registry.snapshot();
      for (RegistrySnapshot.Model model : snapshot.models().values()) {
        if (failures.know(model.name(), model.problem())) {
          LOG.warn("{}: {}", model.name(), model.problem());
        }
        if (model.problem() == null) {
          sync(model, now);
        }
      }
      TreeSet<String> known = new TreeSet<>(table.names());
      known.addAll(failures.counts().keySet()); // what never loaded must be forgotten, too
      for (String name : known) {
        if (snapshot.model(name) == null) {
          table.swap(name, Serving.NOTHING, new TreeMap<>());
        }
      }
      failures.retain(snapshot.models().keySet());
    } finally {
      changing.unlock();
    }
  }

  private void sync(RegistrySnapshot.Model model, Instant now) {
    for (int version : model.wanted()) {
      VersionId id = new VersionId(model.name(), version);
      Revision files = model.version(version);
      if (isToLoad(id, files)) {
        loads.begin(id, (opened, failure) -> arrived(id, files, opened, failure, now));
      }
    }
    take(model, new TreeMap<>(table.of(model.name()).versions()));
  }

  private void take(RegistrySnapshot.Model model, SortedMap<Integer, LoadedVersion> loaded) {
    int highest = model.versions().isEmpty() ? 0 : model.versions().lastKey();
    Serving before = table.of(model.name());
    table.swap(model.name(), before.next(model.aliases(), highest, loaded), loaded);
  }

  /** Whether there are files that are neither loaded nor known not to load. */
  private boolean isToLoad(VersionId id, @Nullable Revision files) {
    LoadedVersion loaded = table.of(id.model()).versions().get(id.version());
    if (files == null) {
      if (loaded == null && failures.message(id) == null) {
        failed(id, null, "an alias names it, but it is not in the registry", null);
      }
      return false;
    }
    if (loaded != null && loaded.files().equals(files)) {
      failures.clear(id);
      return false;
    }
    return !failures.knows(id, files);
  }

  /** A load has ended, in whatever way. */
  private void arrived(
      VersionId id,
      @Nullable Revision files,
      @Nullable Opened opened,
      @Nullable Throwable failure,
      Instant now) {
    changing.lock();
    try {
      RegistrySnapshot.Model model = registry.snapshot().model(id.model());
      if (closed || model == null || (opened != null && !model.wanted().contains(id.version()))) {
        if (opened != null) {
          opened.close();
        }
      } else if (opened == null) {
        Revision failing = failure instanceof IOException ? null : files;
        failed(id, failing, LoadFailures.said(failure), failure);
      } else {
        SortedMap<Integer, LoadedVersion> loaded = new TreeMap<>(table.of(id.model()).versions());
        loaded.put(id.version(), served(id, opened, now));
        take(model, loaded);
      }
    } catch (RuntimeException | Error e) {
      failed(id, files, LoadFailures.said(e), e);
    } finally {
      changing.unlock();
    }
  }

  /**
   * Waits until nothing is being loaded of what {@link #sync} began.
   *
   * @return false if the time was over before
   */
  public boolean awaitLoads(Duration time) throws InterruptedException {
    return loads.await(time);
  }

  private LoadedVersion served(VersionId id, Opened opened, Instant now) {
    LoadedVersion version = loader.served(id, opened, now);
    failures.clear(id);
    return version;
  }

  private void failed(
      VersionId id, @Nullable Revision files, String message, @Nullable Throwable cause) {
    if (failures.add(id, files, message)) {
      LOG.warn("{} does not load: {}", id, message, cause);
    }
  }

  /**
   * Makes an alias name a version: loads it and runs it first, then records the change, then lets
   * it serve. If any of this fails, what served before serves on.
   *
   * @param caller who wants it, for the record
   * @throws IOException if the registry cannot be read or written now
   */
  public Promotion promote(
      String model, String alias, int version, String reason, String caller, Instant now)
      throws IOException {
    try {
      AliasChange.check(alias, reason);
    } catch (IllegalArgumentException e) {
      return new Promotion.Invalid(String.valueOf(e.getMessage()));
    }
    if (!registry.has(model, version)) {
      return new Promotion.Unknown(registry.snapshot().unknown(model, version));
    }
    VersionId id = new VersionId(model, version);
    try {
      while (true) {
        Opened opened = isLoaded(id) ? null : loads.open(id);
        changing.lock();
        try {
          if (opened != null || isLoaded(id)) {
            return name(id, opened, alias, reason, caller, now);
          }
          // It was retired between the two looks.
        } finally {
          changing.unlock();
        }
      }
    } catch (ModelLoadException e) {
      failed(id, null, String.valueOf(e.getMessage()), e.getCause());
      return new Promotion.Refused(id + " does not load: " + e.getMessage());
    } catch (RuntimeException | OutOfMemoryError e) {
      failed(id, null, LoadFailures.said(e), e);
      return new Promotion.Refused(id + " does not load: " + LoadFailures.said(e));
    }
  }

  /**
   * Removes an alias; versions that nothing else names are let go. {@code production} stays: it
   * says which version answers.
   *
   * @param caller who wants it, for the record
   * @throws IOException if the registry cannot be read or written now
   */
  public Promotion removeAlias(
      String model, String alias, String reason, String caller, Instant now) throws IOException {
    try {
      AliasChange.check(alias, reason);
    } catch (IllegalArgumentException e) {
      return new Promotion.Invalid(String.valueOf(e.getMessage()));
    }
    if (alias.equals(Serving.PRODUCTION)) {
      return new Promotion.Refused("'production' says which version answers; move it instead");
    }
    changing.lock();
    try {
      RegistrySnapshot.Model registered = registry.snapshot().model(model);
      if (registered == null || !registered.aliases().containsKey(alias)) {
        return new Promotion.Unknown("model '" + model + "' has no alias '" + alias + "'");
      }
      AliasChange change = registry.removeAlias(model, alias, reason, caller, now);
      RegistrySnapshot.Model left = registry.snapshot().model(model);
      if (left != null) {
        take(left, new TreeMap<>(table.of(model).versions()));
      }
      return new Promotion.Done(change);
    } catch (RegistryException e) {
      return new Promotion.Refused(String.valueOf(e.getMessage()));
    } finally {
      changing.unlock();
    }
  }

  private boolean isLoaded(VersionId id) {
    return table.of(id.model()).versions().containsKey(id.version());
  }

  private Promotion name(
      VersionId id,
      @Nullable Opened opened,
      String alias,
      String reason,
      String caller,
      Instant now)
      throws IOException {
    Serving before = table.of(id.model());
    SortedMap<Integer, LoadedVersion> loaded = new TreeMap<>(before.versions());
    LoadedVersion added = null;
    if (opened != null && (closed || loaded.containsKey(id.version()))) {
      opened.close();
    } else if (opened != null) {
      added = served(id, opened, now);
      loaded.put(id.version(), added);
    }
    try {
      if (closed) {
        return new Promotion.Refused("the service stops");
      }
      AliasChange change = registry.setAlias(id.model(), alias, id.version(), reason, caller, now);
      TreeMap<String, Integer> wanted = new TreeMap<>(before.aliases());
      RegistrySnapshot.Model registered = registry.snapshot().model(id.model());
      if (registered != null) {
        wanted.putAll(registered.aliases());
      }
      wanted.put(alias, id.version());
      added = null;
      table.swap(id.model(), before.next(wanted, 0, loaded), loaded);
      return new Promotion.Done(change);
    } catch (RegistryException e) {
      return new Promotion.Refused(String.valueOf(e.getMessage()));
    } finally {
      if (added != null) {
        added.release();
      }
    }
  }

  /**
   * Makes {@code production} name the version it named before. Rolling back twice goes back two
   * versions.
   *
   * @throws IOException if the registry cannot be read or written now
   */
  public Promotion rollback(String model, String reason, String caller, Instant now)
      throws IOException {
    OptionalInt previous;
    try {
      previous = AliasChange.previous(registry.aliasHistory(model), Serving.PRODUCTION);
    } catch (RegistryException e) {
      return new Promotion.Unknown(String.valueOf(e.getMessage()));
    }
    return previous.isEmpty()
        ? new Promotion.Unknown("model '" + model + "' has no earlier production version")
        : promote(model, Serving.PRODUCTION, previous.getAsInt(), reason, caller, now);
  }

  /** Retires everything, unless a promotion hangs in the storage, and gives up what is loading. */
  @Override
  public void close() {
    loads.close();
    try {
      if (!changing.tryLock(SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
        LOG.warn("a change of what serves is not done, so the models are left as they are");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      closed = true;
      for (String name : table.names()) {
        table.swap(name, Serving.NOTHING, new TreeMap<>());
      }
    } finally {
      changing.unlock();
    }
  }
}
