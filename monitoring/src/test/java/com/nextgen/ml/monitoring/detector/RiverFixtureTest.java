package com.nextgen.ml.monitoring.detector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same streams give the same signals as river; see make_change_fixture.py. */
class RiverFixtureTest {
  private record Found(List<Integer> drifts, List<Integer> warnings) {}

  @TestFactory
  Stream<DynamicTest> signalsAtTheSameValuesAsRiver() throws Exception {
    return cases().flatMap(RiverFixtureTest::tests);
  }

  /** River keeps a warning when the distance between errors reaches a new greatest value. */
  @Test
  void eddmDiffersFromRiverOnlyInWarningsThatDoNotEnd() throws Exception {
    int longer = 0;
    for (JsonNode each : cases().filter(c -> c.has("bits")).toList()) {
      Found river = expected(each.get("signals").get("eddm"));
      Found ours = run(new Eddm(Eddm.Settings.DEFAULT), each);
      assertThat(ours.drifts()).isEqualTo(river.drifts());
      assertThat(river.warnings()).containsAll(ours.warnings());
      longer += river.warnings().size() - ours.warnings().size();
    }
    assertThat(longer).isPositive();
  }

  /** The paper's first weight is 1 where river has less, so it never sees more. */
  @Test
  void hddmWOfThePaperIsMoreCautiousThanRiver() throws Exception {
    for (JsonNode each : cases().filter(c -> c.has("bits")).toList()) {
      Found paper = run(new HddmW(HddmW.Settings.DEFAULT), each);
      Found river = run(new HddmW(hddmW(0.05, false)), each);
      assertThat(paper.drifts().size()).isLessThanOrEqualTo(river.drifts().size() + 1);
    }
  }

  /** River takes off the least part from both counts before it inverts them: more cautious. */
  @Test
  void adwinOfThePaperFindsWhatRiverFindsAndMore() throws Exception {
    int more = 0;
    for (JsonNode each : cases().toList()) {
      Found river = expected(each.get("signals").get("adwin"));
      Found paper = run(new Adwin(Adwin.Settings.DEFAULT), each);
      assertThat(paper.drifts().size()).isGreaterThanOrEqualTo(river.drifts().size());
      more += paper.drifts().size() - river.drifts().size();
    }
    assertThat(more).isPositive();
  }

  @Test
  void kswinAlarmsAsOftenAsRiver() throws Exception {
    for (JsonNode each : cases().filter(c -> c.has("kswin")).toList()) {
      int seeds = each.get("kswin").get("seeds").asInt();
      int river = each.get("kswin").get("alarms").asInt();
      int ours = 0;
      for (int seed = 0; seed < seeds; seed++) {
        ours += run(new Kswin(Kswin.Settings.river(seed)), each).drifts().size();
      }
      // Alarms of one stream are dependent: counts vary by a few times their root.
      assertThat((double) ours)
          .as(each.get("stream").asText())
          .isBetween(
              river - 6 * Math.sqrt(river + 1.0) - 0.05 * river,
              river + 6 * Math.sqrt(river + 1.0) + 0.05 * river);
    }
  }

  private static Stream<DynamicTest> tests(JsonNode each) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : each.get("signals").properties()) {
      // Of eddm river's warnings differ: there is a test of its own.
      if (!entry.getKey().equals("eddm")) {
        tests.add(
            DynamicTest.dynamicTest(
                entry.getKey() + ": " + each.get("stream").asText(),
                () -> assertSame(run(detector(entry.getKey()), each), expected(entry.getValue()))));
      }
    }
    return tests.stream();
  }

  private static void assertSame(Found ours, Found river) {
    assertThat(ours.drifts()).isEqualTo(river.drifts());
    assertThat(ours.warnings().equals(river.warnings())).as("same warnings").isTrue();
  }

  private static Found expected(JsonNode found) {
    List<Integer> drifts = new ArrayList<>();
    found.get("drifts").forEach(d -> drifts.add(d.asInt()));
    List<Integer> warnings = new ArrayList<>();
    for (JsonNode range : found.get("warnings")) {
      for (int i = range.get(0).asInt(); i <= range.get(1).asInt(); i++) {
        warnings.add(i);
      }
    }
    return new Found(drifts, warnings);
  }

  private static Found run(ChangeDetector detector, JsonNode each) {
    double[] values =
        each.has("bits")
            ? each.get("bits").asText().chars().mapToDouble(c -> c - '0').toArray()
            : Arrays.stream(each.get("hundredths").asText().split(",", -1))
                .mapToDouble(text -> Integer.parseInt(text) / 100.0)
                .toArray();
    Found found = new Found(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < values.length; i++) {
      Signal signal =
          detector instanceof BinaryDetector bits
              ? bits.add(values[i] == 1)
              : ((RealDetector) detector).add(values[i]);
      if (signal == Signal.DRIFT) {
        found.drifts().add(i);
      } else if (signal == Signal.WARNING) {
        found.warnings().add(i);
      }
    }
    return found;
  }

  private static ChangeDetector detector(String name) {
    return switch (name) {
      case "adwin" -> new Adwin(Adwin.Settings.RIVER);
      case "adwin delta .05, clock 1" -> new Adwin(adwin(0.05, 1, 5, 5, 10));
      case "adwin 3 buckets, least 20" -> new Adwin(adwin(0.002, 8, 3, 20, 100));
      case "page-hinkley" -> new PageHinkley(PageHinkley.Settings.RIVER);
      case "page-hinkley up 10" ->
          new PageHinkley(new PageHinkley.Settings(30, 0.005, 10, 1, Side.UP));
      case "page-hinkley down 10" ->
          new PageHinkley(new PageHinkley.Settings(30, 0.005, 10, 1 - 0.0001, Side.DOWN));
      case "ddm" -> new Ddm(Ddm.Settings.DEFAULT);
      case "ddm 100, 1.5, 2" -> new Ddm(new Ddm.Settings(100, 1.5, 2));
      case "eddm warning ends" -> new Eddm(Eddm.Settings.DEFAULT);
      case "eddm 10, .8, .7" -> new Eddm(new Eddm.Settings(10, 0.8, 0.7));
      case "hddm-a" -> new HddmA(HddmA.Settings.DEFAULT);
      case "hddm-a both" -> new HddmA(new HddmA.Settings(0.001, 0.005, true));
      case "hddm-w" -> new HddmW(hddmW(0.05, false));
      case "hddm-w both .1" -> new HddmW(hddmW(0.1, true));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Adwin.Settings adwin(
      double delta, int clock, int buckets, int leastPart, int grace) {
    return new Adwin.Settings(delta, clock, buckets, leastPart, grace, Adwin.Variant.RIVER);
  }

  private static HddmW.Settings hddmW(double weight, boolean bothSides) {
    return new HddmW.Settings(0.001, 0.005, weight, bothSides, HddmW.FirstWeight.RIVER);
  }

  private static Stream<JsonNode> cases() throws Exception {
    try (InputStream in = RiverFixtureTest.class.getResourceAsStream("river.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get("cases");
      return StreamSupport.stream(cases.spliterator(), false);
    }
  }
}
