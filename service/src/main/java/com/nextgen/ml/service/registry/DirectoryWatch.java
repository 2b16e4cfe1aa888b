package com.nextgen.ml.service.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the snapshot of a registry directory. */
final class DirectoryWatch {
  private record Key(String model, int version) {}

  /** What aliases.yaml last said, and why it says nothing now (empty if it does). */
  private record Named(SortedMap<String, Integer> aliases, String problem) {}

  private static final int ALIASES = 0;

  private final RegistryFiles files;
  private final DirectoryScan scan;
  private final Aliases aliases;
  private final Settling<Key> settling = new Settling<>();
  private final Map<String, Named> named = new HashMap<>();
  private volatile RegistrySnapshot snapshot = RegistrySnapshot.EMPTY;

  DirectoryWatch(RegistryFiles files, Aliases aliases) {
    this.files = files;
    this.aliases = aliases;
    this.scan = new DirectoryScan(files);
  }

  RegistrySnapshot snapshot() {
    return snapshot;
  }

  synchronized RegistrySnapshot poll() throws IOException {
    Map<Key, Fingerprint> seen = new HashMap<>();
    scan.models()
        .forEach(
            (model, found) -> {
              seen.put(new Key(model, ALIASES), found.aliases());
              found
                  .versions()
                  .forEach((version, print) -> seen.put(new Key(model, version), print));
            });
    Set<Key> changed = settling.poll(seen);
    for (Key key : changed) {
      if (key.version() == ALIASES) {
        readAliases(key.model());
      }
    }
    return changed.isEmpty() ? snapshot : rebuild();
  }

  /** Takes up aliases that this process wrote. */
  synchronized void changedAliases(String model, SortedMap<String, Integer> now)
      throws IOException, RegistryException {
    settling.set(
        new Key(model, ALIASES),
        DirectoryScan.fingerprint(files.model(model), RegistryFiles.ALIASES));
    named.put(model, new Named(now, ""));
    rebuild();
  }

  /** Takes up files of a version that this process wrote. */
  synchronized void changedVersion(String model, int version)
      throws IOException, RegistryException {
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
    Map<String, SortedMap<Integer, Fingerprint>> versions = new HashMap<>();
    settling
        .settled()
        .forEach(
            (key, print) -> {
              SortedMap<Integer, Fingerprint> of =
                  versions.computeIfAbsent(key.model(), name -> new TreeMap<>());
              if (key.version() != ALIASES) {
                of.put(key.version(), print);
              }
            });
    TreeMap<String, RegistrySnapshot.Model> models = new TreeMap<>();
    versions.forEach(
        (model, of) -> {
          Named says = named.getOrDefault(model, new Named(new TreeMap<>(), ""));
          String problem = says.problem().isEmpty() ? null : says.problem();
          models.put(model, new RegistrySnapshot.Model(model, of, says.aliases(), problem));
        });
    snapshot = new RegistrySnapshot(models);
    return snapshot;
  }
}
