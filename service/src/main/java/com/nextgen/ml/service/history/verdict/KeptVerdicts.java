package com.nextgen.ml.service.history.verdict;

import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredVerdict;
import com.nextgen.ml.service.store.table.VerdictTable.Place;
import com.nextgen.ml.service.suggest.UnknownName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers from the verdicts that were kept, of all replicas and earlier runs. */
public final class KeptVerdicts {
  /** The most verdicts of a page. */
  public static final int MAX_LIMIT = 1_000;

  /** A page with reports ends before it has more bytes of them, but holds at least one. */
  static final int MAX_PAGE_BYTES = KeptDocument.MAX_LENGTH;

  private final Store store;
  private final Monitor monitor;

  public KeptVerdicts(Store store, Monitor monitor) {
    this.store = store;
    this.monitor = monitor;
  }

  /**
   * A question for verdicts.
   *
   * @param family null for all
   * @param from only on windows that ended after this; null for the first
   * @param to only on windows that ended until this, inclusive; null for the last
   * @param before where the page before ended; null for the first page
   * @param limit how many at most, 1 to {@link #MAX_LIMIT}
   * @param documents whether the reports are wanted
   */
  public record Query(
      String model,
      @Nullable AlarmFamily family,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Cursor before,
      int limit,
      boolean documents) {

    public Query {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
      }
    }
  }

  /**
   * Where a page ended. Verdicts that come meanwhile, or expire, move no other to another page.
   *
   * @param to when the window of its last verdict ended, in milliseconds since 1970
   * @param sequence that verdict's number in the store
   */
  public record Cursor(long to, long sequence) {}

  /**
   * Some verdicts, the windows that ended last first.
   *
   * @param next where to go on; null at the end
   */
  public record Page(List<KeptVerdict> verdicts, @Nullable Cursor next) {

    public Page {
      verdicts = List.copyOf(verdicts);
    }
  }

  /**
   * Returns a page of verdicts; refused if nothing is known of the model, or the store cannot be
   * read now. Waits for the store.
   */
  public ReportResult<Page> page(Query query) {
    try {
      Page page = store.<@Nullable Page>read(transaction -> page(transaction, query));
      return page == null
          ? Refused.because(
              ErrorCode.NOT_FOUND,
              "model '%s' is not loaded, and no verdict on it is kept%s"
                  .formatted(query.model(), UnknownName.hint(query.model(), models())))
          : new Found<>(page);
    } catch (StoreException e) {
      return Refused.because(ErrorCode.UNAVAILABLE, "verdicts cannot be read now: " + e.problem());
    }
  }

  /**
   * Returns when the first window began of those that ended last, one after another, with the same
   * verdict; of very many the first of the last {@value #MAX_LIMIT}. Null if the last one that is
   * kept has another verdict, or if that cannot be read now. Waits for the store.
   */
  public @Nullable Instant since(VersionId id, AlarmFamily family, Window window, Verdict verdict) {
    try {
      return store.<@Nullable Instant>read(
          transaction -> {
            Long model = transaction.models().find(id.model());
            return model == null
                ? null
                : since(
                    transaction
                        .verdicts()
                        .before(
                            model,
                            id.version(),
                            family.code(),
                            window.name(),
                            Long.MAX_VALUE,
                            MAX_LIMIT),
                    verdict);
          });
    } catch (StoreException e) {
      return null;
    }
  }

  /**
   * A window may have several parts: one that has drifted makes it drifted, else one that is stable
   * makes it so.
   */
  private static @Nullable Instant since(List<StoredVerdict> lastFirst, Verdict verdict) {
    Map<Long, List<StoredVerdict>> windows =
        lastFirst.stream()
            .collect(
                Collectors.groupingBy(StoredVerdict::to, LinkedHashMap::new, Collectors.toList()));
    Instant since = null;
    for (List<StoredVerdict> parts : windows.values()) {
      List<String> said = parts.stream().map(StoredVerdict::verdict).toList();
      Verdict whole =
          Stream.of(Verdict.DRIFTED, Verdict.STABLE)
              .filter(one -> said.contains(one.code()))
              .findFirst()
              .orElse(Verdict.NOT_ENOUGH_DATA);
      if (whole != verdict) {
        break;
      }
      Long from = parts.get(0).from();
      since = from == null ? since : Instant.ofEpochMilli(from);
    }
    return since;
  }

  private @Nullable Page page(Transaction transaction, Query query) {
    Long model = transaction.models().find(query.model());
    if (model == null) {
      return isLoaded(query.model()) ? new Page(List.of(), null) : null;
    }
    AlarmFamily family = query.family();
    Instant from = query.from();
    Instant to = query.to();
    Cursor before = query.before();
    List<StoredVerdict> rows =
        transaction
            .verdicts()
            .page(
                model,
                family == null ? null : family.code(),
                from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                to == null ? Long.MAX_VALUE : to.toEpochMilli(),
                before == null ? Place.END : new Place(before.to(), before.sequence()),
                query.limit() + 1);
    List<KeptVerdict> verdicts = new ArrayList<>();
    long bytes = 0;
    for (StoredVerdict row : rows) {
      bytes += query.documents() ? row.documentLength() : 0;
      boolean full = verdicts.size() == query.limit() || bytes > MAX_PAGE_BYTES;
      if (full && !verdicts.isEmpty()) {
        StoredVerdict last = rows.get(verdicts.size() - 1);
        return new Page(verdicts, new Cursor(last.to(), last.sequence()));
      }
      verdicts.add(verdict(transaction, row, query.documents()));
    }
    return new Page(verdicts, null);
  }

  /** Returns the names of the models that are loaded. */
  public Set<String> models() {
    return monitor.versions().stream()
        .map(version -> version.id().model())
        .collect(Collectors.toSet());
  }

  private boolean isLoaded(String model) {
    return models().contains(model);
  }

  private static KeptVerdict verdict(
      Transaction transaction, StoredVerdict row, boolean withDocument) {
    byte[] json =
        withDocument && row.documentLength() > 0
            ? new KeptDocument(
                    row.documentLength(), transaction.verdicts().document(row.sequence()))
                .json()
            : null;
    Long from = row.from();
    boolean segments = row.family().equals(AlarmFamily.SEGMENTS.code());
    return new KeptVerdict(
        new VersionId(row.model(), row.version()),
        row.family(),
        row.window(),
        segments ? row.part() : "",
        from == null ? null : Instant.ofEpochMilli(from),
        Instant.ofEpochMilli(row.to()),
        Instant.ofEpochMilli(row.judgedAt()),
        row.verdict(),
        row.late(),
        json);
  }
}
