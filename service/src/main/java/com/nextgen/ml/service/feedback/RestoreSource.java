package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Durability;
import com.nextgen.ml.service.store.StoreException;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.WriteSource;
import com.nextgen.ml.service.store.WriteTask;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells of the outcomes that a version had before it was loaded, page by page. */
final class RestoreSource implements WriteSource {
  private static final int PAGE = 2_000;

  private final OutcomeJoin join;
  private final Queue<Restore> waiting = new ConcurrentLinkedQueue<>();

  RestoreSource(OutcomeJoin join) {
    this.join = join;
  }

  /**
   * A version was loaded.
   *
   * @param since outcomes that came before are not wanted, in milliseconds since 1970
   */
  void add(VersionId version, long since) {
    if (join.isObserved()) {
      waiting.add(new Restore(version, since));
    }
  }

  @Override
  public List<WriteTask> next() {
    Restore first = waiting.peek();
    return first == null ? List.of() : List.of(first);
  }

  /** Reads on the writing thread, so that nothing joins between a page and what is told of it. */
  private final class Restore implements WriteTask {
    private final VersionId version;
    private final long since;
    private long told = -1;
    private long until = -1;
    private List<Outcome> page = List.of();
    private long reached;
    private long end;

    Restore(VersionId version, long since) {
      this.version = version;
      this.since = since;
    }

    @Override
    public Durability durability() {
      return Durability.PROCESS;
    }

    @Override
    public void run(Transaction transaction) {
      page = List.of();
      Long model = transaction.models().find(version.model());
      if (model == null) {
        reached = 0;
        end = 0;
        return;
      }
      // What joins from now on is told of as new.
      end = until >= 0 ? until : transaction.models().lock(model);
      long from = told >= 0 ? told : transaction.labels().lastBefore(model, since);
      List<Outcome> all =
          transaction.labels().outcomes(model, from, PAGE).stream()
              .map(row -> OutcomeJoin.outcome(transaction, row.prediction(), row.label()))
              .toList();
      reached = all.size() < PAGE ? end : all.get(all.size() - 1).sequence();
      page =
          all.stream()
              .filter(outcome -> outcome.version().equals(version) && outcome.sequence() <= end)
              .toList();
    }

    @Override
    public void committed() {
      told = reached;
      until = end;
      join.tellAgain(page);
      if (told >= until) {
        waiting.remove(this);
      }
    }

    @Override
    public void failed(StoreException why) {
      if (why.isRefused()) {
        waiting.remove(this);
      }
    }
  }
}
