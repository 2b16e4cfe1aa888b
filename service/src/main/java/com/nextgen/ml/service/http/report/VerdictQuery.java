package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.history.verdict.KeptVerdicts.Cursor;
import com.nextgen.ml.service.history.verdict.KeptVerdicts.Query;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.PageQuery;
import com.nextgen.ml.service.suggest.UnknownName;
import io.micronaut.http.HttpParameters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads which kept verdicts a caller asks for. Each fault is a 400 that names the parameter. */
final class VerdictQuery {
  static final int DEFAULT_LIMIT = 20;

  private VerdictQuery() {}

  static Query read(String model, HttpParameters parameters) {
    PageQuery page = PageQuery.read(parameters, DEFAULT_LIMIT, KeptVerdicts.MAX_LIMIT);
    PageQuery.End end = page.before();
    return new Query(
        model,
        family(parameters.get("family")),
        page.from(),
        page.to(),
        end == null ? null : new Cursor(end.at(), end.sequence()),
        page.limit(),
        documents(parameters.get("documents")));
  }

  /** Returns where a page ended, as {@code before} takes it. */
  static String text(Cursor cursor) {
    return new PageQuery.End(cursor.to(), cursor.sequence()).text();
  }

  private static @Nullable AlarmFamily family(@Nullable String spelling) {
    if (spelling == null) {
      return null;
    }
    return Arrays.stream(AlarmFamily.values())
        .filter(family -> family.code().equals(spelling))
        .findFirst()
        .orElseThrow(
            () ->
                HttpProblem.invalid(
                    UnknownName.choice(
                        "family",
                        spelling,
                        Arrays.stream(AlarmFamily.values()).map(AlarmFamily::code).toList())));
  }

  private static boolean documents(@Nullable String text) {
    if (text == null || text.equals("true")) {
      return true;
    }
    if (!text.equals("false")) {
      throw HttpProblem.invalid(
          "'documents' must be true or false, not '" + Messages.quoted(text) + "'");
    }
    return false;
  }
}
