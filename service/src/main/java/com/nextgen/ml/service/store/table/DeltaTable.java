package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was counted over time, one row a replica and stretch. */
public final class DeltaTable {
  private static final String COLUMNS =
      "model, version, kind, replica, place, from_at, to_at, counted_rows, counts";
  private static final String OF = "model = ? AND version = ? AND kind = ?";

  private final Statements rows;

  public DeltaTable(Statements rows) {
    this.rows = rows;
  }

  /** Adds deltas; one whose replica and place is there already is left out. */
  public void insert(Collection<StoredDelta> deltas) {
    rows.insert(
        "count_deltas",
        COLUMNS,
        " ON CONFLICT DO NOTHING",
        deltas,
        (parameters, delta) ->
            parameters
                .integer(delta.model())
                .integer(delta.version())
                .text(delta.kind())
                .text(delta.replica())
                .integer(delta.place())
                .integer(delta.from())
                .integer(delta.to())
                .integer(delta.rows())
                .bytes(delta.counts()));
  }

  /**
   * Returns the deltas of a version that ended in a stretch of time, in the order of their ends.
   *
   * @param kind what the kinds that are wanted begin with
   * @param after in milliseconds since 1970, exclusive
   * @param to in milliseconds since 1970, inclusive
   */
  public List<StoredDelta> ended(long model, int version, String kind, long after, long to) {
    return rows.list(
        "SELECT "
            + COLUMNS
            + " FROM count_deltas WHERE model = ? AND version = ?"
            + " AND to_at > ? AND to_at <= ? AND substr(kind, 1, ?) = ? ORDER BY to_at, replica, place",
        row ->
            new StoredDelta(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getBytes(9)),
        model,
        version,
        after,
        to,
        kind.length(),
        kind);
  }

  /** Returns when the first delta of a version that is kept began; null if none is. */
  public @Nullable Long oldest(long model, int version, String kind) {
    return rows.first(
        "SELECT from_at FROM count_deltas WHERE " + OF + " ORDER BY to_at LIMIT 1",
        row -> row.getLong(1),
        model,
        version,
        kind);
  }

  /**
   * Returns when slots of time end in which a replica has several deltas of one kind.
   *
   * @param slot the length of a slot in milliseconds; slots begin at its multiples since 1970
   * @param after in milliseconds since 1970, exclusive
   * @param to inclusive, a multiple of {@code slot}
   * @return the first {@code most} or fewer, in their order, each once
   */
  public List<Long> crowded(long model, int version, long slot, long after, long to, int most) {
    return rows.list(
        "SELECT DISTINCT slot FROM (SELECT kind, replica, (to_at + ? - 1) / ? AS slot"
            + " FROM count_deltas WHERE model = ? AND version = ? AND to_at > ? AND to_at <= ?)"
            + " AS ended GROUP BY kind, replica, slot HAVING COUNT(*) > 1 ORDER BY slot LIMIT ?",
        row -> row.getLong(1) * slot,
        slot,
        slot,
        model,
        version,
        after,
        to,
        most);
  }

  /**
   * Replaces deltas of one replica and kind, whose ends are in the order of their places, by their
   * sum.
   *
   * @param sum has the place and the end of the last of them
   * @param first of them
   */
  public void replace(StoredDelta sum, StoredDelta first) {
    rows.update(
        "DELETE FROM count_deltas WHERE "
            + OF
            + " AND replica = ? AND place >= ? AND place <= ? AND to_at >= ? AND to_at <= ?",
        sum.model(),
        sum.version(),
        sum.kind(),
        sum.replica(),
        first.place(),
        sum.place(),
        first.to(),
        sum.to());
    insert(List.of(sum));
  }

  /** Returns the versions of which deltas are kept. */
  public List<Key> keys() {
    return rows.list(
        "SELECT DISTINCT model, version FROM count_deltas",
        row -> new Key(row.getLong(1), row.getInt(2)));
  }

  /** Returns when the first delta of a version that is kept ended, of any kind; null if none is. */
  public @Nullable Long firstEnd(Key key) {
    return rows.first(
        "SELECT to_at FROM count_deltas WHERE model = ? AND version = ? ORDER BY to_at LIMIT 1",
        row -> row.getLong(1),
        key.model(),
        key.version());
  }

  /** A model version. */
  public record Key(long model, int version) {}

  /**
   * Removes a version's deltas that ended before a time.
   *
   * @param before in milliseconds since 1970
   * @return how many were removed
   */
  public int expire(Key key, long before) {
    return rows.update(
        "DELETE FROM count_deltas WHERE model = ? AND version = ? AND to_at < ?",
        key.model(),
        key.version(),
        before);
  }
}
