package com.nextgen.ml.service.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements with parameters, on one connection. Errors are {@link StoreException}s. */
public final class Statements {
  private final Session session;

  public Statements(Session session) {
    this.session = session;
  }

  /** Makes something of a row. */
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Sets the parameters for one element. */
  public interface Binder<E> {
    void bind(Parameters parameters, E element) throws SQLException;
  }

  /** Returns the rows of a query. */
  public <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... parameters) {
    try {
      PreparedStatement statement = bound(sql, parameters);
      try (ResultSet found = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (found.next()) {
          rows.add(reader.read(found));
        }
        return rows;
      }
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  /** Returns the first row of a query; null if there is none. */
  public <T> @Nullable T first(String sql, Reader<T> reader, @Nullable Object... parameters) {
    List<T> rows = list(sql, reader, parameters);
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** Changes rows; how many. */
  public int update(String sql, @Nullable Object... parameters) {
    try {
      return bound(sql, parameters).executeUpdate();
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  /** Runs a statement once for each element, in one exchange with the database. */
  public <E> void each(String sql, Collection<E> elements, Binder<E> binder) {
    batch(sql, 1, elements.iterator(), elements.size(), binder);
  }

  /**
   * Adds rows, many with one statement where that helps.
   *
   * @param columns separated by commas
   * @param otherwise what to do with a row that is there
   */
  public <E> void insert(
      String table, String columns, String otherwise, Collection<E> elements, Binder<E> binder) {
    String into = "INSERT INTO " + table + " (" + columns + ") VALUES ";
    String row = "?" + ", ?".repeat((int) columns.chars().filter(c -> c == ',').count());
    int together = session.dialect().rowsTogether();
    String many = into + ("(" + row + "), ").repeat(together - 1) + "(" + row + ")" + otherwise;
    String one = into + "(" + row + ")" + otherwise;
    Iterator<E> left = elements.iterator();
    batch(many, together, left, elements.size() / together, binder);
    batch(one, 1, left, elements.size() % together, binder);
  }

  private <E> void batch(
      String sql, int together, Iterator<E> elements, int times, Binder<E> binder) {
    if (times == 0) {
      return;
    }
    try {
      PreparedStatement statement = session.prepare(sql);
      for (int i = 0; i < times; i++) {
        Parameters parameters = new Parameters(statement);
        for (int j = 0; j < together; j++) {
          binder.bind(parameters, elements.next());
        }
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  /** Texts as the parameter of {@code ${listed}}. */
  public static String listed(Collection<String> texts) {
    StringBuilder json = new StringBuilder(texts.size() * 42 + 2).append('[');
    for (String text : texts) {
      if (json.length() > 1) {
        json.append(',');
      }
      json.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
          json.append('\\');
        }
        if (c < ' ') {
          throw new StoreException("a text has control characters", null, true);
        }
        json.append(c);
      }
      json.append('"');
    }
    return json.append(']').toString();
  }

  private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = session.prepare(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
