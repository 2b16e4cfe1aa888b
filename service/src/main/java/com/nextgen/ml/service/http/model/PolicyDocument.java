package com.nextgen.ml.service.http.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A monitoring policy as the API shows it: every key of {@code model.yaml} in camelCase with what
 * holds, said or by default. Tests keep their names.
 */
final class PolicyDocument {
  private PolicyDocument() {}

  /** Writes the policy as an object. */
  static void write(JsonGenerator out, MonitoringPolicy policy) throws IOException {
    out.writeStartObject();
    SchemaDocument.texts(out, "windows", policy.windows().stream().map(Window::name).toList());
    out.writeNumberField("minimumRows", policy.minimumRows());
    out.writeStringField("falseAlarms", policy.falseAlarms().spelling());
    out.writeObjectFieldStart("budget");
    numbers(out, policy.budget().bySpelling());
    out.writeEndObject();
    drift(out, policy.drift());
    out.writeBooleanField("showValues", policy.showValues());
    SchemaDocument.texts(out, "segments", policy.segments());
    labels(out, policy.labels());
    out.writeStringField("retention", DurationSpelling.of(policy.log().retention()));
    out.writeBooleanField("logFeatures", policy.log().features());
    out.writeObjectFieldStart("concept");
    out.writeNumberField("margin", policy.concept().margin());
    SchemaDocument.texts(out, "detectors", policy.concept().detectors());
    out.writeEndObject();
    out.writeObjectFieldStart("multivariate");
    out.writeNumberField("rows", policy.multivariate().rows());
    out.writeEndObject();
    out.writeObjectFieldStart("performance");
    out.writeNumberField("drop", policy.performance().drop());
    out.writeNumberField("growth", policy.performance().growth());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void drift(JsonGenerator out, DriftSettings rules) throws IOException {
    out.writeObjectFieldStart("thresholds");
    thresholds(out, rules.thresholds());
    out.writeNumberField("datasetRatio", rules.datasetRatio());
    out.writeEndObject();
    out.writeObjectFieldStart("features");
    for (Map.Entry<String, FeaturePolicy> feature : new TreeMap<>(rules.features()).entrySet()) {
      out.writeObjectFieldStart(feature.getKey());
      thresholds(out, feature.getValue().thresholds());
      if (feature.getValue().minimumRows().isPresent()) {
        out.writeNumberField("minimumRows", feature.getValue().minimumRows().getAsLong());
      }
      out.writeBooleanField("watch", feature.getValue().watch());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void thresholds(JsonGenerator out, EffectThresholds thresholds)
      throws IOException {
    numbers(out, new TreeMap<>(thresholds.byTest()));
  }

  private static void labels(JsonGenerator out, LabelPolicy labels) throws IOException {
    out.writeStringField("labelDelay", DurationSpelling.of(labels.delay()));
    if (labels.perDay().isPresent()) {
      out.writeNumberField("labelsPerDay", labels.perDay().getAsDouble());
    }
  }

  private static void numbers(JsonGenerator out, Map<String, Double> numbers) throws IOException {
    for (Map.Entry<String, Double> number : numbers.entrySet()) {
      out.writeNumberField(number.getKey(), number.getValue());
    }
  }
}
