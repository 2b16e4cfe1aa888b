package com.nextgen.ml.service.access.audit;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What was changed and refused: written to the log, and to the store where there is one.
 * Thread-safe; only {@link #page} and {@link #expire} wait for the store.
 */
public final class Audit {
  /** How long rows are kept. */
  public static final Duration KEPT = Duration.ofDays(183);

  /** The most rows of a page. */
  public static final int MAX_LIMIT = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  /** Rows that may wait for a store that is away; those beyond are in the log alone. */
  private static final int MAX_WAITING = 10_000;

  private static final int EXPIRED_AT_ONCE = 1_000;

  private final Refusals refusals;
  private final @Nullable Store store;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param store null where nothing is kept
   */
  public Audit(Refusals refusals, @Nullable Store store) {
    this.refusals = refusals;
    this.store = store;
  }

  /**
   * Where a page ended.
   *
   * @param at in milliseconds since 1970
   * @param sequence the row's number
   */
  public record Cursor(long at, long sequence) {
    static final Cursor END = new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * A question.
   *
   * @param from not before this; null for the first
   * @param to before this; null for the last
   * @param before where the page before ended; null for the first page
   * @param limit how many at most
   */
  public record Query(
      @Nullable Instant from, @Nullable Instant to, @Nullable Cursor before, int limit) {
    public Query {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
      }
    }
  }

  /**
   * Some rows, the last first.
   *
   * @param next where to go on; null at the end
   */
  public record Page(List<AuditEntry> entries, @Nullable Cursor next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /** Returns what counts requests that are refused. */
  public Refusals refusals() {
    return refusals;
  }

  /** Notes a change that was made. */
  public void changed(AuditEntry entry) {
    log(entry);
    keep(List.of(entry));
  }

  /** Notes what was refused since the last call: once a minute. */
  public void sumUp(Instant now) {
    List<AuditEntry> refused = refusals.drain(now);
    refused.forEach(Audit::log);
    if (!refused.isEmpty()) {
      keep(refused);
    }
  }

  /** Returns whether rows are kept. */
  public boolean isKept() {
    return store != null;
  }

  /** Answers a question for rows. */
  public sealed interface Answer {
    /** Returns the page, or throws what {@code refused} makes of why there is none. */
    default Page orElseThrow(Function<Refusal, RuntimeException> refused) {
      if (this instanceof Refused none) {
        throw refused.apply(none.refusal());
      }
      return ((Found) this).page();
    }
  }

  /** There is a page. */
  public record Found(Page page) implements Answer {}

  /** There is none now. */
  public record Refused(Refusal refusal) implements Answer {}

  /**
   * Returns rows that are kept; refused if the store cannot be read now. Waits for the store.
   *
   * @throws IllegalStateException if none are kept
   */
  public Answer page(Query query) {
    try {
      return new Found(read(query));
    } catch (StoreException e) {
      return new Refused(
          new Refusal(ErrorCode.UNAVAILABLE, "the audit cannot be read now: " + e.problem()));
    }
  }

  private Page read(Query query) {
    Instant from = query.from();
    Instant to = query.to();
    Cursor before = query.before() == null ? Cursor.END : query.before();
    List<StoredAudit> rows =
        kept()
            .read(
                transaction ->
                    transaction
                        .audit()
                        .page(
                            from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                            to == null ? Long.MAX_VALUE : to.toEpochMilli(),
                            before.at(),
                            before.sequence(),
                            query.limit() + 1));
    boolean more = rows.size() > query.limit();
    List<StoredAudit> shown = more ? rows.subList(0, query.limit()) : rows;
    StoredAudit last = more ? shown.get(shown.size() - 1) : null;
    return new Page(
        shown.stream().map(Audit::entry).toList(),
        last == null ? null : new Cursor(last.at(), last.sequence()));
  }

  /** Removes rows that are too old. Waits for the store. */
  public void expire(Instant now) {
    long before = now.minus(KEPT).toEpochMilli();
    int removed;
    do {
      removed =
          kept()
              .writeNow(
                  Durability.UNSYNCED,
                  transaction -> transaction.audit().expire(before, EXPIRED_AT_ONCE));
    } while (removed == EXPIRED_AT_ONCE);
  }

  private Store kept() {
    if (store == null) {
      throw new IllegalStateException("nothing is kept");
    }
    return store;
  }

  private void keep(List<AuditEntry> entries) {
    if (store == null) {
      return;
    }
    if (waiting.addAndGet(entries.size()) > MAX_WAITING) {
      waiting.addAndGet(-entries.size());
      LOG.warn("{} rows of the audit are in this log alone: too many wait", entries.size());
      return;
    }
    List<StoredAudit> rows = new ArrayList<>(entries.size());
    entries.forEach(entry -> rows.add(row(entry)));
    var unused =
        store
            .write(
                Durability.SYNCED,
                transaction -> {
                  transaction.audit().add(rows);
                  return rows.size();
                })
            .whenComplete(
                (written, failure) -> {
                  waiting.addAndGet(-entries.size());
                  if (failure != null) {
                    LOG.warn(
                        "{} rows of the audit are in this log alone: {}",
                        entries.size(),
                        failure.getMessage());
                  }
                });
  }

  private static void log(AuditEntry entry) {
    LoggingEventBuilder event =
        LOG.atInfo()
            .addKeyValue("action", entry.action())
            .addKeyValue("caller", entry.caller())
            .addKeyValue("source", entry.source())
            .addKeyValue("reason", entry.reason());
    event =
        entry.action().equals(AuditEntry.REFUSED)
            ? event.addKeyValue("times", entry.times())
            : event
                .addKeyValue("target", entry.target())
                .addKeyValue("before", entry.before())
                .addKeyValue("after", entry.after());
    event.log("audit");
  }

  private static StoredAudit row(AuditEntry entry) {
    return new StoredAudit(
        0,
        entry.at().toEpochMilli(),
        entry.caller(),
        entry.source(),
        entry.action(),
        entry.target(),
        entry.before(),
        entry.after(),
        entry.reason(),
        entry.times());
  }

  private static AuditEntry entry(StoredAudit row) {
    return new AuditEntry(
        Instant.ofEpochMilli(row.at()),
        row.caller(),
        row.source(),
        row.action(),
        row.target(),
        row.before(),
        row.after(),
        row.reason(),
        row.times());
  }
}
