package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the service has to remember of itself, by name. */
public final class SettingTable {
  private final Statements rows;

  public SettingTable(Statements rows) {
    this.rows = rows;
  }

  /** Returns what is remembered; null if there is nothing. */
  public byte @Nullable [] get(String name) {
    return rows.first("SELECT content FROM settings WHERE name = ?", row -> row.getBytes(1), name);
  }

  /** Returns what is remembered; {@code first} from now on if that was nothing. */
  public byte[] getOrSet(String name, byte[] first) {
    rows.update(
        "INSERT INTO settings (name, content) VALUES (?, ?) ON CONFLICT DO NOTHING", name, first);
    return Objects.requireNonNull(get(name));
  }

  /** Forgets something. */
  public void remove(String name) {
    rows.update("DELETE FROM settings WHERE name = ?", name);
  }
}
