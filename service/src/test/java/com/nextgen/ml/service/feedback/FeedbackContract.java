package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.feedback.log.LoggedPrediction;
import com.nextgen.ml.service.feedback.outcome.FeedbackFigures;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
abstract class FeedbackContract extends FeedbackFixture {
  @Test
  void joinsALabelWithItsPrediction() {
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
  void aRepeatedLabelIsADuplicateAndADifferentOneAConflict() {
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
  void aCorrectionReplacesTheLabel() {
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
  void oneRequestMayLabelAnIdSeveralTimes() {
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
  void anEarlyLabelWaitsForItsPrediction() {
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
  void aRepeatedPredictionIsNeitherCountedNorLogged() {
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
  void repeatedObservationsAreCountedOnce() {
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
  void storesSubjectsAsHashesAndErasesByThem() {
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
  void removesOldPredictionsAndExpiresTheirLabels() {
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
  void keepsOutsideEvaluations() {
    feedback.evaluate(shop.id(), Map.of("auc", 0.8, "f1", 0.5), 100, "nightly", 10L).join();
    feedback.evaluate(shop.id(), Map.of("auc", 0.7), 100, "nightly", clock.millis()).join();
    assertThat(feedback.evaluations(shop.id()))
        .extracting(Evaluation::metric, Evaluation::figure)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("auc", 0.7),
            org.assertj.core.groups.Tuple.tuple("f1", 0.5));
  }
}
