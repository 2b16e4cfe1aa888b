package com.nextgen.ml.service.inference;

import com.nextgen.ml.service.registry.AliasChange;
import com.nextgen.ml.service.registry.Fingerprint;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.RegistrySnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaded versions: those that aliases name, or else the highest of each model.
 *
 * <p>Requests read one immutable map and never wait. Changes are made one at a time: a version is
 * read, opened and run once before it takes the place of another, which closes when its last lease
 * ends. What does not load leaves in place what served before.
 */
public final class ModelTable implements ServedModels, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelTable.class);

  private final ModelRegistry registry;
  private final VersionLoader loader;
  private final LoadFailures failures = new LoadFailures();
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Map<String, Serving> table = Map.of();

  public ModelTable(ModelRegistry registry, OnnxRuntime runtime, VersionObservers observers) {
    this.registry = registry;
    this.loader = new VersionLoader(registry, runtime, observers);
  }

  @Override
  public @Nullable Lease lease(String model) {
    while (true) {
      Serving serving = table.get(model);
      LoadedVersion version = serving == null ? null : serving.standard();
      if (version == null) {
        return null;
      }
      if (version.hold()) {
        return new VersionLease(version);
      }
      // It was retired since the table was read, so the table is another one by now.
    }
  }

  @Override
  public @Nullable Lease lease(String model, int version) {
    while (true) {
      Serving serving = table.get(model);
      LoadedVersion loaded = serving == null ? null : serving.versions().get(version);
      if (loaded == null) {
        return null;
      }
      if (loaded.hold()) {
        return new VersionLease(loaded);
      }
    }
  }

  @Override
  public List<ServedVersion> versions() {
    List<ServedVersion> versions = new ArrayList<>();
    table.values().forEach(serving -> versions.addAll(serving.versions().values()));
    return versions;
  }

  /** How often versions of each model of the registry failed to load. */
  public Map<String, Long> loadErrors() {
    return failures.counts();
  }

  /** Every model of the registry, by name. */
  public List<ModelStatus> statuses() {
    TreeSet<String> names = new TreeSet<>(table.keySet());
    RegistrySnapshot snapshot = registry.snapshot();
    names.addAll(snapshot.models().keySet());
    return names.stream().map(name -> status(name, snapshot.model(name))).toList();
  }

  /** A model of the registry; null if there is none of that name. */
  public @Nullable ModelStatus status(String model) {
    RegistrySnapshot.Model registered = registry.snapshot().model(model);
    return registered == null && !table.containsKey(model) ? null : status(model, registered);
  }

  private ModelStatus status(String model, RegistrySnapshot.@Nullable Model registered) {
    Serving serving = table.getOrDefault(model, Serving.NOTHING);
    TreeSet<Integer> numbers = new TreeSet<>(serving.versions().keySet());
    if (registered != null) {
      numbers.addAll(registered.versions().keySet());
      numbers.addAll(registered.aliases().values());
    }
    List<ModelStatus.Version> versions = new ArrayList<>();
    for (int number : numbers) {
      boolean loaded = serving.versions().containsKey(number);
      String problem = failures.message(new VersionId(model, number));
      if (loaded || problem != null || (registered != null && registered.version(number) != null)) {
        versions.add(new ModelStatus.Version(number, loaded, problem));
      }
    }
    LoadedVersion standard = serving.standard();
    return new ModelStatus(
        model,
        standard == null ? OptionalInt.empty() : OptionalInt.of(standard.id().version()),
        serving.aliases(),
        versions,
        registered == null ? null : registered.problem());
  }

  /**
   * Loads and retires versions so that what serves is what the registry says, as far as it loads.
   * Files that failed to load are tried again only once they change.
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
      for (String name : table.keySet()) {
        if (snapshot.model(name) == null) {
          swap(name, Serving.NOTHING, new TreeMap<>());
          failures.forget(name);
        }
      }
    } finally {
      changing.unlock();
    }
  }

  private void sync(RegistrySnapshot.Model model, Instant now) {
    Serving before = table.getOrDefault(model.name(), Serving.NOTHING);
    SortedMap<Integer, LoadedVersion> loaded = new TreeMap<>(before.versions());
    int highest = model.versions().isEmpty() ? 0 : model.versions().lastKey();
    TreeSet<Integer> wanted = new TreeSet<>(model.aliases().values());
    if (wanted.isEmpty() && highest > 0) {
      wanted.add(highest);
    }
    for (int version : wanted) {
      VersionId id = new VersionId(model.name(), version);
      LoadedVersion fresh = fresh(id, model.version(version), before.versions().get(version), now);
      if (fresh != null) {
        loaded.put(version, fresh);
      }
    }
    swap(model.name(), before.next(model.aliases(), highest, loaded), loaded);
  }

  /** The version from its present files; null if it has none, is loaded so, or does not load. */
  private @Nullable LoadedVersion fresh(
      VersionId id, @Nullable Fingerprint files, @Nullable LoadedVersion loaded, Instant now) {
    if (files == null) {
      if (loaded == null && failures.message(id) == null) {
        failed(id, null, "an alias names it, but it is not in the registry", null);
      }
      return null;
    }
    if (loaded != null && loaded.files().equals(files)) {
      failures.clear(id);
      return null;
    }
    if (failures.knows(id, files)) {
      return null;
    }
    try {
      return load(id, now);
    } catch (ModelLoadException e) {
      failed(id, files, String.valueOf(e.getMessage()), e.getCause());
    } catch (IOException e) {
      failed(id, null, "its files cannot be read now", e);
    } catch (RuntimeException | Error e) {
      failed(id, files, "an unexpected failure; the log has more", e);
    }
    return null;
  }

  private LoadedVersion load(VersionId id, Instant now) throws ModelLoadException, IOException {
    LoadedVersion version = loader.load(id, now);
    failures.clear(id);
    LOG.info("loaded {}", id);
    return version;
  }

  private void failed(
      VersionId id, @Nullable Fingerprint files, String message, @Nullable Throwable cause) {
    if (failures.add(id, files, message)) {
      LOG.warn("{} does not load: {}", id, message, cause);
    }
  }

  /**
   * Makes {@code next} serve and lets go of what is in {@code loaded} or served, and is not in it.
   */
  private void swap(String model, Serving next, SortedMap<Integer, LoadedVersion> loaded) {
    List<LoadedVersion> ended = new ArrayList<>(loaded.values());
    Serving before = table.getOrDefault(model, Serving.NOTHING);
    before.versions().values().stream().filter(old -> !ended.contains(old)).forEach(ended::add);
    ended.removeAll(next.versions().values());
    Map<String, Serving> changed = new TreeMap<>(table);
    if (next.versions().isEmpty()) {
      changed.remove(model);
    } else {
      changed.put(model, next);
    }
    table = java.util.Collections.unmodifiableMap(changed);
    for (LoadedVersion version : ended) {
      LOG.info("retired {}", version.id());
      version.release();
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
    changing.lock();
    try {
      try {
        AliasChange.check(alias, reason);
      } catch (IllegalArgumentException e) {
        return new Promotion.Invalid(String.valueOf(e.getMessage()));
      }
      if (!registry.has(model, version)) {
        return new Promotion.Unknown("model '" + model + "' has no version " + version);
      }
      return promote(new VersionId(model, version), alias, reason, caller, now);
    } finally {
      changing.unlock();
    }
  }

  private Promotion promote(VersionId id, String alias, String reason, String caller, Instant now)
      throws IOException {
    Serving before = table.getOrDefault(id.model(), Serving.NOTHING);
    SortedMap<Integer, LoadedVersion> loaded = new TreeMap<>(before.versions());
    LoadedVersion added = null;
    try {
      if (!loaded.containsKey(id.version())) {
        added = load(id, now);
        loaded.put(id.version(), added);
      }
      AliasChange change = registry.setAlias(id.model(), alias, id.version(), reason, caller, now);
      TreeMap<String, Integer> wanted = new TreeMap<>(before.aliases());
      RegistrySnapshot.Model registered = registry.snapshot().model(id.model());
      if (registered != null) {
        wanted.putAll(registered.aliases());
      }
      wanted.put(alias, id.version());
      added = null;
      swap(id.model(), before.next(wanted, 0, loaded), loaded);
      return new Promotion.Done(change);
    } catch (ModelLoadException e) {
      failed(id, null, String.valueOf(e.getMessage()), e.getCause());
      return new Promotion.Refused(id + " does not load: " + e.getMessage());
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

  /** Retires everything. */
  @Override
  public void close() {
    changing.lock();
    try {
      for (String name : table.keySet()) {
        swap(name, Serving.NOTHING, new TreeMap<>());
      }
    } finally {
      changing.unlock();
    }
  }
}
