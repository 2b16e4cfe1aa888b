package com.nextgen.ml.service.store.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A connection with the statements that were prepared on it. For one thread at a time. */
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Connects. */
  public static Session open(StoreAddress address) throws SQLException {
    Connection connection = DriverManager.getConnection(address.url(), address.properties());
    try {
      address.dialect().configure(connection);
      return new Session(connection, address.dialect());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Brings the tables up to date. */
  public static void migrate(StoreAddress address) throws FlywayException {
    Flyway.configure()
        .dataSource(new Connections(address))
        .locations("classpath:com/nextgen/ml/service/store")
        .placeholders(address.dialect().placeholders())
        .table("migrations")
        .connectRetries(0)
        .load()
        .migrate();
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * A statement, prepared once.
   *
   * @param sql see {@link Dialect#of}
   */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(dialect.of(sql), Statement.NO_GENERATED_KEYS);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** Moves what is in the log of a SQLite file into the file itself, as far as nobody reads it. */
  public void checkpoint() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  /** Keeps the log of a SQLite file small from now on: there is little room. */
  public void keepLogSmall() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 50");
    }
  }

  public void begin(Durability durability) throws SQLException {
    dialect.begin(connection, durability);
  }

  public void commit() throws SQLException {
    // Commits. SQLite's own commit() would begin the next transaction at once.
    connection.setAutoCommit(true);
  }

  /** Undoes what is open by giving the connection up: after an error nothing of it is trusted. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is given up anyway.
    }
  }
}
