package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.Precision;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Numbers as they are written: those of a float column no longer than a float needs. */
record JsonNumbers(JsonGenerator out, Precision precision) {

  void field(String name, double value) throws IOException {
    out.writeFieldName(name);
    write(value);
  }

  void array(String name, double... values) throws IOException {
    out.writeArrayFieldStart(name);
    for (double value : values) {
      write(value);
    }
    out.writeEndArray();
  }

  private void write(double value) throws IOException {
    float narrow = (float) value;
    boolean exact = (float) Double.parseDouble(Float.toString(narrow)) == narrow;
    if (precision == Precision.FLOAT32 && exact) {
      out.writeNumber(narrow);
    } else {
      out.writeNumber(value);
    }
  }

  static void array(JsonGenerator out, String name, long... values) throws IOException {
    out.writeFieldName(name);
    out.writeArray(values, 0, values.length);
  }

  static void texts(JsonGenerator out, String name, List<String> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  static void figures(JsonGenerator out, String name, Map<String, Double> figures)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      out.writeNumberField(figure.getKey(), figure.getValue());
    }
    out.writeEndObject();
  }

  void quantiles(String name, SortedMap<Double, Double> quantiles) throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<Double, Double> quantile : quantiles.entrySet()) {
      field(Double.toString(quantile.getKey()), quantile.getValue());
    }
    out.writeEndObject();
  }
}
