package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.inference.ChosenRows;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.serving.RowMetadata;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log keeps which rows came in one request. */
@Timeout(60)
class RequestClustersTest {
  @TempDir Path folder;

  private final TestClock clock = new TestClock();

  private static void predict(TestServed shop, RowDetails details, int rows) {
    shop.observer().onRows(TestServed.rows(rows), TestServed.predictions(rows), details);
  }

  private RowDetails request(String id, int rows) {
    return RowMetadata.of(id, false, rows, clock.millis());
  }

  private List<RowCluster> labelled(Feedback feedback, Store store, TestServed shop, String... ids)
      throws Exception {
    while (feedback.storeFigures().waiting() > 0) {
      Thread.sleep(5);
    }
    List<Label> labels =
        Arrays.stream(ids)
            .map(id -> new Label(id, "true", Double.NaN, clock.millis(), null, false))
            .toList();
    feedback.label(shop, labels).join();
    return new OutcomeReader(store).after("shop", 0, 100).stream().map(Outcome::cluster).toList();
  }

  @Test
  void rowsOfOneRequestAreTogetherAndASingleRowIsAlone() throws Exception {
    try (Store store = Store.start(StoreAddress.file(folder.resolve("store.db")))) {
      Feedback feedback =
          new Feedback(store, new CountedRows(), PastRows.NONE, null, clock::millis);
      TestServed shop = TestServed.shop(feedback.versions());
      predict(shop, request("r1", 3), 3);
      predict(shop, request("r2", 1), 1);
      RowDetails two = new ChosenRows(request("r3", 5), new int[] {1, 4});
      predict(shop, two, 2);
      shop.predict(clock.millis(), "own"); // as observed elsewhere
      List<RowCluster> clusters =
          labelled(feedback, store, shop, "r1#0", "r1#2", "r3#1", "r2", "r1#1", "r3#4", "own");
      RowCluster first = clusters.get(0);
      RowCluster third = clusters.get(2);
      assertThat(first.rows()).isEqualTo(3);
      assertThat(third.rows()).isEqualTo(5);
      assertThat(first.key()).isNotEqualTo(third.key());
      assertThat(clusters)
          .containsExactly(first, first, third, RowCluster.NONE, first, third, RowCluster.NONE);
    }
  }
}
