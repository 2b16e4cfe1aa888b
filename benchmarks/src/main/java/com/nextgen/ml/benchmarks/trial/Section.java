package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.benchmarks.trial.column.Source;
import com.nextgen.ml.benchmarks.trial.column.Sources;
import com.nextgen.ml.benchmarks.trial.dependent.DependentStream;
import com.nextgen.ml.benchmarks.trial.dependent.DependentTable;
import com.nextgen.ml.benchmarks.trial.dependent.DependentTrial;
import com.nextgen.ml.benchmarks.trial.dependent.Seasonal;
import com.nextgen.ml.benchmarks.trial.fault.FaultCase;
import com.nextgen.ml.benchmarks.trial.fault.FaultTables;
import com.nextgen.ml.benchmarks.trial.fault.FaultTrial;
import com.nextgen.ml.benchmarks.trial.level.BaselineSpread;
import com.nextgen.ml.benchmarks.trial.level.BaselineTrial;
import com.nextgen.ml.benchmarks.trial.level.FamilyTrial;
import com.nextgen.ml.benchmarks.trial.level.LevelCase;
import com.nextgen.ml.benchmarks.trial.level.LevelTables;
import com.nextgen.ml.benchmarks.trial.level.LevelTrial;
import com.nextgen.ml.benchmarks.trial.population.Shape;
import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.power.PowerRow;
import com.nextgen.ml.benchmarks.trial.power.PowerTables;
import com.nextgen.ml.benchmarks.trial.power.PowerTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A part of the trial: runs, and gives its tables by the name of their place on the page. */
enum Section {
  /** Gross faults missed and false alarms, on simulated and real columns. */
  FAULTS {
    @Override
    Map<String, String> run(Request request, Consumer<String> progress) throws IOException {
      FaultTrial trial = new FaultTrial(request.seed(), progress);
      List<FaultCase> cases =
          new ArrayList<>(
              trial.run(
                  Sources.simulated(),
                  request.scale().faultSizes(),
                  request.scale().faultBaselines()));
      if (Files.isDirectory(request.data())) {
        List<Source> real = Sources.real(request.data());
        cases.addAll(
            trial.run(real, request.scale().faultSizes(), request.scale().faultBaselines()));
      } else {
        progress.accept("no " + request.data() + ": simulated columns alone");
      }
      return Map.of(
          "kinds", FaultTables.kinds(cases),
          "sizes", FaultTables.sizes(cases),
          "behind", FaultTables.behind(cases),
          "worst", FaultTables.worst(cases, WORST));
    }
  },

  /** False alarms of the declared p-value. */
  LEVELS {
    @Override
    Map<String, String> run(Request request, Consumer<String> progress) {
      LevelTrial trial = new LevelTrial(request.seed());
      List<LevelCase> cases = new ArrayList<>();
      for (Shape shape : Shape.values()) {
        for (Size size : Scale.LEVEL_SIZES) {
          cases.add(trial.run(shape, size, request.scale().windows(size)));
        }
        progress.accept(shape.title());
      }
      return Map.of("levels", LevelTables.levels(cases));
    }
  },

  /** False alarms of single baselines. */
  BASELINES {
    @Override
    Map<String, String> run(Request request, Consumer<String> progress) {
      BaselineTrial trial = new BaselineTrial(request.seed());
      List<BaselineSpread> spreads = new ArrayList<>();
      for (Size size : Scale.BASELINE_SIZES) {
        for (Shape shape : List.of(Shape.NORMAL, Shape.LOG_NORMAL, Shape.ZIPF_50)) {
          int baselines = request.scale().spreadBaselines();
          spreads.add(trial.run(shape, size, baselines, request.scale().spreadWindows()));
          progress.accept(shape.title() + ", " + size.title());
        }
      }
      return Map.of("baselines", LevelTables.baselines(spreads));
    }
  },

  /** False alarms of many features together. */
  FAMILIES {
    @Override
    Map<String, String> run(Request request, Consumer<String> progress) {
      FamilyTrial trial = new FamilyTrial(request.seed());
      return Map.of("families", LevelTables.families(trial.run(request.scale().families())));
    }
  },

  /** False alarms on dependent rows. */
  DEPENDENT {
    @Override
    Map<String, String> run(Request request, Consumer<String> progress) {
      DependentTrial trial = new DependentTrial(request.seed());
      return Map.of("dependent", DependentTable.of(trial.run(request.scale().dependent())));
    }
  },

  /** False alarms on dependent rows down to the rarest level. */
  DEEP_DEPENDENT {
    @Override
    Map<String, String> run(Request request, Consumer<String> progress) {
      DependentTrial trial = new DependentTrial(request.seed());
      List<LevelCase> cases =
          DependentStream.ALL.stream()
              .filter(stream -> !(stream instanceof Seasonal))
              .map(stream -> trial.levels(stream, 500, request.scale().deepDependent(), 250))
              .toList();
      return Map.of(
          "deep-dependent",
          LevelTables.levels(cases) + "\n" + LevelTables.levelsOf(LevelCase.G, cases));
    }
  },

  /** Power at an equal rate of false alarms. */
  POWER {
    @Override
    Map<String, String> run(Request request, Consumer<String> progress) {
      List<PowerRow> rows =
          PowerRow.of(
              new PowerTrial(
                      request.scale().powerSizes(),
                      request.scale().powerBaselines(),
                      request.seed(),
                      progress)
                  .run());
      return Map.of("power", PowerTables.power(rows), "less-power", PowerTables.behind(rows));
    }
  };

  private static final int WORST = 25;

  /**
   * What is asked for.
   *
   * @param data the folder of data sets; real columns are left out where it is not there
   */
  record Request(Scale scale, long seed, Path data) {}

  abstract Map<String, String> run(Request request, Consumer<String> progress) throws IOException;
}
