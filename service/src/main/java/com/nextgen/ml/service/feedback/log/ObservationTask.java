package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.feedback.outcome.LabelJoin;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.inference.ObservedRows;
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

/**
 * Predictions that were made elsewhere: logged, and counted. Those of now are counted once that is
 * committed; those of the past by the same transaction, in the history of their time; those that
 * are past the model's retention are left out.
 */
public final class ObservationTask implements WriteTask {
  private final LoggedRows kept;
  private final int expired;
  private final long receivedAt;
  private final LabelJoin join;
  private final Subjects subjects;
  private final CompletableFuture<ObservedRows> answer;
  private LoggedRows added;
  private LoggedRows live;
  private int uncounted;
  private List<Outcome> joined = List.of();

  /**
   * @param receivedAt in milliseconds since 1970
   */
  public ObservationTask(
      LoggedRows rows,
      long receivedAt,
      LabelJoin join,
      Subjects subjects,
      CompletableFuture<ObservedRows> answer) {
    long oldest = receivedAt - rows.version().schema().monitoring().log().retention().toMillis();
    this.kept = rows.where(row -> rows.details().predictedAt(row) >= oldest);
    this.expired = rows.size() - kept.size();
    this.added = kept;
    this.live = kept;
    this.receivedAt = receivedAt;
    this.join = join;
    this.subjects = subjects;
    this.answer = answer;
  }

  @Override
  public Durability durability() {
    return Durability.SYNCED;
  }

  @Override
  public boolean yieldsRoom() {
    return true;
  }

  @Override
  public void run(Transaction transaction) {
    joined = List.of();
    long model = transaction.models().key(kept.version().id().model());
    transaction.models().lock(model);
    added = withoutKnown(transaction, model);
    live = added.where(row -> !isPast(row));
    uncounted = 0;
    if (live.size() < added.size()) {
      LoggedRows past = added.where(this::isPast);
      uncounted =
          past.size()
              - past.version()
                  .past()
                  .keep(transaction, past.rows(), past.predictions(), past.details(), receivedAt);
    }
    Map<Long, List<StoredPrediction>> byModel = new HashMap<>();
    new RowEncoder(transaction, subjects).encode(added, byModel);
    joined = join.insert(transaction, model, byModel.getOrDefault(model, List.of()));
  }

  /** Whether one of the added rows is. */
  private boolean isPast(int row) {
    return ObservedRows.isPast(added.details().predictedAt(row), receivedAt);
  }

  /** A caller that heard no answer sends its rows again: those that are there are left out. */
  private LoggedRows withoutKnown(Transaction transaction, long model) {
    List<String> ids = IntStream.range(0, kept.size()).mapToObj(kept.details()::id).toList();
    Set<String> known = new HashSet<>(transaction.predictions().existing(model, ids));
    return kept.where(row -> known.add(ids.get(row)));
  }

  @Override
  public void committed() {
    if (live.size() > 0) {
      live.version().counting().onRows(live.rows(), live.predictions(), live.details());
    }
    join.count(joined);
    answer.complete(new ObservedRows(added.size(), added.size() - live.size(), uncounted, expired));
  }

  @Override
  public void failed(StoreException why) {
    answer.completeExceptionally(StoreUnavailableException.of(why));
  }
}
