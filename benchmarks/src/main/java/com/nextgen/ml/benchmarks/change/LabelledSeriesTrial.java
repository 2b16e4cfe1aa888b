package com.nextgen.ml.benchmarks.change;

import com.nextgen.ml.monitoring.concept.LossBounds;
import com.nextgen.ml.monitoring.detector.ChangeDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where each detector, at its defaults, alarms on series whose changes people or makers labelled.
 * Prints Markdown tables.
 *
 * <p>Of a series of numbers the detectors get 1 where a value is further from the median of its
 * first part than nine of ten values of that part, else 0: what a model that predicts the median
 * would have for a regression's loss. The first part is 100 values of TCPD (50 of run_log, which
 * changes at 60), 15 % of NAB, as its makers allow. Of circle, naive Bayes learns 400 rows, 300 are
 * held out.
 *
 * <p>Arguments: the folder of the data sets.
 */
public final class LabelledSeriesTrial {
  private static final int TCPD_PART = 100;
  private static final int RUN_LOG_PART = 50;
  private static final List<String> TCPD =
      List.of(
          "quality_control_1",
          "quality_control_2",
          "quality_control_3",
          "quality_control_4",
          "quality_control_5",
          "run_log",
          "well_log");
  private static final List<String> NAB =
      List.of(
          "realAdExchange/exchange-2_cpc_results.csv",
          "realAdExchange/exchange-4_cpm_results.csv",
          "realKnownCause/nyc_taxi.csv");

  private final Path data;

  private LabelledSeriesTrial(Path data) {
    this.data = data;
  }

  /** Runs the trial. */
  public static void main(String[] arguments) throws IOException {
    LabelledSeriesTrial trial = new LabelledSeriesTrial(Path.of(arguments[0]));
    trial.circle();
    for (String name : TCPD) {
      trial.tcpd(name);
    }
    for (String name : NAB) {
      trial.nab(name);
    }
  }

  private void circle() throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("circle/dataCircleGSev3Sp3Train.csv"));
    BinnedBayes model = new BinnedBayes(2);
    boolean[] errors = new boolean[lines.size()];
    for (int i = 0; i < errors.length; i++) {
      String[] cells = lines.get(i).split(",", -1);
      double[] row = {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])};
      boolean label = Double.parseDouble(cells[2]) == 1;
      if (i < 400) {
        model.learn(row, label);
      }
      errors[i] = model.predict(row) != label;
    }
    long wrong = IntStream.range(400, 700).filter(i -> errors[i]).count();
    print("circle", "1000 to 1250", bounds(300, wrong / 300.0), errors, 700);
  }

  private void tcpd(String name) throws IOException {
    String text = Files.readString(data.resolve("tcpd/" + name + ".json"));
    double[] values = numbers(first("\"series\".*?\"raw\"\\s*:\\s*\\[([^\\]]*)\\]", text));
    String all = Files.readString(data.resolve("tcpd/annotations.json"));
    String own = first("\"" + name + "\"\\s*:\\s*\\{([^}]*)\\}", all);
    List<String> people = new ArrayList<>();
    Matcher lists = Pattern.compile("\\[([^\\]]*)\\]").matcher(own);
    while (lists.find()) {
      people.add(lists.group(1).replaceAll("\\s+", " ").trim());
    }
    int part = name.equals("run_log") ? RUN_LOG_PART : TCPD_PART;
    print(name, String.join("; ", people), bounds(part, 0.1), far(values, part), part);
  }

  private void nab(String key) throws IOException {
    String file = key.substring(key.indexOf('/') + 1);
    List<String> lines = Files.readAllLines(data.resolve("nab/" + file));
    lines = lines.subList(1, lines.size());
    List<String> times = lines.stream().map(line -> line.substring(0, 19)).toList();
    double[] values =
        lines.stream()
            .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
            .toArray();
    String all = Files.readString(data.resolve("nab/combined_windows.json"));
    String own =
        first("\"" + Pattern.quote(key) + "\"\\s*:\\s*\\[(.*?)\\]\\s*(?:,\\s*\"|\\})", all);
    List<String> windows = new ArrayList<>();
    Matcher pairs = Pattern.compile("\"([^\"]{19})[^\"]*\",\\s*\"([^\"]{19})").matcher(own);
    while (pairs.find()) {
      windows.add(times.indexOf(pairs.group(1)) + " to " + times.indexOf(pairs.group(2)));
    }
    int part = (int) (0.15 * values.length);
    print(file, String.join("; ", windows), bounds(part, 0.1), far(values, part), part);
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("not found: " + pattern);
    }
    return matcher.group(1);
  }

  private static double[] numbers(String list) {
    return Arrays.stream(list.split(",", -1))
        .mapToDouble(s -> Double.parseDouble(s.trim()))
        .toArray();
  }

  private static LossBounds bounds(int rows, double error) {
    return new LossBounds(rows, error, OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static boolean[] far(double[] values, int part) {
    double median = quantile(Arrays.stream(values, 0, part), 0.5);
    double limit =
        quantile(Arrays.stream(values, 0, part).map(value -> Math.abs(value - median)), 0.9);
    boolean[] far = new boolean[values.length];
    for (int i = 0; i < far.length; i++) {
      far[i] = Math.abs(values[i] - median) > limit;
    }
    return far;
  }

  private static double quantile(DoubleStream values, double share) {
    double[] sorted = values.sorted().toArray();
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static void print(
      String name, String truth, LossBounds bounds, boolean[] errors, int from) {
    System.out.printf(
        "%n**%s**: %d values, watched from %d, changes at %s.%n%n| detector | alarms at |%n|---|---|%n",
        name, errors.length, from, truth.isEmpty() ? "none" : truth);
    for (Candidate candidate : Candidate.all()) {
      ChangeDetector detector = candidate.maker().make(bounds, candidate.usual());
      List<String> alarms = new ArrayList<>();
      for (int i = from; i < errors.length; i++) {
        if (Candidate.drifts(detector, errors[i])) {
          alarms.add(String.valueOf(i));
        }
      }
      int shown = Math.min(alarms.size(), 12);
      System.out.printf(
          "| %s | %s%s |%n",
          candidate.name(),
          alarms.isEmpty() ? "never" : String.join(", ", alarms.subList(0, shown)),
          shown < alarms.size() ? " and " + (alarms.size() - shown) + " more" : "");
    }
  }
}
