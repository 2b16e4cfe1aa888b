package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import org.jspecify.annotations.Nullable;

/** What the detectors of concept drift remember, one row a version of a model. */
public final class ConceptTable {
  private final Statements rows;

  public ConceptTable(Statements rows) {
    this.rows = rows;
  }

  /** Returns what the detectors of a version remember; null if they have not begun. */
  public @Nullable StoredConcept find(long model, int version) {
    return rows.first(
        "SELECT reached, run_length, detectors FROM concept_states WHERE model = ? AND version = ?",
        row -> new StoredConcept(row.getLong(1), row.getDouble(2), row.getBytes(3)),
        model,
        version);
  }

  /**
   * Moves a version's detectors on.
   *
   * @param before where they were; 0 if they had not begun
   * @return false, and nothing is changed, if they are not there any more
   */
  public boolean move(long model, int version, long before, StoredConcept now) {
    return rows.update(
            "INSERT INTO concept_states (model, version, reached, run_length, detectors)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (model, version) DO UPDATE SET"
                + " reached = excluded.reached, run_length = excluded.run_length,"
                + " detectors = excluded.detectors WHERE concept_states.reached = ?",
            model,
            version,
            now.reached(),
            now.runLength(),
            now.detectors(),
            before)
        > 0;
  }
}
