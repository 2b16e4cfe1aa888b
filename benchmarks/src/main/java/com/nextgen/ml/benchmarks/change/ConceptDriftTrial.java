package com.nextgen.ml.benchmarks.change;

import com.nextgen.ml.monitoring.concept.LossBounds;
import com.nextgen.ml.monitoring.detector.ChangeDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * How long each detector runs without a change, how late it finds one and how often it misses it:
 * at its defaults, and at a strictness that gives all one run length on stable streams. Prints
 * Markdown tables.
 *
 * <p>A naive Bayes model is learned from 5,000 rows, held-out losses are those of 5,000 more; then
 * come 3,000 labels, a change (at once, or over 2,000 labels), and labels up to 5,000 after its
 * beginning. The first alarm after the beginning finds it.
 *
 * <p>Arguments: seed, runs, run length, and where a picture of delay against run length is to be
 * written (an SVG; none if absent).
 */
public final class ConceptDriftTrial {
  private static final int LEARNED = 5000;
  private static final int BEFORE = 3000;
  private static final int AFTER = 5000;
  private static final int GRADUAL = 2000;
  private static final int STABLE = 400_000;

  private final Random random;
  private final int runs;
  private final double runLength;
  private final DelayPlot plot = new DelayPlot(STABLE);

  private ConceptDriftTrial(long seed, int runs, double runLength) {
    this.random = new Random(seed);
    this.runs = runs;
    this.runLength = runLength;
  }

  /** Runs the trial. */
  public static void main(String[] arguments) throws IOException {
    ConceptDriftTrial trial =
        new ConceptDriftTrial(
            Long.parseLong(arguments[0]),
            Integer.parseInt(arguments[1]),
            Double.parseDouble(arguments[2]));
    for (ConceptStream stream : List.of(new Sea(), new Agrawal(), new Hyperplane())) {
      trial.run(stream);
    }
    if (arguments.length > 3) {
      Files.writeString(Path.of(arguments[3]), trial.plot.svg());
    }
  }

  private record Served(BinnedBayes model, LossBounds bounds) {}

  private Served serve(ConceptStream stream) {
    BinnedBayes model = new BinnedBayes(stream.width());
    for (int i = 0; i < LEARNED; i++) {
      double[] row = stream.row(random);
      model.learn(row, stream.label(row, 0, random));
    }
    int wrong = 0;
    for (int i = 0; i < LEARNED; i++) {
      wrong += error(stream, model, 0) ? 1 : 0;
    }
    LossBounds bounds =
        new LossBounds(
            LEARNED, (double) wrong / LEARNED, OptionalDouble.empty(), OptionalDouble.empty());
    return new Served(model, bounds);
  }

  private boolean error(ConceptStream stream, BinnedBayes model, double changed) {
    double[] row = stream.row(random);
    return model.predict(row) != stream.label(row, changed, random);
  }

  /** A model of its own, so that what chance does to held-out losses is in the figures. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Run(LossBounds bounds, boolean[] before, boolean[] abrupt, boolean[] gradual) {}

  private void run(ConceptStream stream) {
    Served served = serve(stream);
    boolean[] calibration = losses(stream, served.model(), STABLE, 0, 0);
    boolean[] stable = losses(stream, served.model(), STABLE, 0, 0);
    List<Run> trials = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Served each = serve(stream);
      trials.add(
          new Run(
              each.bounds(),
              losses(stream, each.model(), BEFORE, 0, 0),
              losses(stream, each.model(), AFTER, 1, 1),
              losses(stream, each.model(), AFTER, 0, 1)));
    }
    System.out.printf(
        Locale.ROOT,
        "%n### %s%n%nError %.3f before (held-out %.3f), %.3f after.%n%n",
        stream.name(),
        share(stable),
        served.bounds().error(),
        share(losses(stream, served.model(), 20_000, 1, 1)));
    System.out.println(
        "| detector | set to | run length | false alarms | abrupt: delay | missed"
            + " | gradual: delay | missed |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    List<DelayPlot.Point> usual = new ArrayList<>();
    List<DelayPlot.Point> equal = new ArrayList<>();
    for (Candidate candidate : Candidate.all()) {
      usual.add(row(candidate, candidate.usual(), served.bounds(), stable, trials, "default"));
    }
    for (Candidate candidate : Candidate.all()) {
      double strictness = candidate.strictness(served.bounds(), runLength, calibration);
      String set = String.format(Locale.ROOT, "%.2f", strictness);
      equal.add(row(candidate, strictness, served.bounds(), stable, trials, set));
    }
    plot.panel(stream.name(), usual, equal);
  }

  /** Losses while the concept goes from one share to another over {@link #GRADUAL} labels. */
  private boolean[] losses(
      ConceptStream stream, BinnedBayes model, int length, double from, double to) {
    boolean[] losses = new boolean[length];
    for (int i = 0; i < length; i++) {
      losses[i] = error(stream, model, Math.min(to, from + (to - from) * i / GRADUAL));
    }
    return losses;
  }

  private static double share(boolean[] errors) {
    return (double) count(errors) / errors.length;
  }

  private static int count(boolean[] flags) {
    int sum = 0;
    for (boolean flag : flags) {
      sum += flag ? 1 : 0;
    }
    return sum;
  }

  private DelayPlot.Point row(
      Candidate candidate,
      double strictness,
      LossBounds bounds,
      boolean[] stable,
      List<Run> trials,
      String set) {
    int alarms = alarms(candidate.maker().make(bounds, strictness), stable);
    int falseAlarms = 0;
    List<Integer> abrupt = new ArrayList<>();
    List<Integer> gradual = new ArrayList<>();
    for (Run run : trials) {
      ChangeDetector detector = candidate.maker().make(run.bounds(), strictness);
      falseAlarms += alarms(detector, run.before());
      delay(detector, run.abrupt(), abrupt);
      ChangeDetector other = candidate.maker().make(run.bounds(), strictness);
      alarms(other, run.before());
      delay(other, run.gradual(), gradual);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.1f | %s | %.0f %% | %s | %.0f %% |%n",
        candidate.name(),
        set,
        alarms == 0 ? "> " + stable.length : String.valueOf(stable.length / alarms),
        1e4 * falseAlarms / ((double) runs * BEFORE),
        median(abrupt),
        missed(abrupt),
        median(gradual),
        missed(gradual));
    List<Integer> sorted = abrupt.stream().sorted().toList();
    return new DelayPlot.Point(
        candidate.name(),
        alarms == 0 ? STABLE : (double) STABLE / alarms,
        sorted.size() > runs / 2 ? sorted.get(runs / 2) : Double.POSITIVE_INFINITY);
  }

  private static int alarms(ChangeDetector detector, boolean[] errors) {
    int alarms = 0;
    for (boolean error : errors) {
      alarms += Candidate.drifts(detector, error) ? 1 : 0;
    }
    return alarms;
  }

  private static void delay(ChangeDetector detector, boolean[] errors, List<Integer> delays) {
    for (int i = 0; i < errors.length; i++) {
      if (Candidate.drifts(detector, errors[i])) {
        delays.add(i + 1);
        return;
      }
    }
  }

  private double missed(List<Integer> delays) {
    return 100.0 * (runs - delays.size()) / runs;
  }

  /** Over all runs, a miss being later than any delay. */
  private String median(List<Integer> delays) {
    List<Integer> sorted = delays.stream().sorted().toList();
    return sorted.size() > runs / 2 ? String.valueOf(sorted.get(runs / 2)) : "–";
  }
}
