package com.nextgen.ml.service.registry.directory;

import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.RegistrySnapshot;
import com.nextgen.ml.service.registry.Revision;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the snapshot of a registry directory. */
final class DirectoryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

  private record Key(String model, int version) {}

  /** What aliases.yaml last said, and why it says nothing now (empty if it does). */
  private record Named(SortedMap<String, Integer> aliases, String problem) {}

  private static final int ALIASES = 0;

  private final RegistryFiles files;
  private final DirectoryScan scan;
  private final Aliases aliases;
  private final Settling<Key> settling = new Settling<>();
  private final Map<String, Named> named = new HashMap<>();

  /** Why models cannot be looked at; what was known of them stands. */
  private Map<String, String> unreadable = Map.of();

  private volatile RegistrySnapshot snapshot = RegistrySnapshot.EMPTY;

  DirectoryWatch(RegistryFiles files, DirectoryScan scan, Aliases aliases) {
    this.files = files;
    this.scan = scan;
    this.aliases = aliases;
  }

  RegistrySnapshot snapshot() {
    return snapshot;
  }

  synchronized RegistrySnapshot poll() throws IOException {
    Map<Key, Revision> seen = new HashMap<>();
    Map<String, String> failed = new TreeMap<>();
    for (String model : scan.models()) {
      try {
        look(model, seen);
      } catch (IOException e) {
        failed.put(model, "its directory cannot be read: " + RegistryFiles.reason(e));
      } catch (RegistryException | RuntimeException | Error e) {
        // Whatever it is, the other models have nothing to do with it.
        failed.put(model, "its directory cannot be read; the log says why");
        if (!unreadable.containsKey(model)) {
          LOG.error("the directory of {} cannot be read", model, e);
        }
      }
    }
    if (!failed.isEmpty()) {
      settling
          .settled()
          .forEach(
              (key, print) -> {
                if (failed.containsKey(key.model())) {
                  seen.put(key, print);
                }
              });
    }
    Set<Key> changed = settling.poll(seen);
    for (Key key : changed) {
      if (key.version() == ALIASES) {
        readAliases(key.model());
      }
    }
    boolean same = changed.isEmpty() && failed.equals(unreadable);
    unreadable = failed;
    return same ? snapshot : rebuild();
  }

  private void look(String model, Map<Key, Revision> seen) throws IOException, RegistryException {
    DirectoryScan.Found found = scan.look(model, print -> named(model, print));
    if (found != null) {
      seen.put(new Key(model, ALIASES), found.aliases());
      found.versions().forEach((version, print) -> seen.put(new Key(model, version), print));
    }
  }

  /** The versions that aliases name, and those they will name once their file has settled. */
  private Set<Integer> named(String model, Revision file) {
    Set<Integer> versions = new HashSet<>();
    Named settled = named.get(model);
    if (settled != null) {
      versions.addAll(settled.aliases().values());
    }
    if (!file.equals(settling.settled().get(new Key(model, ALIASES)))) {
      try {
        versions.addAll(aliases.read(files.model(model)).values());
      } catch (IOException | RegistryException e) {
        // Said when it settles.
      }
    }
    return versions;
  }

  /** Takes up aliases that this process wrote. */
  synchronized void changedAliases(String model, SortedMap<String, Integer> now)
      throws RegistryException {
    settling.set(
        new Key(model, ALIASES),
        DirectoryScan.fingerprint(files.model(model), RegistryFiles.ALIASES));
    named.put(model, new Named(now, ""));
    for (int version : now.values()) {
      Key key = new Key(model, version);
      if (Revision.UNSEEN.equals(settling.settled().get(key))) {
        settling.set(key, DirectoryScan.version(files.model(model), version));
      }
    }
    rebuild();
  }

  /** Takes up files of a version that this process wrote. */
  synchronized void changedVersion(String model, int version) throws RegistryException {
    settling.set(new Key(model, version), DirectoryScan.version(files.model(model), version));
    rebuild();
  }

  private void readAliases(String model) {
    if (!settling.settled().containsKey(new Key(model, ALIASES))) {
      named.remove(model);
      return;
    }
    Named before = named.getOrDefault(model, new Named(new TreeMap<>(), ""));
    try {
      named.put(model, new Named(aliases.read(files.model(model)), ""));
    } catch (RegistryException e) {
      named.put(model, new Named(before.aliases(), String.valueOf(e.getMessage())));
    } catch (IOException e) {
      named.put(model, new Named(before.aliases(), RegistryFiles.ALIASES + " cannot be read"));
      settling.set(new Key(model, ALIASES), null); // so that the next poll tries again
    }
  }

  private RegistrySnapshot rebuild() {
    Map<String, SortedMap<Integer, Revision>> versions = new HashMap<>();
    settling
        .settled()
        .forEach(
            (key, print) -> {
              SortedMap<Integer, Revision> of =
                  versions.computeIfAbsent(key.model(), name -> new TreeMap<>());
              if (key.version() != ALIASES) {
                of.put(key.version(), print);
              }
            });
    unreadable.keySet().forEach(model -> versions.computeIfAbsent(model, name -> new TreeMap<>()));
    TreeMap<String, RegistrySnapshot.Model> models = new TreeMap<>();
    versions.forEach(
        (model, of) -> {
          Named says = named.getOrDefault(model, new Named(new TreeMap<>(), ""));
          String problem =
              unreadable.getOrDefault(model, says.problem().isEmpty() ? null : says.problem());
          models.put(model, new RegistrySnapshot.Model(model, of, says.aliases(), problem));
        });
    snapshot = new RegistrySnapshot(models);
    return snapshot;
  }
}
