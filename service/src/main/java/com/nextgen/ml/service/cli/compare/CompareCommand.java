package com.nextgen.ml.service.cli.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReference;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.cli.command.WholeFile;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvValues;
import com.nextgen.ml.service.page.DriftPage;
import com.nextgen.ml.service.registry.ReadLimit;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the rows of a file with those of another, or with a baseline. Needs no service. */
@Command(
    name = "compare",
    description = {
      "Compares the columns of a CSV file with those of another, or with a baseline.",
      "Numbers are numeric, but up to 20 different whole numbers are categories, as text is; columns"
          + " of text in which most values differ are left out.",
      "Exit status: 0 done, 1 drift found with --fail-on-drift, 2 wrong use, 3 failed, or nothing"
          + " could be judged with --fail-on-drift."
    })
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;

  @Option(names = "--reference", required = true, paramLabel = "A.csv|baseline.json")
  private Path reference;

  @Option(names = "--current", required = true, paramLabel = "B.csv")
  private Path current;

  @Option(names = "--json", paramLabel = "FILE", description = "where to write the report")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "where to write the report as one self-contained page")
  private @Nullable Path html;

  @Option(names = "--fail-on-drift", description = "end with status 1 if a column has drifted")
  private boolean failOnDrift;

  @Option(
      names = "--threshold-psi",
      paramLabel = "X",
      defaultValue = "0.2",
      description = "the effect that matters (default: ${DEFAULT-VALUE})")
  private double thresholdPsi;

  @Option(
      names = "--minimum-rows",
      paramLabel = "N",
      defaultValue = "500",
      description = "fewer current rows are not enough data (default: ${DEFAULT-VALUE})")
  private long minimumRows;

  @Option(
      names = "--categorical",
      split = ",",
      paramLabel = "a,b",
      description = "columns that hold categories whatever they look like")
  private Set<String> categorical = Set.of();

  @Option(
      names = "--numeric",
      split = ",",
      paramLabel = "a,b",
      description = "columns that hold numbers whatever they look like")
  private Set<String> numeric = Set.of();

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "a,b",
      description = "columns to leave out")
  private Set<String> exclude = Set.of();

  @Option(
      names = "--missing",
      split = ",",
      paramLabel = "NA,?",
      defaultValue = "NA,NaN",
      description = "spellings of a missing value beside the empty one (default: ${DEFAULT-VALUE})")
  private Set<String> missing = Set.of();

  @Override
  public Integer call() throws CommandFailure {
    DriftCriteria policy = policy();
    DriftReport report = report(policy);
    new CompareTable(spec.commandLine().getOut(), Ansi.AUTO).print(report);
    if (json != null) {
      write(report, json);
    }
    if (html != null) {
      writePage(report, html);
    }
    if (!failOnDrift) {
      return ExitStatus.DONE;
    }
    if (report.dataset().verdict() == Verdict.NOT_ENOUGH_DATA) {
      throw new CommandFailure(
          "no column could be judged: "
              + (report.dataset().reason() == null ? "" : report.dataset().reason().code()));
    }
    return report.hasDrift() ? ExitStatus.DRIFT_FOUND : ExitStatus.DONE;
  }

  private DriftCriteria policy() {
    try {
      return DriftCriteria.nominal(minimumRows).withPsiThreshold(thresholdPsi);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private DriftReport report(DriftCriteria policy) throws CommandFailure {
    Baseline baseline = baseline();
    CompareFile file = new CompareFile(current, new CsvValues(missing));
    try {
      Set<String> names = file.columns();
      names.removeAll(exclude);
      Counts before = CompareReference.inputs(baseline, names);
      if (before.columns().isEmpty()) {
        throw new CommandFailure(reference + " and " + current + " have no column in common");
      }
      sayWhatIsAbsent(baseline, names);
      Counts now = file.count(before.layout(), progress());
      return DriftEvaluation.evaluate(
          new Reference(before, baseline.rows(), baseline.sha256(), false)
              .withCategoriesOf(baseline)
              .with(
                  baseline.products().isOutdated() || before.layout().products()
                      ? MultivariateReference.of(baseline)
                      : Optional.empty()),
          now,
          policy,
          new Subject(isDocument() ? baseline.model() : null, null, "files", "baseline"),
          new WindowSpan(String.valueOf(current.getFileName()), null, null, now.rows()));
    } catch (CsvException e) {
      throw new CommandFailure(current + ": " + e.getMessage(), e);
    }
  }

  private boolean isDocument() {
    return reference.toString().endsWith(".json");
  }

  private Baseline baseline() throws CommandFailure {
    return isDocument() ? document() : table();
  }

  private Baseline document() throws CommandFailure {
    try {
      return BaselineJson.read(WholeFile.read(reference, ReadLimit.BASELINE));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(reference + ": " + e.getMessage(), e);
    }
  }

  private Baseline table() throws CommandFailure {
    CsvValues spellings = new CsvValues(missing);
    try {
      CompareColumns columns =
          CompareColumns.of(reference, numeric, categorical, exclude, spellings, progress());
      say("left out, most values differ: ", columns.identifiers());
      say("left out, there are no values: ", columns.empty());
      if (columns.features().isEmpty()) {
        throw new CommandFailure(reference + " has no column that can be compared");
      }
      return CompareReference.of(
          new CompareFile(reference, spellings), columns.features(), progress());
    } catch (CsvException e) {
      throw new CommandFailure(reference + ": " + e.getMessage(), e);
    }
  }

  private void sayWhatIsAbsent(Baseline baseline, Set<String> names) {
    Set<String> absent = new TreeSet<>();
    for (Column column : baseline.layout().columns()) {
      if (column.isInput() && !names.contains(column.name()) && !exclude.contains(column.name())) {
        absent.add(column.name());
      }
    }
    say("left out, " + current + " has no such column: ", List.copyOf(absent));
  }

  private void say(String what, List<String> columns) {
    if (!columns.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(what + String.join(", ", columns));
    }
  }

  private Progress progress() {
    return Progress.of(spec.commandLine().getErr(), "rows");
  }

  private static void write(DriftReport report, Path file) throws CommandFailure {
    try (JsonGenerator out =
        new JsonFactory()
            .createGenerator(new BufferedOutputStream(Files.newOutputStream(file)))
            .useDefaultPrettyPrinter()) {
      DriftReportJson.write(report, out);
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file, e);
    }
  }

  private static void writePage(DriftReport report, Path file) throws CommandFailure {
    try {
      Files.write(file, DriftPage.toBytes(report));
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file, e);
    }
  }
}
