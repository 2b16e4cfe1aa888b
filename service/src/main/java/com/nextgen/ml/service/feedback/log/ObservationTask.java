package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.feedback.outcome.LabelJoin;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.WriteTask;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredPrediction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Predictions that were made elsewhere: logged, and counted once that is committed. */
public final class ObservationTask implements WriteTask {
  private final LoggedRows rows;
  private final LabelJoin join;
  private final Subjects subjects;
  private final CompletableFuture<Integer> accepted;
  private LoggedRows added;
  private List<Outcome> joined = List.of();

  public ObservationTask(
      LoggedRows rows, LabelJoin join, Subjects subjects, CompletableFuture<Integer> accepted) {
    this.rows = rows;
    this.added = rows;
    this.join = join;
    this.subjects = subjects;
    this.accepted = accepted;
  }

  @Override
  public Durability durability() {
    return Durability.SYNCED;
  }

  @Override
  public void run(Transaction transaction) {
    joined = List.of();
    long model = transaction.models().key(rows.version().id().model());
    transaction.models().lock(model);
    added = withoutKnown(transaction, model);
    Map<Long, List<StoredPrediction>> byModel = new HashMap<>();
    new RowEncoder(transaction, subjects).encode(added, byModel);
    joined = join.insert(transaction, model, byModel.getOrDefault(model, List.of()));
  }

  /** A caller that heard no answer sends its rows again: those that are there are left out. */
  private LoggedRows withoutKnown(Transaction transaction, long model) {
    List<String> ids = IntStream.range(0, rows.size()).mapToObj(rows.details()::id).toList();
    Set<String> known = new HashSet<>(transaction.predictions().existing(model, ids));
    int[] chosen = IntStream.range(0, rows.size()).filter(row -> known.add(ids.get(row))).toArray();
    return chosen.length == rows.size() ? rows : rows.only(chosen);
  }

  @Override
  public void committed() {
    if (added.size() > 0) {
      added.version().counting().onRows(added.rows(), added.predictions(), added.details());
    }
    join.count(joined);
    accepted.complete(added.size());
  }

  @Override
  public void failed(StoreException why) {
    accepted.completeExceptionally(StoreUnavailableException.of(why));
  }
}
