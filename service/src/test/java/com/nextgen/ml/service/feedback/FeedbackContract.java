package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.dedup.DeduplicatingObservers;
import com.nextgen.ml.service.feedback.log.LoggedPrediction;
import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.feedback.outcome.FeedbackFigures;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeObserver;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the log and the labels come to, whatever database they are in. */
@Timeout(60)
abstract class FeedbackContract {
  private static final VersionId BROKEN = new VersionId("broken", 1);

  private final TestClock clock = new TestClock();
  private final List<Outcome> joined = new ArrayList<>();
  private final List<Outcome> restored = new ArrayList<>();
  private final OutcomeObserver observer =
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

  private StoreAddress address;
  private Store store;
  private CountedRows counting;
  private Feedback feedback;
  private OutcomeFeed feed;
  private final List<TestServed> served = new ArrayList<>();
  private TestServed shop;

  /** A database without tables. */
  abstract StoreAddress newDatabase();

  @BeforeEach
  void start() {
    address = newDatabase();
    open();
  }

  private void open() {
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
  private void written() {
    while (feedback.storeFigures().waiting() > 0) {
      Thread.onSpinWait();
    }
    store.write(Durability.PROCESS, transaction -> null).join();
    feed.tick();
  }

  private void predict(String... ids) {
    shop.predict(clock.millis(), ids);
  }

  private FeedbackAnswer label(Label... labels) {
    FeedbackAnswer answer = feedback.label(shop, List.of(labels)).join();
    feed.tick();
    return answer;
  }

  private List<Outcome> logged() {
    return new OutcomeReader(store).after("shop", 0, 100);
  }

  private static Label yes(String id) {
    return new Label(id, "true", Double.NaN, null, null, false);
  }

  private static Label no(String id) {
    return new Label(id, "false", Double.NaN, null, "till", false);
  }

  private static Label correctNo(String id) {
    return new Label(id, "false", Double.NaN, null, "audit", true);
  }

  @Test
  void aLabelMeetsItsPrediction() {
    predict("a", "b");
    clock.pass(Duration.ofMinutes(5));
    FeedbackAnswer answer = label(yes("a"), no("b"));
    assertThat(answer.count(LabelStatus.MATCHED)).isEqualTo(2);
    assertThat(answer.notMatched()).isEmpty();
    assertThat(joined).extracting(Outcome::sequence).containsExactly(1L, 2L);
    Outcome a = joined.get(0);
    assertThat(a.id()).isEqualTo("a");
    assertThat(a.version()).isEqualTo(shop.id());
    assertThat(a.labelledAt() - a.predictedAt()).isEqualTo(300_000);
    assertThat(a.classes()).containsExactly("false", "true");
    assertThat(a.actualClass()).isEqualTo(1);
    assertThat(a.predictedClass()).isEqualTo(1);
    assertThat(a.score()).isEqualTo(0.75);
    assertThat(a.scoreBin()).isEqualTo(149);
    assertThat(a.groups()).containsExactly(entry("country", "DE"));
    FeedbackFigures figures = feedback.figures().get(shop.id());
    assertThat(figures.outcomes()).containsExactly(0, 1, 0, 0, 1, 0, 0, 0, 0);
    assertThat(figures.statuses().get(LabelStatus.MATCHED)).isEqualTo(2);
    assertThat(figures.delaySeconds()).isEqualTo(600);
    assertThat(figures.delays()[3]).isEqualTo(2);
  }

  @Test
  void figuresOfThreeClassesAreThoseOfScikitLearn() throws Exception {
    ThreeClasses weather = ThreeClasses.read();
    TestServed model =
        TestServed.of(new VersionId("weather", 1), weather.schema(), null, feedback.versions());
    served.add(model);
    feed.tick();
    feedback.label(model, weather.labels(0)).join(); // half of them wait for their predictions
    model
        .observer()
        .onRows(
            TestServed.rows(weather.rows()),
            weather.predictions(),
            new TestDetails(weather.ids(), clock.millis()));
    written();
    feedback.label(model, weather.labels(1)).join();
    feed.tick();
    OutcomeTally tally =
        new OutcomeTally(
            OutcomeLayout.of(weather.schema(), Layout.withoutBaseline(weather.schema())));
    for (Outcome row : joined) {
      tally.addClass(row.actualClass(), row.predictedClass(), row.score(), row.scores(), 0);
    }
    MetricEstimates found = MetricEstimates.of(tally.counts());
    assertThat(found.figures().keySet()).isEqualTo(weather.figures().keySet());
    weather
        .figures()
        .forEach(
            (name, exact) ->
                assertThat(found.figures().get(name).value())
                    .as(name)
                    .isCloseTo(
                        exact,
                        within(
                            switch (name) {
                              case "auc" -> 0.005; // what score bins may leave open
                              case "averagePrecision" -> 0.02;
                              default -> 1e-7; // the log has floats
                            })));
    assertThat(feedback.prediction("weather", "w7").scores().keySet())
        .containsExactly("clear", "mist", "rain");
  }

  @Test
  void theSameLabelAgainIsADuplicateAndAnotherConflicts() {
    predict("a");
    label(yes("a"));
    assertThat(label(yes("a")).notMatched())
        .containsExactly(new FeedbackAnswer.Unmatched("a", LabelStatus.DUPLICATE));
    assertThat(label(no("a"), yes("a")).notMatched())
        .extracting(FeedbackAnswer.Unmatched::status)
        .containsExactly(LabelStatus.CONFLICTING, LabelStatus.DUPLICATE);
    assertThat(joined).hasSize(1);
    assertThat(feedback.prediction("shop", "a").label().className()).isEqualTo("true");
  }

  @Test
  void aCorrectionReplacesWhatStood() {
    predict("a");
    label(yes("a"));
    assertThat(label(correctNo("a")).count(LabelStatus.MATCHED)).isEqualTo(1);
    assertThat(label(correctNo("a")).count(LabelStatus.DUPLICATE)).isEqualTo(1);
    assertThat(joined).hasSize(1);
    assertThat(joined.get(0).actualClass()).isEqualTo(1);
    // Who reads the log from now on has what is right, in its old place.
    assertThat(logged()).extracting(Outcome::actualClass).containsExactly(0);
    assertThat(logged()).extracting(Outcome::sequence).containsExactly(1L);
    assertThat(feedback.prediction("shop", "a").label().className()).isEqualTo("false");
  }

  @Test
  void oneRequestMaySayManyThingsOfOneId() {
    predict("a");
    FeedbackAnswer answer = label(yes("a"), yes("a"), no("a"), correctNo("a"), yes("w"), no("w"));
    assertThat(answer.counts())
        .containsEntry(LabelStatus.MATCHED, 2)
        .containsEntry(LabelStatus.DUPLICATE, 1)
        .containsEntry(LabelStatus.CONFLICTING, 2)
        .containsEntry(LabelStatus.PENDING, 1);
    assertThat(joined).extracting(Outcome::actualClass).containsExactly(0);
  }

  @Test
  void aLabelThatComesFirstWaitsAndIsJoinedWithItsPrediction() {
    assertThat(label(yes("a"), no("b")).notMatched())
        .extracting(FeedbackAnswer.Unmatched::status)
        .containsExactly(LabelStatus.PENDING, LabelStatus.PENDING);
    assertThat(label(correctNo("a")).notMatched())
        .containsExactly(new FeedbackAnswer.Unmatched("a", LabelStatus.PENDING));
    assertThat(joined).isEmpty();
    predict("c", "a");
    written();
    assertThat(joined).extracting(Outcome::id).containsExactly("a");
    assertThat(joined).extracting(Outcome::actualClass).containsExactly(0);
    assertThat(label(correctNo("a")).count(LabelStatus.DUPLICATE)).isEqualTo(1);
    predict("b");
    written();
    assertThat(joined).extracting(Outcome::sequence).containsExactly(1L, 2L);
    assertThat(feedback.figures().get(shop.id()).statuses().get(LabelStatus.MATCHED)).isEqualTo(2);
  }

  @Test
  void aPredictionThatIsRepeatedIsNeitherCountedNorLoggedAgain() {
    predict("a", "b");
    predict("b", "c");
    predict("c");
    written();
    assertThat(counting.rows.sum()).isEqualTo(3);
    assertThat(feedback.storeFigures().logged()).isEqualTo(3);
    clock.pass(Duration.ofMinutes(25));
    predict("a");
    written();
    assertThat(counting.rows.sum()).isEqualTo(4);
    // The log remembers longer than the replica.
    assertThat(feedback.prediction("shop", "a").predictedAt())
        .isEqualTo(clock.millis() - Duration.ofMinutes(25).toMillis());
  }

  @Test
  void observationsThatAreSentAgainAreCountedOnce() {
    List<String> ids = List.of("o1", "o2", "o1");
    RowBlock rows = TestServed.rows(3);
    PredictionBlock said = TestServed.predictions(3);
    var details = new TestDetails(ids, clock.millis(), "DE", null);
    assertThat(shop.observer().onObserved(rows, said, details).join().accepted()).isEqualTo(2);
    assertThat(shop.observer().onObserved(rows, said, details).join().accepted()).isZero();
    assertThat(counting.rows.sum()).isEqualTo(2);
    assertThat(label(yes("o1"), yes("o2")).count(LabelStatus.MATCHED)).isEqualTo(2);
  }

  @Test
  void aSubjectIsKeptAsAHashAndErasedByIt() {
    shop.observer()
        .onRows(
            TestServed.rows(2),
            TestServed.predictions(2),
            new TestDetails(List.of("a", "b"), clock.millis(), "DE", "ann@example.com"));
    predict("c");
    label(yes("a"), yes("c"));
    LoggedPrediction a = feedback.prediction("shop", "a");
    assertThat(a.subject()).matches("[0-9a-f]{64}");
    assertThat(feedback.prediction("shop", "b").subject()).isEqualTo(a.subject());
    assertThat(feedback.prediction("shop", "c").subject()).isNull();
    assertThat(feedback.eraseSubject(a.subject()).join()).isEqualTo(new ErasedRows(2, 1));
    assertThat(feedback.eraseSubject(a.subject()).join()).isEqualTo(new ErasedRows(0, 0));
    assertThat(feedback.prediction("shop", "a")).isNull();
    assertThat(feedback.prediction("shop", "c")).isNotNull();
    assertThat(feedback.erase("shop", "c").join()).isTrue();
    assertThat(feedback.erase("shop", "c").join()).isFalse();
    assertThat(feedback.storeFigures().erased()).isEqualTo(3);
  }

  @Test
  void whatIsOlderThanTheRetentionIsRemovedAndItsLabelsExpire() {
    String[] many = IntStream.range(0, 12_000).mapToObj(i -> "p" + i).toArray(String[]::new);
    predict(many);
    label(yes("p0"), yes("p1"), yes("waits"));
    clock.pass(Duration.ofDays(89));
    predict("late");
    written();
    clock.pass(Duration.ofDays(2));
    // Not swept yet, but too old already.
    assertThat(label(yes("p2")).notMatched())
        .extracting(FeedbackAnswer.Unmatched::status)
        .containsExactly(LabelStatus.EXPIRED);
    feedback.housekeeping();
    while (feedback.storeFigures().removed() < 12_003) {
      Thread.onSpinWait();
    }
    assertThat(feedback.prediction("shop", "p0")).isNull();
    assertThat(feedback.prediction("shop", "late")).isNotNull();
    Label old =
        new Label(
            "p0", "true", Double.NaN, clock.millis() - Duration.ofDays(91).toMillis(), null, false);
    String oldId = "0197e0a0-0000-7000-8000-000000000000";
    assertThat(label(old, yes(oldId), yes("new")).notMatched())
        .extracting(FeedbackAnswer.Unmatched::status)
        .containsExactly(LabelStatus.EXPIRED, LabelStatus.EXPIRED, LabelStatus.PENDING);
    assertThat(feedback.figures().get(shop.id()).statuses().get(LabelStatus.EXPIRED)).isEqualTo(3);
  }

  @Test
  void outcomesAreToldOfAgainAfterAStart() {
    predict("a", "b", "c");
    label(yes("a"), no("b"), yes("c"));
    label(correctNo("c"));
    List<Outcome> before = List.copyOf(joined);
    joined.clear();
    store.close();
    clock.pass(Duration.ofHours(1));
    open();
    assertThat(joined).isEmpty();
    assertThat(restored).extracting(Outcome::sequence).containsExactly(1L, 2L, 3L);
    assertThat(restored.get(0))
        .usingRecursiveComparison()
        .ignoringFields("actual") // NaN
        .isEqualTo(before.get(0));
    assertThat(restored).extracting(Outcome::actualClass).containsExactly(1, 0, 0);
    // Counters begin anew.
    assertThat(feedback.figures().get(shop.id()).statuses().get(LabelStatus.MATCHED)).isZero();
    predict("d");
    label(yes("d"));
    assertThat(joined).extracting(Outcome::sequence).containsExactly(4L);
  }

  @Test
  void anOutcomeIsToldOfOnceHoweverOftenTheLogIsRead() {
    predict("a", "b");
    label(yes("a"));
    feed.tick();
    label(yes("b"));
    feed.tick();
    assertThat(joined).extracting(Outcome::id).containsExactly("a", "b");
    assertThat(restored).isEmpty();
  }

  @Test
  void aVersionWhoseOutcomesCannotBeTakenHoldsUpNoOther() {
    TestServed broken = TestServed.of(BROKEN, shop.schema(), null, feedback.versions());
    served.add(0, broken);
    feed.tick();
    broken.predict(clock.millis(), "x");
    predict("a");
    feedback.label(broken, List.of(yes("x"))).join();
    feedback.label(shop, List.of(yes("a"))).join();
    assertThatThrownBy(feed::tick).hasMessage("outcomes of this version cannot be taken");
    assertThat(joined).extracting(Outcome::id).containsExactly("a");
  }

  @Test
  void outcomesOfAVersionThatIsLoadedAnewAreRestored() {
    predict("a");
    label(yes("a"));
    joined.clear();
    shop = TestServed.shop(feedback.versions());
    served.set(0, shop);
    feed.tick();
    predict("b");
    label(yes("b"));
    assertThat(restored).extracting(Outcome::id).containsExactly("a");
    assertThat(joined).extracting(Outcome::id).containsExactly("b");
  }

  @Test
  void theLogIsReadByPlaceFromEitherEndAndByTheTimeOfPredictions() {
    predict("first");
    clock.pass(Duration.ofMinutes(1));
    predict("second");
    long second = clock.millis();
    label(yes("second"), yes("first"));
    OutcomeReader reader = new OutcomeReader(store);
    assertThat(reader.after("shop", 0, 1)).extracting(Outcome::id).containsExactly("second");
    assertThat(reader.after("shop", 1, 9)).extracting(Outcome::id).containsExactly("first");
    assertThat(reader.last("shop", 2, 1)).extracting(Outcome::id).containsExactly("first");
    assertThat(reader.last("shop", 2, 9)).extracting(Outcome::sequence).containsExactly(1L, 2L);
    assertThat(reader.placeBefore("shop", Long.MAX_VALUE)).isEqualTo(2);
    assertThat(reader.placeBefore("shop", second)).isZero();
    List<String> predicted = new ArrayList<>();
    reader.predicted(
        shop.id(),
        Instant.EPOCH,
        Instant.ofEpochMilli(second + 1),
        outcome -> predicted.add(outcome.id()));
    assertThat(predicted).containsExactly("first", "second");
    predicted.clear();
    reader.predicted(
        shop.id(),
        Instant.EPOCH,
        Instant.ofEpochMilli(second),
        outcome -> predicted.add(outcome.id()));
    assertThat(predicted).containsExactly("first");
    assertThat(reader.after("unknown", 0, 9)).isEmpty();
    assertThat(reader.placeBefore("unknown", second)).isZero();
  }

  @Test
  void evaluationsOfOthersStandBesideOurs() {
    feedback.evaluate(shop.id(), Map.of("auc", 0.8, "f1", 0.5), 100, "nightly", 10L).join();
    feedback.evaluate(shop.id(), Map.of("auc", 0.7), 100, "nightly", clock.millis()).join();
    assertThat(feedback.evaluations(shop.id()))
        .extracting(Evaluation::metric, Evaluation::figure)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("auc", 0.7),
            org.assertj.core.groups.Tuple.tuple("f1", 0.5));
  }
}
