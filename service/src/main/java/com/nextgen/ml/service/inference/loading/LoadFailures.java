package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.registry.Revision;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Why versions do not load, and how often that happened. */
final class LoadFailures {
  private record Failure(@Nullable Revision files, String message) {}

  private final Map<VersionId, Failure> failures = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** Counts from now on for a model, from 0. */
  private void know(String model) {
    counts.computeIfAbsent(model, name -> new LongAdder());
  }

  /**
   * Records that a version does not load.
   *
   * @param files those that do not; null if they should be tried again
   * @return whether that is news
   */
  boolean add(VersionId id, @Nullable Revision files, String message) {
    Failure before = failures.put(id, new Failure(files, message));
    counts.computeIfAbsent(id.model(), name -> new LongAdder()).increment();
    return before == null || !before.message().equals(message);
  }

  /** Returns what a message says of a failure. */
  static String said(@Nullable Throwable failure) {
    if (failure instanceof ModelLoadException known) {
      return String.valueOf(known.getMessage());
    }
    if (failure instanceof IOException) {
      return "its files cannot be read now";
    }
    if (failure instanceof OutOfMemoryError) {
      return "this process has not the memory to load it; give it more, or serve less of it";
    }
    return "an unexpected failure; the log has more";
  }

  /**
   * Records what is wrong with a whole model.
   *
   * @param problem null if nothing
   * @return whether that is news, and bad
   */
  boolean know(String model, @Nullable String problem) {
    know(model);
    if (problem == null) {
      problems.remove(model);
      return false;
    }
    boolean news = !problem.equals(problems.put(model, problem));
    if (news) {
      counts.computeIfAbsent(model, name -> new LongAdder()).increment();
    }
    return news;
  }

  void clear(VersionId id) {
    failures.remove(id);
  }

  /** Forgets models that are gone, their counts included: also those of which nothing loaded. */
  void retain(Set<String> models) {
    failures.keySet().removeIf(id -> !models.contains(id.model()));
    problems.keySet().retainAll(models);
    counts.keySet().retainAll(models);
  }

  /** Whether exactly these files are known not to load. */
  boolean knows(VersionId id, Revision files) {
    Failure failure = failures.get(id);
    return failure != null && files.equals(failure.files());
  }

  @Nullable String message(VersionId id) {
    Failure failure = failures.get(id);
    return failure == null ? null : failure.message();
  }

  /** Returns how many of these versions of a model do not load, one more if it cannot be read. */
  int failing(String model, Collection<Integer> versions) {
    long failing =
        versions.stream().filter(version -> message(new VersionId(model, version)) != null).count();
    return Math.toIntExact(failing) + (problems.containsKey(model) ? 1 : 0);
  }

  Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((model, count) -> sums.put(model, count.sum()));
    return sums;
  }
}
