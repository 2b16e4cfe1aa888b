package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts with their reports. Times are in milliseconds since 1970. */
public final class VerdictTable {
  private static final String FOUND =
      "SELECT sequence, name, version, family, window_name, part, from_at, ended_at, judged_at,"
          + " verdict, document_length, late FROM verdicts JOIN models ON models.model = verdicts.model"
          + " WHERE verdicts.model = ?";

  /** The column that marks verdicts on windows of a time long past. */
  private static final String LATE = ", late";

  private final Statements rows;

  public VerdictTable(Statements rows) {
    this.rows = rows;
  }

  /**
   * Adds verdicts on one model; one that is there already, by all but its time and report, is left
   * as it was.
   *
   * @param model the key of the model that they all name
   */
  public void add(long model, Collection<StoredVerdict> verdicts) {
    add(model, verdicts, "");
  }

  /**
   * Adds verdicts on windows that had ended when rows of them came; {@link #last} does not give
   * them.
   *
   * @param model the key of the model that they all name
   */
  public void addLate(long model, Collection<StoredVerdict> verdicts) {
    add(model, verdicts, LATE);
  }

  private void add(long model, Collection<StoredVerdict> verdicts, String late) {
    rows.insert(
        "verdicts",
        "model, version, family, window_name, part, from_at, ended_at, judged_at, verdict,"
            + " document_length, document"
            + late,
        " ON CONFLICT DO NOTHING",
        verdicts,
        (parameters, verdict) -> {
          Long from = verdict.from();
          parameters
              .integer(model)
              .integer(verdict.version())
              .text(verdict.family())
              .text(verdict.window())
              .text(verdict.part())
              .integerIf(from != null, from == null ? 0 : from)
              .integer(verdict.to())
              .integer(verdict.judgedAt())
              .text(verdict.verdict())
              .integer(verdict.documentLength())
              .bytes(verdict.document());
          if (!late.isEmpty()) {
            parameters.integer(1);
          }
        });
  }

  /**
   * Where a page of verdicts begins: before the one that ended then and has this number.
   *
   * @param to when its window ended
   * @param sequence its number
   */
  public record Place(long to, long sequence) {
    /** Before which all are. */
    public static final Place END = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * Returns verdicts on a model by the ends of their windows, the last first, without reports.
   *
   * @param family null for all
   * @param after windows that ended after this
   * @param to until this, inclusive
   * @param before where to go on
   */
  public List<StoredVerdict> page(
      long model, @Nullable String family, long after, long to, Place before, int most) {
    String range =
        " AND ended_at > ? AND ended_at <= ? AND (ended_at < ? OR sequence < ?)"
            + " ORDER BY ended_at DESC, sequence DESC LIMIT ?";
    long until = Math.min(to, before.to());
    return family == null
        ? rows.list(
            FOUND + range,
            VerdictTable::read,
            model,
            after,
            until,
            before.to(),
            before.sequence(),
            most)
        : rows.list(
            FOUND + " AND family = ?" + range,
            VerdictTable::read,
            model,
            family,
            after,
            until,
            before.to(),
            before.sequence(),
            most);
  }

  /** Returns a verdict's report as it was added; null if it has none, or is not there any more. */
  public byte @Nullable [] document(long sequence) {
    return rows.first(
        "SELECT document FROM verdicts WHERE sequence = ?", row -> row.getBytes(1), sequence);
  }

  /**
   * Returns all verdicts of a family on a version's window that ended last, without reports; none
   * that were taken late.
   *
   * @param after only if that ended after this
   */
  public List<StoredVerdict> last(
      long model, int version, String family, String window, long after) {
    return rows.list(
        FOUND
            + " AND version = ? AND family = ? AND window_name = ? AND ended_at ="
            + " (SELECT MAX(ended_at) FROM verdicts WHERE model = ? AND version = ?"
            + " AND family = ? AND window_name = ? AND ended_at > ? AND late IS NULL)"
            + " AND late IS NULL ORDER BY part",
        VerdictTable::read,
        model,
        version,
        family,
        window,
        model,
        version,
        family,
        window,
        after);
  }

  /**
   * Returns verdicts of a family on a version's window, the last to end first, without reports.
   *
   * @param before only of those that ended before this
   */
  public List<StoredVerdict> before(
      long model, int version, String family, String window, long before, int most) {
    return rows.list(
        FOUND
            + " AND version = ? AND family = ? AND window_name = ? AND ended_at < ?"
            + " ORDER BY ended_at DESC LIMIT ?",
        VerdictTable::read,
        model,
        version,
        family,
        window,
        before,
        most);
  }

  /**
   * Removes verdicts on windows that ended before a time.
   *
   * @param most how many at once
   * @return how many were removed
   */
  public int expire(long model, long before, int most) {
    return rows.update(
        "DELETE FROM verdicts WHERE sequence IN (SELECT sequence FROM verdicts"
            + " WHERE model = ? AND ended_at < ? ORDER BY ended_at LIMIT ?)",
        model,
        before,
        most);
  }

  private static StoredVerdict read(ResultSet row) throws SQLException {
    long from = row.getLong("from_at");
    boolean noFrom = row.wasNull();
    return new StoredVerdict(
        row.getLong("sequence"),
        row.getString("name"),
        row.getInt("version"),
        row.getString("family"),
        row.getString("window_name"),
        row.getString("part"),
        noFrom ? null : from,
        row.getLong("ended_at"),
        row.getLong("judged_at"),
        row.getString("verdict"),
        row.getInt("document_length"),
        null,
        row.getInt("late") == 1);
  }
}
