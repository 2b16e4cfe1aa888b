package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.feedback.outcome.LabelJoin;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.WriteTask;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Logs rows, and joins them with labels that came before them. */
final class LogTask implements WriteTask {
  private final PredictionLog log;
  private final LabelJoin join;
  private final Subjects subjects;
  private final List<LoggedRows> rows;
  private final int size;
  private List<Outcome> joined = List.of();

  LogTask(PredictionLog log, LabelJoin join, Subjects subjects, List<LoggedRows> rows) {
    this.log = log;
    this.join = join;
    this.subjects = subjects;
    this.rows = rows;
    this.size = rows.stream().mapToInt(LoggedRows::size).sum();
  }

  int size() {
    return size;
  }

  List<LoggedRows> rows() {
    return rows;
  }

  @Override
  public Durability durability() {
    return log.durability();
  }

  @Override
  public boolean yieldsRoom() {
    return true;
  }

  @Override
  public void run(Transaction transaction) {
    RowEncoder encoder = new RowEncoder(transaction, subjects);
    Map<Long, List<StoredPrediction>> byModel = new TreeMap<>();
    for (LoggedRows some : rows) {
      encoder.encode(some, byModel);
    }
    joined = new ArrayList<>();
    // In the order of their numbers, as everybody locks them.
    byModel.forEach(
        (model, predictions) -> joined.addAll(join.insert(transaction, model, predictions)));
  }

  @Override
  public void committed() {
    log.written(this);
    join.count(joined);
  }

  @Override
  public void failed(StoreException why) {
    log.failed(this, why);
  }
}
