package com.nextgen.ml.monitoring.counts.codec;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The first {@value #SIZE} bytes of the SHA-256 of a layout: of columns in order with their names,
 * sources and indexes, and of every number and name that decides into which cell a value falls and
 * what is summed of it.
 */
final class LayoutFingerprint {
  static final int SIZE = 16;

  private final MessageDigest digest;

  private LayoutFingerprint(MessageDigest digest) {
    this.digest = digest;
  }

  static byte[] of(Layout layout) {
    return of(fingerprint -> fingerprint.add(layout));
  }

  /** Of the layout that had products of clipped values, as were counted before normal scores. */
  static byte[] ofClippedProducts(Layout layout) {
    return of(
        fingerprint -> {
          fingerprint.add("products");
          fingerprint.addColumns(layout);
        });
  }

  static byte[] of(OutcomeLayout layout) {
    return of(fingerprint -> fingerprint.add(layout));
  }

  private static byte[] of(Consumer<LayoutFingerprint> content) {
    try {
      LayoutFingerprint fingerprint = new LayoutFingerprint(MessageDigest.getInstance("SHA-256"));
      content.accept(fingerprint);
      return Arrays.copyOf(fingerprint.digest.digest(), SIZE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void add(OutcomeLayout layout) {
    add(layout.task().code());
    add(layout.classes().size());
    layout.classes().forEach(this::add);
    add(layout.positive());
    NumericBins scores = layout.scores();
    add(scores == null ? 0 : 1);
    if (scores != null) {
      add(scores);
    }
    if (layout.task().isClassification() && !layout.probable()) {
      add("no probabilities"); // only then: other layouts keep their fingerprints
    }
  }

  private void add(Layout layout) {
    if (layout.products()) {
      // First, and only then: layouts without them keep their fingerprints.
      add("products of normal scores");
      for (int i = 0; i < layout.productWidth(); i++) {
        for (double score : layout.scores().of(i)) {
          add(score);
        }
      }
    }
    addColumns(layout);
  }

  private void addColumns(Layout layout) {
    add(layout.columns().size());
    for (Column column : layout.columns()) {
      add(column.name());
      add(column.source().name());
      add(column.index());
      if (column.bins() instanceof NumericBins bins) {
        add(bins);
      } else if (column.bins() instanceof CategoricalBins bins) {
        add(bins);
      }
    }
  }

  private void add(NumericBins bins) {
    add(bins.precision().code());
    add(bins.minimum());
    add(bins.center());
    add(bins.scale());
    add(bins.size());
    for (int i = 0; i < bins.size(); i++) {
      add(bins.edge(i));
    }
    add(bins.publishedSize());
    for (int index : bins.published()) {
      add(index);
    }
  }

  private void add(CategoricalBins bins) {
    add(bins.named().size());
    for (String name : bins.named()) {
      add(name);
      add(bins.isPublished(name) ? 1 : 0);
    }
    add(bins.rest().size());
    for (String name : new TreeSet<>(bins.rest())) {
      add(name);
    }
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16BE);
    add(bytes.length);
    digest.update(bytes);
  }

  private void add(int value) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  private void add(double value) {
    digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
  }
}
