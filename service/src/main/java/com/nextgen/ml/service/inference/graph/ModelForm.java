package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.attribution.tree.TreeEnsemble;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model computes, as far as its file tells. */
public sealed interface ModelForm {

  /**
   * A model whose outputs are sums over parts.
   *
   * @see Trees
   * @see Linear
   */
  sealed interface Additive extends ModelForm {
    /** What the parts see of rows. */
    FeatureColumns columns();

    /** How sums become scores. */
    Link link();

    /** What is explained: one for a number or a positive class, else one a class. */
    List<ExplainedSum> explained();

    /** Returns the sums of one row of columns. */
    double[] sums(double[] columns);
  }

  /**
   * Sums over trees.
   *
   * @param precision in which ONNX Runtime adds
   */
  record Trees(
      FeatureColumns columns,
      TreeEnsemble ensemble,
      Precision precision,
      Link link,
      List<ExplainedSum> explained)
      implements Additive {
    public Trees {
      explained = List.copyOf(explained);
    }

    @Override
    public double[] sums(double[] row) {
      return ensemble.evaluate(row, precision).stream().mapToDouble(x -> x).toArray();
    }
  }

  /**
   * Sums over columns times coefficients.
   *
   * @param coefficients by output, then column
   * @param intercepts by output
   */
  record Linear(
      FeatureColumns columns,
      List<List<Double>> coefficients,
      List<Double> intercepts,
      Link link,
      List<ExplainedSum> explained)
      implements Additive {
    public Linear {
      coefficients = coefficients.stream().map(List::copyOf).toList();
      intercepts = List.copyOf(intercepts);
      explained = List.copyOf(explained);
    }

    @Override
    public double[] sums(double[] row) {
      double[] sums = new double[intercepts.size()];
      for (int output = 0; output < sums.length; output++) {
        sums[output] = intercepts.get(output);
        for (int i = 0; i < row.length; i++) {
          sums[output] += coefficients.get(output).get(i) * row[i];
        }
      }
      return sums;
    }
  }

  /**
   * A model that is known by its answers alone.
   *
   * @param reason why, for people
   */
  record General(String reason) implements ModelForm {}

  /**
   * One number that is explained: a weighted sum of the model's sums.
   *
   * @param factors by sum of the model
   * @param className the class that it speaks for, if any
   */
  record ExplainedSum(List<Double> factors, @Nullable String className) {
    public ExplainedSum {
      factors = List.copyOf(factors);
    }

    /** Returns the number, of the model's sums or of anything that adds up as they do. */
    public double of(double[] sums) {
      double result = 0;
      for (int i = 0; i < sums.length; i++) {
        result += factors.get(i) * sums[i];
      }
      return result;
    }
  }

  /** Returns what a model's file computes; never fails, whatever the file holds. */
  static ModelForm read(byte[] onnx, ModelSchema schema) {
    try {
      return new GraphFollower(OnnxGraph.read(onnx), schema).follow();
    } catch (UnreadableGraphException | IllegalArgumentException e) {
      return new General(String.valueOf(e.getMessage()));
    }
  }
}
