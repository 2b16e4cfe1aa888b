package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.OutcomePage;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What is known now of predictions of a stretch of time, whoever made or labelled them. */
public final class OutcomesByTime {
  private static final int PAGE = 2_000;

  private final Store store;

  /** Reads from {@code store}. */
  public OutcomesByTime(Store store) {
    this.store = store;
  }

  /**
   * Gives a version's outcomes in the order in which they were predicted, each with its label as it
   * now stands. Reads page by page, so it may take long.
   *
   * @param from inclusive
   * @param to exclusive
   * @throws StoreException if the store cannot be read now
   */
  public void read(VersionId version, Instant from, Instant to, Consumer<Outcome> each) {
    Long model = store.read(transaction -> transaction.models().find(version.model()));
    if (model == null) {
      return;
    }
    OutcomePage.Place place = OutcomePage.Place.at(from.toEpochMilli());
    for (boolean more = true; more; ) {
      OutcomePage.Place begin = place;
      Page page =
          store.read(
              transaction -> {
                OutcomePage found =
                    transaction.labels().predicted(model, begin, to.toEpochMilli(), PAGE);
                return new Page(
                    found.outcomes().stream()
                        .map(row -> OutcomeJoin.outcome(transaction, row.prediction(), row.label()))
                        .toList(),
                    found.next());
              });
      page.outcomes().stream().filter(outcome -> outcome.version().equals(version)).forEach(each);
      place = page.next();
      more = page.outcomes().size() == PAGE;
    }
  }

  private record Page(List<Outcome> outcomes, OutcomePage.Place next) {}
}
