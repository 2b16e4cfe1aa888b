package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.page.Spelled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The categories of a file that the reference never had, by name and in bounded memory. */
final class UnseenNames {
  /** Of more names than this of one column those that come later are not told apart. */
  private static final int MAX_REMEMBERED = 1_000;

  private static final int MAX_TOLD = 3;

  private final List<Categories> columns = new ArrayList<>();
  private long rows;

  /**
   * @param layout of the reference, inputs only
   */
  UnseenNames(Layout layout) {
    for (Column column : layout.columns()) {
      if (column.bins() instanceof CategoricalBins bins) {
        Set<String> known = new HashSet<>(bins.named());
        known.addAll(bins.rest());
        columns.add(new Categories(column.name(), column.index(), known, new HashMap<>()));
      }
    }
  }

  private record Categories(String column, int index, Set<String> known, Map<String, Long> unseen) {

    void add(String value) {
      if (!known.contains(value) && (unseen.size() < MAX_REMEMBERED || unseen.containsKey(value))) {
        unseen.merge(value, 1L, Long::sum);
      }
    }
  }

  /** Adds the rows of a block. */
  void add(RowBlock block) {
    rows += block.rows();
    int width = block.rows() == 0 ? 0 : block.categorical().length / block.rows();
    for (Categories column : columns) {
      for (int row = 0; row < block.rows(); row++) {
        String value = block.categorical()[row * width + column.index()];
        if (value != null) {
          column.add(value);
        }
      }
    }
  }

  /** Returns by column its most frequent unseen categories with their shares, in words. */
  Map<String, String> inWords() {
    Map<String, String> words = new HashMap<>();
    for (Categories column : columns) {
      if (!column.unseen().isEmpty()) {
        String told =
            column.unseen().entrySet().stream()
                .sorted(
                    Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_TOLD)
                .map(name -> Messages.quoted(name.getKey()) + " " + share(name.getValue()))
                .collect(Collectors.joining(", "));
        words.put(column.column(), column.unseen().size() > MAX_TOLD ? told + ", ..." : told);
      }
    }
    return words;
  }

  private String share(long count) {
    return Spelled.percent((double) count / rows);
  }
}
