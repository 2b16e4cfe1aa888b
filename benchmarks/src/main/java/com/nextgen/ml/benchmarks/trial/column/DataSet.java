package com.nextgen.ml.benchmarks.trial.column;

import com.nextgen.ml.monitoring.schema.Missing;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A data set beside the project, and its columns that are features. */
enum DataSet {
  ADULT(
      "adult/adult.csv.gz",
      "adult",
      List.of("age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"),
      List.of("workclass", "education", "occupation", "relationship", "race", "native-country")),
  BIKES(
      "bike-sharing/hour.csv",
      "bikes",
      List.of("mnth", "hr", "temp", "hum", "windspeed", "casual", "registered"),
      List.of("weathersit", "weekday")),
  HOUSES(
      "kc-house/kc_house_data.csv.gz",
      "houses",
      List.of(
          "bedrooms",
          "bathrooms",
          "sqft_living",
          "sqft_lot",
          "grade",
          "sqft_basement",
          "yr_built",
          "yr_renovated",
          "lat",
          "long"),
      List.of("floors", "condition", "zipcode")),
  SHOPPERS(
      "online-shoppers/online_shoppers_intention.csv",
      "shoppers",
      List.of(
          "Administrative",
          "Administrative_Duration",
          "ProductRelated",
          "ProductRelated_Duration",
          "BounceRates",
          "ExitRates",
          "PageValues"),
      List.of("Month", "Browser", "Region", "TrafficType", "VisitorType"));

  private final String file;
  private final String name;

  @SuppressWarnings("Immutable") // made by List.of
  private final List<String> numbers;

  @SuppressWarnings("Immutable") // made by List.of
  private final List<String> names;

  DataSet(String file, String name, List<String> numbers, List<String> names) {
    this.file = file;
    this.name = name;
    this.numbers = numbers;
    this.names = names;
  }

  /** Returns its columns; a column is swapped with the next one of its type. */
  List<Source> read(Path folder) throws IOException {
    Map<String, List<String>> texts = texts(folder.resolve(file));
    List<Source> sources = new ArrayList<>();
    add(sources, true, numbers, texts);
    add(sources, false, names, texts);
    return sources;
  }

  private void add(
      List<Source> sources,
      boolean numeric,
      List<String> columns,
      Map<String, List<String>> texts) {
    List<double[]> values = new ArrayList<>();
    for (String column : columns) {
      List<String> found = texts.get(column);
      if (found == null) {
        throw new IllegalArgumentException(file + " has no column " + column);
      }
      values.add(numeric ? numbers(found) : categories(found));
    }
    for (int i = 0; i < columns.size(); i++) {
      sources.add(
          new RealSource(
              name + " " + columns.get(i),
              numeric,
              values.get(i),
              values.get((i + 1) % columns.size())));
    }
  }

  private static Map<String, List<String>> texts(Path path) throws IOException {
    List<List<String>> columns = new ArrayList<>();
    List<String> header = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        CsvReader<CsvRecord> reader =
            CsvReader.builder().ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (CsvRecord row : reader) {
        if (header.isEmpty()) {
          header.addAll(row.getFields());
          header.forEach(column -> columns.add(new ArrayList<>()));
        } else {
          for (int i = 0; i < header.size(); i++) {
            columns.get(i).add(row.getField(i).strip());
          }
        }
      }
    }
    Map<String, List<String>> texts = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      texts.put(header.get(i), columns.get(i));
    }
    return texts;
  }

  private static boolean isMissing(String text) {
    return text.isEmpty() || text.equals("?");
  }

  private static double[] numbers(List<String> texts) {
    return texts.stream()
        .mapToDouble(text -> isMissing(text) ? Missing.NUMBER : Double.parseDouble(text))
        .toArray();
  }

  private static double[] categories(List<String> texts) {
    Map<String, Integer> indexes = new HashMap<>();
    return texts.stream()
        .mapToDouble(
            text -> {
              if (isMissing(text)) {
                return Missing.NUMBER;
              }
              indexes.putIfAbsent(text, indexes.size());
              return indexes.getOrDefault(text, 0);
            })
        .toArray();
  }
}
