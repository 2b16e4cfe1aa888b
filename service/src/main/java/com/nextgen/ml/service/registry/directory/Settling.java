package com.nextgen.ml.service.registry.directory;

import com.nextgen.ml.service.registry.Revision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a change when it looks the same in two polls in a row, so that a file that is still being
 * written is not read.
 *
 * @param <K> what changes
 */
final class Settling<K> {
  private Map<K, Revision> last = Map.of();
  private final Map<K, Revision> settled = new HashMap<>();

  /** What settled with this poll: things that are new, different or (absent here) gone. */
  Set<K> poll(Map<K, Revision> seen) {
    Set<K> changed = new HashSet<>();
    Set<K> keys = new HashSet<>(seen.keySet());
    keys.addAll(settled.keySet());
    for (K key : keys) {
      Revision now = seen.get(key);
      boolean agrees = now == null ? !last.containsKey(key) : now.equals(last.get(key));
      if (agrees && !java.util.Objects.equals(now, settled.get(key))) {
        set(key, now);
        changed.add(key);
      }
    }
    last = Map.copyOf(seen);
    return changed;
  }

  /** Takes a change that was made by the registry itself. */
  void set(K key, @Nullable Revision now) {
    if (now == null) {
      settled.remove(key);
    } else {
      settled.put(key, now);
    }
  }

  Map<K, Revision> settled() {
    return settled;
  }
}
