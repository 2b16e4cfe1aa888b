package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.FeedbackAnswer;
import com.nextgen.ml.service.feedback.Label;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Uploads;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.serving.TimeOrderedIds;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Labels in CSV files, which go through a temporary file: first all are checked, then kept. */
@Singleton
@Requires(beans = Feedback.class)
final class LabelFiles {
  private static final int TOGETHER = 1_000;

  /** How many unmatched ids are listed; the counts include all. */
  private static final int MAX_LISTED = 10_000;

  private final Feedback feedback;
  private final Uploads uploads;
  private final TimeOrderedIds ids;

  LabelFiles(Feedback feedback, Uploads uploads, TimeOrderedIds ids) {
    this.feedback = feedback;
    this.uploads = uploads;
    this.ids = ids;
  }

  /** Keeps the labels of a file. */
  FeedbackAnswer keep(ServedVersion version, InputStream body) {
    try (Uploads.Upload upload = uploads.receive(body)) {
      each(upload.file(), version.schema(), label -> {});
      return keep(version, upload.file());
    }
  }

  private FeedbackAnswer keep(ServedVersion version, Path file) {
    Map<LabelStatus, Integer> counts = new EnumMap<>(LabelStatus.class);
    List<FeedbackAnswer.Unmatched> notMatched = new ArrayList<>();
    List<Label> together = new ArrayList<>(TOGETHER);
    each(
        file,
        version.schema(),
        label -> {
          together.add(label);
          if (together.size() == TOGETHER) {
            keep(version, together, counts, notMatched);
          }
        });
    keep(version, together, counts, notMatched);
    return new FeedbackAnswer(counts, notMatched);
  }

  private void keep(
      ServedVersion version,
      List<Label> together,
      Map<LabelStatus, Integer> counts,
      List<FeedbackAnswer.Unmatched> notMatched) {
    if (together.isEmpty()) {
      return;
    }
    FeedbackAnswer answer;
    try {
      answer = feedback.label(version, List.copyOf(together)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreUnavailableException unavailable ? unavailable : e;
    }
    answer.counts().forEach((status, count) -> counts.merge(status, count, Integer::sum));
    int room = MAX_LISTED - notMatched.size();
    notMatched.addAll(answer.notMatched().subList(0, Math.min(room, answer.notMatched().size())));
    together.clear();
  }

  private void each(Path file, ModelSchema schema, Consumer<Label> taker) {
    try (CsvFile csv = CsvFile.open(file, CsvFormat.DEFAULT)) {
      LabelColumns columns = new LabelColumns(csv, schema, ids.millis());
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        if (columns.isKnown(row)) {
          taker.accept(columns.label(row));
        }
      }
    } catch (CsvException e) {
      throw HttpProblem.invalid(String.valueOf(e.getMessage()));
    }
  }
}
