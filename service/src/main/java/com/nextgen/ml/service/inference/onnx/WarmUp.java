package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OrtException;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row that every model is run on once before it serves: zeros and first categories. */
public final class WarmUp {
  private WarmUp() {}

  public static RowBlock row(ModelSchema schema, List<String> texts) {
    return new RowBlock(1, new double[schema.numericWidth()], texts.toArray(String[]::new));
  }

  /** Returns why a run failed, in the runtime's words where it has some. */
  public static String why(InferenceException e) {
    return e.getCause() instanceof OrtException cause
        ? OnnxModel.brief(cause)
        : String.valueOf(e.getMessage());
  }

  /** Returns the texts of the row, one for each feature that is not numeric. */
  public static List<String> texts(ModelSchema schema, @Nullable Baseline baseline) {
    List<String> texts = new ArrayList<>();
    for (Feature feature : schema.features()) {
      if (!feature.isNumeric()) {
        texts.add(text(feature, baseline));
      }
    }
    return texts;
  }

  private static String text(Feature feature, @Nullable Baseline baseline) {
    if (!feature.codes().isEmpty()) {
      return feature.codes().get(0);
    }
    if (feature.type() == FeatureType.BOOLEAN) {
      return "false";
    }
    if (baseline != null) {
      for (Column column : baseline.layout().columns()) {
        if (column.source() == Column.Source.CATEGORICAL_INPUT
            && column.name().equals(feature.name())
            && column.bins() instanceof CategoricalBins bins
            && !bins.named().isEmpty()) {
          return bins.named().get(0);
        }
      }
    }
    return feature.missingText() == null ? "" : feature.missingText();
  }
}
