package com.nextgen.ml.monitoring.drift;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.drift.ColumnReport.Effects;
import com.nextgen.ml.monitoring.drift.ColumnReport.Quality;
import com.nextgen.ml.monitoring.drift.ColumnReport.TestFigure;
import com.nextgen.ml.monitoring.drift.comparison.ShareChange;
import java.io.IOException;
import java.util.OptionalDouble;

/** The part of the drift document that belongs to one column. */
final class ColumnReportJson {
  private final JsonGenerator out;
  private final boolean distributions;

  ColumnReportJson(JsonGenerator out, boolean distributions) {
    this.out = out;
    this.distributions = distributions;
  }

  void write(ColumnReport column) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", column.name());
    out.writeStringField("type", column.type().code());
    out.writeStringField("verdict", column.verdict().code());
    out.writeStringField("reason", column.reason() == null ? null : column.reason().code());
    number("pValue", column.pValue());
    out.writeArrayFieldStart("tests");
    for (TestFigure figure : column.tests()) {
      test(figure);
    }
    out.writeEndArray();
    effects(column.effects());
    if (column.worths() != null) {
      out.writeObjectFieldStart("designEffect");
      worth("reference", column.worths().reference());
      worth("current", column.worths().current());
      out.writeEndObject();
    }
    quality(column.quality());
    if (distributions) {
      distributions(column);
    }
    out.writeEndObject();
  }

  private void distributions(ColumnReport column) throws IOException {
    out.writeFieldName("current");
    summary(column.current());
    if (column.reference() != null) {
      out.writeFieldName("reference");
      summary(column.reference());
    }
  }

  private void test(TestFigure figure) throws IOException {
    out.writeStartObject();
    out.writeStringField("test", figure.test().code());
    out.writeNumberField("statistic", figure.statistic());
    number("pValue", figure.result().pValue());
    number("critical", figure.result().critical());
    number("threshold", figure.threshold());
    number("errorBound", figure.result().errorBound());
    out.writeEndObject();
  }

  private void effects(Effects effects) throws IOException {
    out.writeArrayFieldStart("effects");
    for (String measure : effects.measures()) {
      out.writeString(measure);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("outside");
    for (ShareChange change : effects.outside()) {
      out.writeStartObject();
      out.writeStringField("cell", change.cell().code());
      out.writeNumberField("reference", change.reference());
      out.writeNumberField("current", change.current());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void worth(String side, DesignEffect worth) throws IOException {
    out.writeObjectFieldStart(side);
    out.writeNumberField("cells", worth.cells());
    out.writeNumberField("spread", worth.spread());
    out.writeNumberField("cumulative", worth.cumulative());
    out.writeNumberField("mean", worth.mean());
    out.writeNumberField("ranks", worth.ranks());
    out.writeEndObject();
  }

  private void quality(Quality quality) throws IOException {
    out.writeObjectFieldStart("quality");
    out.writeNumberField("missing", quality.missing());
    out.writeNumberField("below", quality.below());
    out.writeNumberField("above", quality.above());
    out.writeNumberField("unseen", quality.unseen());
    out.writeNumberField("nan", quality.nan());
    out.writeNumberField("infinite", quality.infinite());
    out.writeNumberField("clamped", quality.clamped());
    out.writeEndObject();
  }

  private void summary(Summary summary) throws IOException {
    out.writeStartObject();
    out.writeNumberField("count", summary.count());
    out.writeNumberField("missing", summary.missing());
    if (summary instanceof Summary.Numeric numbers) {
      numeric(numbers);
    } else if (summary instanceof Summary.Categorical names) {
      categorical(names);
    }
    out.writeEndObject();
  }

  private void numeric(Summary.Numeric summary) throws IOException {
    if (summary.moments().isPresent()) {
      moments(summary.moments().get());
    }
    out.writeArrayFieldStart("bins");
    for (Summary.Bin bin : summary.bins()) {
      out.writeStartObject();
      finite("upTo", bin.upTo());
      out.writeNumberField("count", bin.count());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void moments(Moments moments) throws IOException {
    out.writeNumberField("mean", moments.mean());
    out.writeNumberField("standardDeviation", moments.standardDeviation());
    finite("min", moments.min());
    finite("max", moments.max());
    out.writeObjectFieldStart("quantiles");
    for (int i = 0; i < Moments.QUANTILES.size(); i++) {
      finite(Moments.QUANTILES.get(i).toString(), moments.quantiles().get(i));
    }
    out.writeEndObject();
  }

  private void categorical(Summary.Categorical summary) throws IOException {
    out.writeArrayFieldStart("bins");
    for (Summary.Category category : summary.categories()) {
      out.writeStartObject();
      out.writeStringField("category", category.category());
      out.writeNumberField("count", category.count());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void number(String name, OptionalDouble value) throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(name, value.getAsDouble());
    }
  }

  private void finite(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumberField(name, value);
    }
  }
}
