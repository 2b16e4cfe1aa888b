package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.store.table.StoredPrediction.Cluster;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What holds logged rows together: the value of the declared column, or, where a row has none, a
 * request of several rows.
 */
final class ClusterKeys {
  private @Nullable String request;
  private @Nullable Cluster ofRequest;

  /**
   * Returns a row's cluster; null if it stands alone.
   *
   * @param key a keyed hash of a text
   */
  @Nullable Cluster of(LoggedRows logged, int row, ToLongFunction<String> key) {
    RowDetails details = logged.details();
    String value = logged.version().clusterColumn().value(logged.rows(), row, details);
    if (value != null) {
      return new Cluster(key.applyAsLong("value " + value), 0);
    }
    String asked = details.request();
    if (asked == null || details.requestRows() < 2) {
      return null;
    }
    if (ofRequest == null || !asked.equals(request)) {
      request = asked;
      ofRequest = new Cluster(key.applyAsLong("request " + asked), details.requestRows());
    }
    return ofRequest;
  }
}
