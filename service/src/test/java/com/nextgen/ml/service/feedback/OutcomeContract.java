package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How outcomes reach versions, whatever database the log is in. */
@Timeout(60)
abstract class OutcomeContract extends FeedbackFixture {
  @Test
  void figuresOfThreeClassesEqualScikitLearn() throws Exception {
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
  void deliversOutcomesAgainAfterARestart() {
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
  void deliversAnOutcomeOnce() {
    predict("a", "b");
    label(yes("a"));
    feed.tick();
    label(yes("b"));
    feed.tick();
    assertThat(joined).extracting(Outcome::id).containsExactly("a", "b");
    assertThat(restored).isEmpty();
  }

  @Test
  void aFailingVersionDoesNotBlockOthers() {
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
  void restoresOutcomesOfAReloadedVersion() {
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
  void readsTheLogByPlaceAndByPredictionTime() {
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
}
