package com.nextgen.ml.service.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** In what two databases differ. All other SQL is the same for both. */
public enum Dialect {
  SQLITE(
      "INTEGER PRIMARY KEY",
      "BLOB",
      "WITHOUT ROWID",
      "SELECT value FROM json_each(?)",
      "",
      "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
      128) {
    @Override
    void configure(Connection connection) throws SQLException {
      run(connection, "PRAGMA journal_mode = WAL");
      run(connection, "PRAGMA busy_timeout = 2000");
      // Sixteen megabytes between checkpoints, and of cache.
      run(connection, "PRAGMA wal_autocheckpoint = 4000");
      run(connection, "PRAGMA cache_size = -16000");
    }

    @Override
    void begin(Connection connection, Durability durability) throws SQLException {
      // Between transactions only: SQLite does not change it within one. A commit that syncs takes
      // all commits before it along.
      run(
          connection,
          durability == Durability.SYNCED
              ? "PRAGMA synchronous = FULL"
              : "PRAGMA synchronous = NORMAL");
      connection.setAutoCommit(false);
    }
  },

  POSTGRESQL(
      "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
      "BYTEA",
      "",
      "SELECT value FROM json_array_elements_text(CAST(? AS json)) AS ids(value)",
      " FOR UPDATE",
      "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
      1) {
    @Override
    void configure(Connection connection) throws SQLException {
      // A writer that hangs must not hold up the others for ever.
      run(connection, "SET lock_timeout = '5s'");
      run(connection, "SET statement_timeout = '30s'");
      // Nor must one whose connection was lost: the server may not notice for hours.
      run(connection, "SET idle_in_transaction_session_timeout = '60s'");
      // A plan that was kept from when a table was empty would read all of it when it is not.
      run(connection, "SET plan_cache_mode = force_custom_plan");
    }

    @Override
    void begin(Connection connection, Durability durability) throws SQLException {
      connection.setAutoCommit(false);
      if (durability == Durability.UNSYNCED) {
        run(connection, "SET LOCAL synchronous_commit = off");
      }
    }
  };

  private final String sequence;
  private final String bytes;
  private final String clustered;
  private final String listed;
  private final String forUpdate;
  private final String now;
  private final int rowsTogether;

  Dialect(
      String sequence,
      String bytes,
      String clustered,
      String listed,
      String forUpdate,
      String now,
      int rowsTogether) {
    this.sequence = sequence;
    this.bytes = bytes;
    this.clustered = clustered;
    this.listed = listed;
    this.forUpdate = forUpdate;
    this.now = now;
    this.rowsTogether = rowsTogether;
  }

  /** Returns what the migrations' placeholders stand for. */
  public Map<String, String> placeholders() {
    return Map.of("sequence", sequence, "bytes", bytes, "clustered", clustered);
  }

  /**
   * SQL as this database has it: {@code ${listed}} is a query that gives the texts of a JSON array,
   * which is bound as one parameter; {@code ${forUpdate}} locks the rows selected; {@code ${now}}
   * is the database's clock in milliseconds since 1970.
   */
  String of(String sql) {
    return sql.replace("${listed}", listed)
        .replace("${forUpdate}", forUpdate)
        .replace("${now}", now);
  }

  /**
   * How many rows one statement should add. To begin and end a statement costs SQLite about as much
   * as to add a row; for PostgreSQL the driver makes one statement of many itself.
   */
  int rowsTogether() {
    return rowsTogether;
  }

  /** Prepares a new connection. */
  abstract void configure(Connection connection) throws SQLException;

  /** Begins a transaction that writes. */
  abstract void begin(Connection connection, Durability durability) throws SQLException;

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
