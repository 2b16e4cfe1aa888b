package com.nextgen.ml.service.monitor.live;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is found when it is first asked for. Thread-safe. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> source;
  private @Nullable T value;

  Lazy(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T get() {
    T found = value;
    if (found == null) {
      found = source.get();
      value = found;
    }
    return found;
  }
}
