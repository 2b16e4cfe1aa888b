package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.suggest.UnknownName;
import java.io.IOException;
import java.util.List;

/** Documents of the form {@code {"instances": [{…}, …]}}, and what their rows have in common. */
public final class RowDocument {
  private static final int MAX_ID = 256;

  private RowDocument() {}

  /** Reads one row's object. */
  public interface RowReader {
    /**
     * Reads what the parser is on.
     *
     * @param row from 0
     */
    void read(JsonParser parser, int row) throws IOException;
  }

  /**
   * Reads the rows of a document.
   *
   * @param name of the document's only field
   * @param limit of the rows
   * @throws HttpProblem if there are no rows
   */
  public static void read(JsonParser parser, String name, int limit, RowReader reader)
      throws IOException {
    Json.needObject(parser, "the body");
    int rows = -1;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      if (!field.equals(name)) {
        throw HttpProblem.invalid(
            "unknown field '"
                + Messages.quoted(field)
                + "'; the body has '"
                + name
                + "'"
                + UnknownName.hint(field, List.of(name)));
      }
      if (rows >= 0) {
        throw HttpProblem.invalid("field '" + name + "' stands twice");
      }
      parser.nextToken();
      Json.needArray(parser, "'" + name + "'");
      rows = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (rows == limit) {
          throw tooMany("the body has more", limit);
        }
        Json.needObject(parser, "row " + rows + " of '" + name + "'");
        reader.read(parser, rows++);
      }
    }
    if (rows < 0) {
      throw HttpProblem.invalid("field '" + name + "' is absent");
    }
    if (rows == 0) {
      throw HttpProblem.invalid("'" + name + "' holds no rows");
    }
  }

  /** Says that a request has more rows than it may have. */
  static HttpProblem tooMany(String what, int limit) {
    return HttpProblem.tooLarge(
        what + " than " + limit + " rows (ml.http.row-limit); send them in several requests");
  }

  /** Reads an id: a text of 1 to 256 characters. */
  public static String id(JsonParser parser, String what) throws IOException {
    return id(Json.needText(parser, what), what);
  }

  /** Checks an id: a text of 1 to 256 characters. */
  public static String id(String id, String what) {
    boolean valid = !id.isEmpty() && id.length() <= MAX_ID;
    // No streams: every row with an id of its own comes by here.
    for (int i = 0; i < id.length() && valid; i++) {
      char c = id.charAt(i);
      valid = !Character.isISOControl(c);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      // A half has no UTF-8, so a store would keep another id in its place, perhaps somebody's.
      if (i + 1 == id.length() || !Character.isSurrogatePair(c, id.charAt(++i))) {
        throw HttpProblem.invalid(what + " holds half of a surrogate pair");
      }
    }
    if (!valid) {
      throw HttpProblem.invalid(
          what + " must be 1 to " + MAX_ID + " characters without control characters");
    }
    return id;
  }

  /** Returns that rows have no such field. */
  public static HttpProblem unknownField(String name, int row, List<String> known) {
    return HttpProblem.invalid(
        "unknown field '"
            + Messages.quoted(name)
            + "' in row "
            + row
            + UnknownName.known(name, known, ""));
  }
}
