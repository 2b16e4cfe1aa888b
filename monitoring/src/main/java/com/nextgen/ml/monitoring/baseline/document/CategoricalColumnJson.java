package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A categorical column of a baseline, or the predicted classes. */
final class CategoricalColumnJson {
  private CategoricalColumnJson() {}

  static void write(JsonGenerator out, CategoricalCounts counts, CategorySummary summary)
      throws IOException {
    CategoricalBins bins = counts.bins();
    int named = bins.named().size();
    out.writeStringField("type", ColumnJson.CATEGORICAL);
    out.writeNumberField("count", counts.count());
    out.writeNumberField("missing", counts.missing());
    out.writeNumberField("distinct", summary.distinct());
    out.writeBooleanField("exact", summary.exact());
    out.writeNumberField("singletons", summary.singletons());
    out.writeNumberField("unseenRate", summary.unseenRate());
    if (summary.unseenRows() > 0) {
      out.writeNumberField("unseenRows", summary.unseenRows());
    }
    JsonNumbers.texts(out, "categories", bins.named());
    JsonNumbers.array(out, "counts", Arrays.copyOf(counts.cells(), named));
    out.writeNumberField("other", counts.other());
    out.writeNumberField("unseen", counts.unseen());
    if (Arrays.stream(counts.hashed()).anyMatch(rows -> rows > 0)) {
      JsonNumbers.array(out, "hashed", counts.hashed());
    }
    JsonNumbers.texts(out, "published", bins.named().stream().filter(bins::isPublished).toList());
    JsonNumbers.texts(out, "rest", bins.rest().stream().sorted().toList());
  }

  static ColumnJson read(JsonObject json, boolean input, int index) {
    List<String> named = json.texts("categories");
    CategoricalBins bins =
        json.make(
            () -> new CategoricalBins(named, distinct(json, "published"), distinct(json, "rest")));
    long[] cells = Arrays.copyOf(json.counts("counts", named.size()), bins.size() + 1);
    cells[bins.otherCell()] = json.count("other");
    cells[bins.unseenCell()] = json.count("unseen");
    cells[bins.size()] = json.count("missing");
    CategoricalCounts counts = CategoricalCounts.of(bins, cells);
    if (json.has("hashed")) {
      counts = counts.withHashed(json.counts("hashed", CategoricalBins.HASHED));
    }
    ColumnJson.checkCount(json, counts);
    CategorySummary summary =
        json.make(
            () ->
                new CategorySummary(
                    json.count("distinct"),
                    json.bool("exact"),
                    json.count("singletons"),
                    json.number("unseenRate"),
                    json.has("unseenRows") ? json.count("unseenRows") : 0));
    Column.Source source = input ? Column.Source.CATEGORICAL_INPUT : Column.Source.PREDICTED_CLASS;
    return new ColumnJson(
        json.make(() -> new Column(json.text("name"), source, index, bins)), counts, summary);
  }

  private static Set<String> distinct(JsonObject json, String key) {
    List<String> texts = json.texts(key);
    Set<String> distinct = Set.copyOf(texts);
    if (distinct.size() != texts.size()) {
      throw json.error(key, "a name stands twice");
    }
    return distinct;
  }
}
