package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part {@code multivariate} of a baseline. */
final class ProductBlocksJson {
  private ProductBlocksJson() {}

  static void write(JsonGenerator out, ProductBlocks products) throws IOException {
    out.writeObjectFieldStart("multivariate");
    out.writeBooleanField("timeOrdered", products.timeOrdered());
    if (!products.isOutdated()) {
      out.writeArrayFieldStart("scores");
      for (int i = 0; i < products.width(); i++) {
        long[] cells =
            Arrays.stream(products.scores().of(i))
                .mapToLong(score -> Math.round(score * NormalScores.UNIT))
                .toArray();
        out.writeArray(cells, 0, cells.length);
      }
      out.writeEndArray();
    }
    out.writeArrayFieldStart("blocks");
    for (ProductCounts block : products.blocks()) {
      out.writeStartObject();
      out.writeNumberField("rows", block.rows());
      double[] sums = block.sums();
      int width = block.width();
      out.writeFieldName("sums");
      out.writeArray(sums, 0, width);
      out.writeFieldName("products");
      out.writeArray(sums, width, sums.length - width);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /**
   * Reads the part; without scores what was written before there were any.
   *
   * @param inputs the numeric features of the baseline
   */
  static ProductBlocks read(@Nullable JsonObject json, List<Column> inputs) {
    if (json == null) {
      return ProductBlocks.NONE;
    }
    int width = inputs.size();
    if (width == 0 || width > ProductCounts.MAX_COLUMNS) {
      throw json.error("blocks", "products are kept of 1 to 100 numeric features");
    }
    List<ProductCounts> blocks = new ArrayList<>();
    for (JsonObject block : json.objects("blocks")) {
      blocks.add(block.make(() -> block(block, width)));
    }
    NormalScores scores =
        json.has("scores") ? json.make(() -> new NormalScores(scores(json))) : NormalScores.NONE;
    if (json.has("scores") && !scores.fit(inputs)) {
      throw json.error("scores", "two more than a feature has bins are expected of each");
    }
    return json.make(() -> new ProductBlocks(json.bool("timeOrdered"), scores, blocks));
  }

  private static List<double[]> scores(JsonObject json) {
    return json.numberLists("scores").stream()
        .map(cells -> Arrays.stream(cells).map(cell -> cell / NormalScores.UNIT).toArray())
        .toList();
  }

  private static ProductCounts block(JsonObject json, int width) {
    double[] sums = json.numbers("sums", width);
    double[] products = json.numbers("products", width * (width + 1) / 2);
    double[] all = Arrays.copyOf(sums, sums.length + products.length);
    System.arraycopy(products, 0, all, sums.length, products.length);
    return new ProductCounts(width, json.count("rows"), all);
  }
}
