package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.table.StoredPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Makes rows of the log within a transaction. */
final class RowEncoder {
  private final Transaction transaction;
  private final Subjects subjects;
  private final ClusterKeys clusters = new ClusterKeys();
  private @Nullable Mac mac;

  RowEncoder(Transaction transaction, Subjects subjects) {
    this.transaction = transaction;
    this.subjects = subjects;
  }

  /** Adds a request's rows to those of its model, by the model's number. */
  void encode(LoggedRows logged, Map<Long, List<StoredPrediction>> byModel) {
    LoggingObserver version = logged.version();
    long model = transaction.models().key(version.id().model());
    long key = transaction.models().versionKey(version.stored());
    List<StoredPrediction> rows = byModel.computeIfAbsent(model, number -> new ArrayList<>());
    for (int row = 0; row < logged.size(); row++) {
      rows.add(encode(logged, row, model, key));
    }
  }

  private StoredPrediction encode(LoggedRows logged, int row, long model, long key) {
    LoggingObserver version = logged.version();
    RowDetails details = logged.details();
    int[] classes = logged.predictions().classIndex();
    double score = logged.predictions().score()[row];
    String subject = details.subject(row);
    return new StoredPrediction(
        model,
        details.id(row),
        key,
        details.predictedAt(row),
        classes.length == 0 ? -1 : classes[row],
        score,
        version.scoreBin(score),
        version.bins(logged.rows(), row),
        version.groups().write(logged.rows(), row, details),
        version.schema().monitoring().log().features()
            ? FeatureTexts.write(version.schema(), logged.rows(), row)
            : null,
        subject == null ? null : hashed(subject),
        version.classScores(logged.predictions(), row),
        clusters.of(logged, row, this::key));
  }

  private String hashed(String subject) {
    return Subjects.hash(mac(), subject);
  }

  private long key(String text) {
    return Subjects.key(mac(), text);
  }

  private Mac mac() {
    if (mac == null) {
      mac = subjects.mac(transaction);
    }
    return mac;
  }
}
