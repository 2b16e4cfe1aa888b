package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.benchmarks.trial.Scale.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the calibration trial and writes what it found between the marks of a page.
 *
 * <p>{@code --deep} prints the false alarms down to the rarest level alone, {@code --dependent}
 * runs the dependent rows alone, {@code --deep-dependent} prints those down to the rarest level,
 * {@code --comparison} runs the comparison with other tools alone.
 *
 * <p>Arguments: {@code --quick} for a size of about a minute, {@code --small} for one of some
 * minutes, {@code --seed N}, {@code --write PAGE} for the page, beside which plots go; without it
 * everything is printed.
 */
public final class Calibration {
  private static final List<Size> DEEP = List.of(new Size(500, 5000));
  private static final List<Size> WIDE =
      List.of(
          new Size(50, 500),
          new Size(500, 500),
          new Size(5000, 500),
          new Size(2000, 100_000),
          new Size(20_000, 100_000));
  private static final Size WIDEST = new Size(100_000, 1_000_000);
  private static final int WORST = 15;

  private Calibration() {}

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    List<String> words = Arrays.asList(arguments);
    Scale scale =
        words.contains("--quick")
            ? Scale.QUICK
            : words.contains("--small") ? Scale.SMALL : Scale.FULL;
    long seed = words.contains("--seed") ? Long.parseLong(after(words, "--seed")) : 2026;
    if (words.contains("--deep")) {
      System.out.print(Tables.levels(deep(seed)));
      return;
    }
    if (words.contains("--deep-dependent")) {
      List<LevelCase> cases = deepDependent(seed);
      System.out.printf("%s%n%s", Tables.levels(cases), Tables.levelsOf(LevelCase.G, cases));
      return;
    }
    Map<String, String> sections = new LinkedHashMap<>();
    if (words.contains("--comparison")) {
      compare(scale, seed, words, sections);
      return;
    }
    sections.put("dependent", DependentTable.of(new DependentTrial(seed).run(scale.dependent())));
    say("dependent");
    if (words.contains("--dependent")) {
      tell(words, sections);
      return;
    }
    List<LevelCase> levels = levels(scale, seed);
    sections.put("levels", Tables.levels(levels));
    say("levels");
    sections.put("months", Tables.months(new MonthTrial(seed).run(scale.months())));
    say("months");
    sections.put("families", Tables.families(new FamilyTrial(seed).run(scale.families())));
    say("families");
    compare(scale, seed, words, sections);
  }

  /** With other tools, after what was found so far. */
  private static void compare(
      Scale scale, long seed, List<String> words, Map<String, String> sections) throws IOException {
    List<Comparison> compared = Comparison.of(new ComparisonTrial(scale, seed).run());
    say("comparison");
    sections.put("summary", Tables.summary(compared));
    sections.put("power", Tables.power(compared));
    sections.put("rows", Tables.rowsNeeded(compared));
    sections.put("less-power", Tables.lessPower(compared, WORST));
    sections.put("less-power-by", Tables.lessPowerBy(compared));
    sections.put("more-wrong", Tables.moreWrong(compared, WORST));
    tell(words, sections);
    if (words.contains("--write")) {
      plot(Path.of(after(words, "--write")), compared);
    }
  }

  private static void tell(List<String> words, Map<String, String> sections) throws IOException {
    if (words.contains("--write")) {
      write(Path.of(after(words, "--write")), sections);
    } else {
      sections.forEach((name, text) -> System.out.printf("%s%n%n%s%n", name, text));
    }
  }

  private static List<LevelCase> deep(long seed) {
    List<LevelCase> cases = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (Size size : DEEP) {
        cases.add(new LevelTrial(seed).run(shape, size, Scale.FULL.deepWindows()));
      }
    }
    return cases;
  }

  /** Of streams whose windows are drawn fast enough for the rarest level. */
  private static List<LevelCase> deepDependent(long seed) {
    DependentTrial trial = new DependentTrial(seed);
    return DependentStream.ALL.stream()
        .filter(stream -> !(stream instanceof Seasonal))
        .map(stream -> trial.levels(stream, 500, 400, 250))
        .toList();
  }

  private static List<LevelCase> levels(Scale scale, long seed) {
    LevelTrial trial = new LevelTrial(seed);
    List<LevelCase> cases = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (Size size : DEEP) {
        cases.add(trial.run(shape, size, scale.deepWindows()));
      }
      for (Size size : WIDE) {
        cases.add(trial.run(shape, size, scale.windows()));
      }
      cases.add(trial.run(shape, WIDEST, scale.windows() / 50));
    }
    return cases;
  }

  private static void write(Path page, Map<String, String> sections) throws IOException {
    String text = Files.readString(page);
    for (Map.Entry<String, String> section : sections.entrySet()) {
      String begin = "<!-- trial:" + section.getKey() + " -->\n";
      int from = text.indexOf(begin);
      int to = text.indexOf("<!-- end -->", from);
      if (from < 0 || to < 0) {
        throw new IOException("the page has no place for '" + section.getKey() + "'");
      }
      text =
          text.substring(0, from) + begin + "\n" + section.getValue() + "\n" + text.substring(to);
    }
    Files.writeString(page, text);
  }

  private static void plot(Path page, List<Comparison> compared) throws IOException {
    List<String> names = Arrays.stream(Rule.values()).map(Rule::title).toList();
    List<Double> power =
        Arrays.stream(Rule.values())
            .map(
                rule ->
                    compared.stream()
                        .filter(Comparison::isDrift)
                        .mapToDouble(c -> c.power(rule))
                        .average()
                        .orElse(0))
            .toList();
    Files.writeString(
        page.resolveSibling("calibration-power.svg"),
        Plot.bars("Mean power at 5 % false alarms", names, power));
  }

  private static String after(List<String> words, String word) {
    return words.get(words.indexOf(word) + 1);
  }

  private static void say(String what) {
    System.err.println("done: " + what);
  }
}
