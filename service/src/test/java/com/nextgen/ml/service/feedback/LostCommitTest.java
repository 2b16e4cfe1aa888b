package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.store.LosingProxy;
import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that ends in a commit: whether it took place or not, all is counted once. */
@Timeout(60)
@Tag("slow")
class LostCommitTest {
  private static final List<String> IDS = List.of("a", "b", "a");

  private final TestClock clock = new TestClock();
  private LosingProxy proxy;
  private Store store;
  private CountedRows counting;
  private Feedback feedback;
  private TestServed shop;

  /** What does not come through. */
  private enum Lost {
    COMMIT,
    ANSWER
  }

  @BeforeEach
  void start() throws IOException {
    proxy = new LosingProxy(PostgresServer.shared().newDatabase());
    store = Store.start(proxy.address());
    await(() -> store.health().isAvailable());
    counting = new CountedRows();
    feedback = new Feedback(store, counting, PastRows.NONE, null, clock::millis);
    shop = TestServed.shop(feedback.versions());
    // The model's row is there, as it is when the service has run for a while.
    label("before", true).join();
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    proxy.close();
  }

  /** The ids of all outcomes that the log has. */
  private List<String> joined() {
    return new OutcomeReader(store).after("shop", 0, 100).stream().map(Outcome::id).toList();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private void lose(Lost lost, String statement) {
    if (lost == Lost.COMMIT) {
      proxy.loseCommit(statement);
    } else {
      proxy.lose(statement);
    }
  }

  private CompletableFuture<Integer> observe() {
    return shop.observer()
        .onObserved(
            TestServed.rows(IDS.size()),
            TestServed.predictions(IDS.size()),
            new TestDetails(IDS, clock.millis(), "DE", null))
        .thenApply(ObservedRows::accepted);
  }

  private CompletableFuture<FeedbackAnswer> label(String id, boolean yes) {
    return feedback.label(
        shop, List.of(new Label(id, Boolean.toString(yes), Double.NaN, null, null, false)));
  }

  private long labels(LabelStatus status) {
    return feedback.figures().get(shop.id()).statuses().get(status);
  }

  private static void assertUnavailable(CompletableFuture<?> answer) {
    assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailableException.class);
  }

  /** Tries again until there is a store, as callers do. */
  private static <T> T again(Supplier<CompletableFuture<T>> request) {
    while (true) {
      try {
        return request.get().join();
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(StoreUnavailableException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void observationsAreCountedOnce(Lost lost) {
    label("b", true).join();
    lose(lost, "INSERT INTO predictions");

    assertUnavailable(observe());

    assertThat(proxy.lost()).isEqualTo(1);
    assertThat(again(this::observe)).isEqualTo(lost == Lost.COMMIT ? 2 : 0);
    assertThat(counting.rows.sum()).isEqualTo(2);
    assertThat(joined()).containsExactly("b");
    assertThat(labels(LabelStatus.MATCHED)).isEqualTo(1);
    assertThat(again(this::observe)).isZero();
    assertThat(counting.rows.sum()).isEqualTo(2);
  }

  @Test
  void observationsThatAreNotRepeatedAreCountedIfStored() {
    proxy.lose("INSERT INTO predictions");

    assertUnavailable(observe());

    await(() -> counting.rows.sum() == 2);
    await(() -> store.health().isAvailable());
    assertThat(feedback.prediction("shop", "a")).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void labelsAreCountedOnce(Lost lost) {
    shop.predict(clock.millis(), "a");
    await(() -> feedback.storeFigures().waiting() == 0);
    lose(lost, "INSERT INTO labels");

    assertUnavailable(label("a", true));

    assertThat(again(() -> label("a", true)).count(LabelStatus.MATCHED))
        .isEqualTo(lost == Lost.COMMIT ? 1 : 0);
    assertThat(again(() -> label("a", true)).count(LabelStatus.DUPLICATE)).isEqualTo(1);
    assertThat(joined()).containsExactly("a");
    assertThat(labels(LabelStatus.MATCHED)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void labelsThatWaitAreCountedOnce(Lost lost) {
    lose(lost, "INSERT INTO labels");

    assertUnavailable(label("a", true));

    again(() -> label("a", true));
    assertThat(labels(LabelStatus.PENDING)).isEqualTo(2); // and the one before
  }

  @ParameterizedTest
  @EnumSource
  void loggedRowsAreJoinedOnce(Lost lost) {
    label("a", true).join();
    lose(lost, "INSERT INTO predictions");

    shop.predict(clock.millis(), "a", "b");

    await(() -> feedback.storeFigures().waiting() == 0);
    assertThat(proxy.lost()).isEqualTo(1);
    store.write(Durability.UNSYNCED, transaction -> null).join();
    assertThat(feedback.storeFigures().logged()).isEqualTo(2);
    assertThat(joined()).containsExactly("a");
    assertThat(labels(LabelStatus.MATCHED)).isEqualTo(1);
    assertThat(counting.rows.sum()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void erasuresAreCountedOnce(Lost lost) {
    shop.predict(clock.millis(), "a");
    await(() -> feedback.storeFigures().waiting() == 0);
    lose(lost, "DELETE FROM predictions");

    assertUnavailable(feedback.erase("shop", "a"));

    assertThat(again(() -> feedback.erase("shop", "a"))).isEqualTo(lost == Lost.COMMIT);
    assertThat(feedback.storeFigures().erased()).isEqualTo(1);
  }
}
