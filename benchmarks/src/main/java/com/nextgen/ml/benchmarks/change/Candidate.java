package com.nextgen.ml.benchmarks.change;

import com.nextgen.ml.monitoring.concept.LossBounds;
import com.nextgen.ml.monitoring.detector.Adwin;
import com.nextgen.ml.monitoring.detector.BinaryDetector;
import com.nextgen.ml.monitoring.detector.ChangeDetector;
import com.nextgen.ml.monitoring.detector.Cusum;
import com.nextgen.ml.monitoring.detector.Ddm;
import com.nextgen.ml.monitoring.detector.EDetector;
import com.nextgen.ml.monitoring.detector.Eddm;
import com.nextgen.ml.monitoring.detector.HddmA;
import com.nextgen.ml.monitoring.detector.HddmW;
import com.nextgen.ml.monitoring.detector.Kswin;
import com.nextgen.ml.monitoring.detector.PageHinkley;
import com.nextgen.ml.monitoring.detector.RealDetector;
import com.nextgen.ml.monitoring.detector.Side;
import com.nextgen.ml.monitoring.detector.Signal;
import java.util.List;

/**
 * A detector whose strictness can be set.
 *
 * @param usual strictness of its defaults
 * @param least strictness that is tried
 * @param most strictness that is tried
 */
record Candidate(String name, double usual, double least, double most, Maker maker) {
  /** Makes a detector of a strictness: the more, the fewer alarms. */
  interface Maker {
    ChangeDetector make(LossBounds bounds, double strictness);
  }

  /** All; strictness is the run length, −log10 of a level, a multiple or a threshold. */
  static List<Candidate> all() {
    return List.of(
        new Candidate(
            "e-detector",
            4,
            0.5,
            6,
            (b, s) ->
                new EDetector(
                    EDetector.Settings.of(b.unchanged(b.error(), 0.02), Math.pow(10, s)))),
        new Candidate(
            "adwin",
            -Math.log10(0.002),
            0.01,
            12,
            (b, s) ->
                new Adwin(new Adwin.Settings(Math.pow(10, -s), 32, 5, 5, 10, Adwin.Variant.PAPER))),
        new Candidate(
            "ddm", 3, 0.5, 12, (b, s) -> new Ddm(new Ddm.Settings(30, Math.min(2, s), s))),
        new Candidate(
            "eddm",
            1,
            0.1,
            9,
            (b, s) -> new Eddm(new Eddm.Settings(30, Math.max(0.95, 1 - s / 10), 1 - s / 10))),
        new Candidate(
            "hddm-a",
            3,
            0.2,
            12,
            (b, s) -> new HddmA(new HddmA.Settings(Math.pow(10, -s), Math.pow(10, -s / 2), false))),
        new Candidate(
            "hddm-w",
            3,
            0.2,
            12,
            (b, s) ->
                new HddmW(
                    new HddmW.Settings(
                        Math.pow(10, -s),
                        Math.pow(10, -s / 2),
                        0.05,
                        false,
                        HddmW.FirstWeight.ONE))),
        new Candidate(
            "page-hinkley",
            50,
            1,
            200,
            (b, s) -> new PageHinkley(new PageHinkley.Settings(30, 0.005, s, 1, Side.UP))),
        new Candidate(
            "kswin",
            4,
            0.5,
            12,
            (b, s) ->
                new Kswin(
                    new Kswin.Settings(Math.pow(10, -s), 300, 30, Kswin.Criterion.PAPER, true, 1))),
        new Candidate(
            "cusum",
            5,
            1,
            100,
            (b, s) -> {
              double deviation = Math.sqrt(b.error() * (1 - b.error()));
              return new Cusum(new Cusum.Settings(b.error(), deviation, 0.25, s, Side.UP));
            }));
  }

  /** Whether the detector signals drift after an error or none. */
  static boolean drifts(ChangeDetector detector, boolean error) {
    Signal signal =
        detector instanceof BinaryDetector bits
            ? bits.add(error)
            : ((RealDetector) detector).add(error ? 1 : 0);
    return signal == Signal.DRIFT;
  }

  /**
   * The strictness at which a stream without change has about one alarm in {@code runLength}
   * labels; the most that is tried if even there it has more, the least if it never has so many.
   */
  double strictness(LossBounds bounds, double runLength, boolean[] stable) {
    double low = least;
    double high = most;
    for (int i = 0; i < 14; i++) {
      double middle = (low + high) / 2;
      ChangeDetector detector = maker.make(bounds, middle);
      int alarms = 0;
      for (boolean error : stable) {
        alarms += drifts(detector, error) ? 1 : 0;
      }
      if (alarms * runLength > stable.length) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
