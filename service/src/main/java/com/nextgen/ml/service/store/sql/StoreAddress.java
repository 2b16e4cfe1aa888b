package com.nextgen.ml.service.store.sql;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a store is.
 *
 * @param url a JDBC URL of SQLite or PostgreSQL
 * @param credentials {@code user} and {@code password}, where they are not in the URL
 */
public record StoreAddress(String url, Map<String, String> credentials) {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * @throws IllegalArgumentException if the URL is of another database
   */
  public StoreAddress {
    credentials = Map.copyOf(credentials);
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "the store must be a JDBC URL such as jdbc:sqlite:ml-service.db or"
              + " jdbc:postgresql://host/database");
    }
  }

  /** Returns a store in one file, which is made if it is not there. */
  public static StoreAddress file(Path file) {
    return new StoreAddress(SQLITE + file, Map.of());
  }

  /** Returns whether services on other machines may use it at the same time. */
  public boolean isShared() {
    return dialect() == Dialect.POSTGRESQL;
  }

  /** Returns the file that it is in; empty if it is in none that has a name. */
  public Optional<Path> path() {
    if (isShared()) {
      return Optional.empty();
    }
    String name = toString().substring(SQLITE.length());
    if (name.startsWith("file:")) {
      name = name.substring("file:".length());
    }
    return name.isEmpty() || name.startsWith(":")
        ? Optional.empty()
        : Optional.of(Path.of(name).toAbsolutePath());
  }

  public Dialect dialect() {
    return url.startsWith(SQLITE) ? Dialect.SQLITE : Dialect.POSTGRESQL;
  }

  public Properties properties() {
    Properties properties = new Properties();
    credentials.forEach(properties::setProperty);
    if (dialect() == Dialect.POSTGRESQL) {
      properties.setProperty("reWriteBatchedInserts", "true");
      properties.setProperty("ApplicationName", "ml-service");
      properties.setProperty("connectTimeout", "5");
      // Longer than a statement may take, shorter than a caller's connection stays open: with the
      // five seconds of another attempt, who asked is still there to be told.
      properties.setProperty("socketTimeout", "40");
      properties.setProperty("tcpKeepAlive", "true");
    } else {
      // Who means to write says so at the beginning, instead of failing half-way.
      properties.setProperty("transaction_mode", "IMMEDIATE");
    }
    return properties;
  }

  /** Without anything that might be a secret. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
