package com.nextgen.ml.service.store.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Locale;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What an error of the database means, in words that an operator can act on. */
public final class Failures {
  private Failures() {}

  public static StoreException of(SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      return sqlite(sqlite);
    }
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("22") || state.startsWith("23")) {
      return new StoreException("the database does not take these values", e, true);
    }
    String text =
        switch (state.length() < 2 ? "" : state.substring(0, 2)) {
          case "08", "57" -> "the connection to the database is lost";
          case "53" -> "the database has run out of disk, memory or connections";
          case "55", "40" -> "another transaction holds what is needed";
          case "28" -> "the database does not accept the credentials";
          case "3D" -> "there is no such database";
          default -> "the database failed";
        };
    // A batch's own message repeats the values.
    Throwable cause = e instanceof BatchUpdateException && e.getCause() != null ? e.getCause() : e;
    return new StoreException(text + ": " + plain(cause.getMessage()), e);
  }

  public static StoreException of(FlywayException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return of(sql);
      }
    }
    return new StoreException(
        "the tables cannot be brought up to date: " + plain(e.getMessage()), e);
  }

  private static StoreException sqlite(SQLiteException e) {
    return switch (e.getResultCode().name().replaceFirst("^(SQLITE_[A-Z]+).*", "$1")) {
      case "SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_TOOBIG" ->
          new StoreException("the database does not take these values", e, true);
      case "SQLITE_FULL" -> new StoreException("the disk of the store's file is full", e);
      case "SQLITE_BUSY", "SQLITE_LOCKED" ->
          new StoreException("another process holds the store's file", e);
      case "SQLITE_CORRUPT", "SQLITE_NOTADB" ->
          new StoreException("the store's file is damaged; move it away, and a new one is made", e);
      case "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM" ->
          new StoreException("the store's file cannot be opened for writing", e);
      case "SQLITE_IOERR" -> new StoreException("the disk of the store's file fails", e);
      default -> new StoreException("the store's file fails: " + plain(e.getMessage()), e);
    };
  }

  /** The first line, without what looks like a class name. */
  private static String plain(@Nullable String message) {
    String first = message == null ? "" : message.lines().findFirst().orElse("");
    String cut = first.length() > 200 ? first.substring(0, 200) : first;
    return cut.toLowerCase(Locale.ROOT).contains("exception") ? "see the log" : cut;
  }
}
