package com.nextgen.ml.service.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement, set one after the other. */
public final class Parameters {
  private final PreparedStatement statement;
  private int at;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  public Parameters integer(long value) throws SQLException {
    statement.setLong(++at, value);
    return this;
  }

  /** Returns a number, or nothing. */
  public Parameters integerIf(boolean known, long value) throws SQLException {
    if (known) {
      return integer(value);
    }
    statement.setNull(++at, Types.BIGINT);
    return this;
  }

  /** Returns a number; NaN is nothing. */
  public Parameters real(double value) throws SQLException {
    if (Double.isNaN(value)) {
      statement.setNull(++at, Types.DOUBLE);
    } else {
      statement.setDouble(++at, value);
    }
    return this;
  }

  public Parameters text(@Nullable String value) throws SQLException {
    statement.setString(++at, value);
    return this;
  }

  public Parameters bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(++at, value);
    return this;
  }
}
