package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.dedup.DeduplicatingObservers;
import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeObserver;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A model with a log of predictions and labels in a store. */
abstract class FeedbackFixture {
  static final VersionId BROKEN = new VersionId("broken", 1);
  final TestClock clock = new TestClock();
  final List<Outcome> joined = new ArrayList<>();
  final List<Outcome> restored = new ArrayList<>();

  final OutcomeObserver observer =
      new OutcomeObserver() {
        @Override
        public void joined(List<Outcome> outcomes) {
          if (outcomes.stream().anyMatch(outcome -> outcome.version().equals(BROKEN))) {
            throw new IllegalStateException("outcomes of this version cannot be taken");
          }
          joined.addAll(outcomes);
        }

        @Override
        public void restored(List<Outcome> outcomes) {
          restored.addAll(outcomes);
        }
      };

  StoreAddress address;
  Store store;
  CountedRows counting;
  Feedback feedback;
  OutcomeFeed feed;
  final List<TestServed> served = new ArrayList<>();
  TestServed shop;

  /** A database without tables. */
  abstract StoreAddress newDatabase();

  @BeforeEach
  void start() {
    address = newDatabase();
    open();
  }

  void open() {
    store = Store.start(address);
    while (!store.health().isAvailable()) {
      Thread.onSpinWait();
    }
    counting = new CountedRows();
    feedback = new Feedback(store, counting, PastRows.NONE, null, clock::millis);
    shop = TestServed.shop(new DeduplicatingObservers(feedback.versions(), null, clock::nanoTime));
    served.clear();
    served.add(shop);
    feed = new OutcomeFeed(store, observer, () -> served, clock::millis);
    feed.tick();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  /** Waits until all that was announced is written. */
  void written() {
    while (feedback.storeFigures().waiting() > 0) {
      Thread.onSpinWait();
    }
    store.write(Durability.UNSYNCED, transaction -> null).join();
    feed.tick();
  }

  void predict(String... ids) {
    shop.predict(clock.millis(), ids);
  }

  FeedbackAnswer label(Label... labels) {
    FeedbackAnswer answer = feedback.label(shop, List.of(labels)).join();
    feed.tick();
    return answer;
  }

  List<Outcome> logged() {
    return new OutcomeReader(store).after("shop", 0, 100);
  }

  static Label yes(String id) {
    return new Label(id, "true", Double.NaN, null, null, false);
  }

  static Label no(String id) {
    return new Label(id, "false", Double.NaN, null, "till", false);
  }

  static Label correctNo(String id) {
    return new Label(id, "false", Double.NaN, null, "audit", true);
  }
}
