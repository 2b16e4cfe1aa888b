package com.nextgen.ml.service.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code GET /metrics} answers. Thread-safe if its collectors are. */
public final class MetricsPage {
  private final List<MultiCollector> collectors;
  private final ExpositionFormatWriter text =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final ExpositionFormatWriter openMetrics =
      OpenMetricsTextFormatWriter.builder()
          .setCreatedTimestampsEnabled(false)
          .setExemplarsOnAllMetricTypesEnabled(false)
          .build();

  /**
   * A rendered page.
   *
   * @param contentType the value of the header of that name
   * @param body in UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the writer of the response, never compared
  public record Page(String contentType, byte[] body) {}

  /**
   * @param collectors no two of which give a metric of one name
   */
  public MetricsPage(List<? extends MultiCollector> collectors) {
    this.collectors = List.copyOf(collectors);
  }

  /**
   * Collects and writes everything.
   *
   * @param accept the request's header; null if it has none
   * @return OpenMetrics if the header asks for it, else the Prometheus text format
   */
  public Page render(@Nullable String accept) {
    ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : text;
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    try {
      // All names are plain, so no scheme changes them.
      writer.write(body, collect(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return new Page(writer.getContentType(), body.toByteArray());
  }

  private MetricSnapshots collect() {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    for (MultiCollector collector : collectors) {
      collector.collect().stream().forEach(snapshots::add);
    }
    return new MetricSnapshots(snapshots);
  }
}
