package com.nextgen.ml.service.history.delta;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.codec.CodecException;
import com.nextgen.ml.monitoring.counts.codec.CountsCodec;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.table.StoredDelta;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How counts of inputs and outputs stand in the store, and how they are read back. */
final class CountDelta {
  private CountDelta() {}

  /** The codecs of a version's counts, by kind; each is made once. */
  static final class Codecs {
    private final Layout layout;
    private final Map<Layout, CountsCodec> byLayout = new HashMap<>();

    Codecs(Layout layout) {
      this.layout = layout;
    }

    CountsCodec of(CountKind kind) {
      return byLayout.computeIfAbsent(kind.layout(layout), CountsCodec::new);
    }
  }

  /** The row of a span. */
  static StoredDelta of(
      long model, int version, CountKind kind, String replica, long place, WindowCounts span) {
    return new StoredDelta(
        model,
        version,
        kind.code(),
        replica,
        place,
        span.from().toEpochMilli(),
        span.to().toEpochMilli(),
        span.rows(),
        new CountsCodec(span.counts().layout()).encode(span.counts()));
  }

  /**
   * The sums of what ended in a stretch of time, by kind. Counts of another layout, such as those
   * of a version whose files were replaced, are left out: they cannot be added.
   *
   * @param kinds that are wanted
   * @param replicas whose counts are wanted
   */
  static Map<CountKind, WindowCounts> sums(
      Transaction transaction,
      VersionId id,
      Layout layout,
      CountKinds kinds,
      Instant after,
      Instant to,
      Predicate<String> replicas) {
    Map<CountKind, WindowCounts> sums = new LinkedHashMap<>();
    Codecs codecs = new Codecs(layout);
    List<StoredDelta> deltas =
        transaction
            .model(id.model())
            .map(
                model ->
                    transaction
                        .deltas()
                        .ended(
                            model,
                            id.version(),
                            kinds.prefix(),
                            after.toEpochMilli(),
                            to.toEpochMilli()))
            .orElse(List.of());
    for (StoredDelta delta : deltas) {
      Counts counts = replicas.test(delta.replica()) ? decoded(codecs, delta) : null;
      if (counts != null) {
        sums.merge(new CountKind(delta.kind()), span(delta, counts), WindowCounts::with);
      }
    }
    return sums;
  }

  /** The span of a row whose counts were decoded. */
  static WindowCounts span(StoredDelta delta, Counts counts) {
    return new WindowCounts(
        Instant.ofEpochMilli(delta.from()), Instant.ofEpochMilli(delta.to()), delta.rows(), counts);
  }

  /** The counts of a row; null if they are of another layout. */
  static @Nullable Counts decoded(Codecs codecs, StoredDelta delta) {
    try {
      return codecs.of(new CountKind(delta.kind())).decode(delta.counts());
    } catch (CodecException e) {
      return null;
    }
  }
}
