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
import com.nextgen.ml.monitoring.quality.QualityEvaluation;
import com.nextgen.ml.monitoring.quality.QualityPolicy;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.CsvOptions;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.cli.command.WholeFile;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.OtherDecimalMark;
import com.nextgen.ml.service.page.DriftPage;
import com.nextgen.ml.service.registry.ReadLimit;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
          + " of dates, of numbers that count the rows and of text in which most values differ are left"
          + " out. A column of the reference that the other file lacks counts as drift.",
      "Exit status: 0 done, 1 drift found with --fail-on-drift, 2 wrong use, 3 failed, or nothing"
          + " could be judged with --fail-on-drift."
    })
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private CsvOptions csv;

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

  /** Columns of the reference that are left out with a word. */
  private final Set<String> known = new HashSet<>();

  @Override
  public Integer call() throws CommandFailure {
    Compared compared = compared(policy());
    DriftReport report = compared.drift();
    PrintWriter out = spec.commandLine().getOut();
    new CompareTable(out, Ansi.AUTO).print(report, compared.unseen());
    new CompareQuality(out).print(compared.quality());
    if (!compared.lost().isEmpty()) {
      out.println(
          "Gone from "
              + current
              + (compared.lost().size() == 1 ? ", a column: " : ", columns: ")
              + String.join(", ", compared.lost())
              + ". Leave it out with --exclude if that is meant.");
    }
    saySeparators(out);
    if (json != null) {
      write(report, json);
    }
    if (html != null) {
      writePage(report, html);
    }
    return failOnDrift ? status(compared) : ExitStatus.DONE;
  }

  private void saySeparators(PrintWriter out) throws CommandFailure {
    for (Path file : isDocument() ? List.of(current) : List.of(reference, current)) {
      try {
        String found = csv.foundSeparator(file);
        if (!found.isEmpty()) {
          out.println(found);
        }
      } catch (CsvException e) {
        throw new CommandFailure(file + ": " + e.getMessage(), e);
      }
    }
  }

  private static int status(Compared compared) throws CommandFailure {
    if (!compared.lost().isEmpty() || compared.drift().hasDrift()) {
      return ExitStatus.DRIFT_FOUND;
    }
    if (compared.drift().dataset().verdict() == Verdict.NOT_ENOUGH_DATA) {
      Reason reason = compared.drift().dataset().reason();
      throw new CommandFailure(
          "no column could be judged: " + (reason == null ? "" : reason.code()));
    }
    return ExitStatus.DONE;
  }

  private DriftCriteria policy() {
    try {
      return DriftCriteria.nominal(minimumRows).withPsiThreshold(thresholdPsi);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * What was found.
   *
   * @param unseen in words, by column: its most frequent categories that the reference never had
   * @param lost columns of the reference that the other file lacks
   */
  private record Compared(
      DriftReport drift, QualityReport quality, Map<String, String> unseen, List<String> lost) {}

  private Compared compared(DriftCriteria policy) throws CommandFailure {
    Baseline baseline = baseline();
    CompareFile file = new CompareFile(current, csv.format());
    try {
      csv.noteNameless(current, spec.commandLine().getErr());
      Set<String> names = file.columns();
      names.removeAll(exclude);
      Counts before = CompareReference.inputs(baseline, names);
      if (before.columns().isEmpty()) {
        throw new CommandFailure(
            NothingInCommon.inWords(reference, baseline, current, file.columns(), csv.format()));
      }
      UnseenNames unseen = new UnseenNames(before.layout());
      Counts now = file.count(before.layout(), unseen, progress());
      Reference rows =
          new Reference(before, baseline.rows(), baseline.sha256(), false)
              .withCategoriesOf(baseline)
              .with(
                  baseline.products().isOutdated() || before.layout().products()
                      ? MultivariateReference.of(baseline)
                      : Optional.empty());
      Subject subject =
          new Subject(isDocument() ? baseline.model() : null, null, "files", "baseline");
      WindowSpan span =
          new WindowSpan(String.valueOf(current.getFileName()), null, null, now.rows());
      QualityPolicy quality = new QualityPolicy(policy.level(), true, policy.minimumRows());
      return new Compared(
          DriftEvaluation.evaluate(rows, now, policy, subject, span),
          QualityEvaluation.evaluate(baseline, rows, now, quality, subject, span),
          unseen.inWords(),
          lost(baseline, names));
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
    CsvFormat format = csv.format();
    try {
      csv.noteNameless(reference, spec.commandLine().getErr());
      CompareColumns columns =
          CompareColumns.of(reference, numeric, categorical, exclude, format, progress());
      say("left out, they name or number rows: ", columns.identifiers());
      say("left out, they are dates: ", columns.dates());
      say(
          "taken for texts, numbers with " + OtherDecimalMark.option(format) + ": ",
          columns.otherMarks());
      if (columns.features().isEmpty()) {
        throw new CommandFailure(reference + " has no column that can be compared");
      }
      known.addAll(columns.identifiers());
      known.addAll(columns.dates());
      return CompareReference.of(
          new CompareFile(reference, format), columns.features(), progress());
    } catch (CsvException e) {
      throw new CommandFailure(reference + ": " + e.getMessage(), e);
    }
  }

  /** The columns of the reference that a file lacks; says which the file has besides. */
  private List<String> lost(Baseline baseline, Set<String> names) {
    Set<String> lost = new TreeSet<>();
    Set<String> added = new TreeSet<>(names);
    for (Column column : baseline.layout().columns()) {
      if (column.isInput() && !added.remove(column.name()) && !exclude.contains(column.name())) {
        lost.add(column.name());
      }
    }
    added.removeAll(known);
    say("left out, " + reference + " has no such column: ", List.copyOf(added));
    return List.copyOf(lost);
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
      throw cannotWrite(file, e);
    }
  }

  private static CommandFailure cannotWrite(Path file, IOException e) {
    Path folder = file.toAbsolutePath().getParent();
    boolean absent = folder != null && !Files.isDirectory(folder);
    return new CommandFailure(
        "cannot write " + file + (absent ? ": there is no directory " + folder : ": " + e), e);
  }

  private static void writePage(DriftReport report, Path file) throws CommandFailure {
    try {
      Files.write(file, DriftPage.toBytes(report));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }
}
