package com.nextgen.ml.service.cli.command;

import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command's CSV files are written. */
public final class CsvOptions {
  @Option(
      names = "--separator",
      paramLabel = "S",
      converter = Separator.class,
      description =
          "what stands between the fields of CSV files: comma, semicolon, tab or pipe (default: what"
              + " fits their first lines)")
  private @Nullable Character separator;

  @Option(
      names = "--decimal",
      paramLabel = "C",
      converter = DecimalMark.class,
      defaultValue = ".",
      description = "what begins the decimals of numbers, . or , (default: ${DEFAULT-VALUE})")
  private char decimal;

  @Option(
      names = "--missing",
      split = ",",
      paramLabel = "NA,?",
      description =
          "the spellings of a missing value beside the empty one; each is one among categories too"
              + " (default: missing-spellings of the model's model.yaml; else NA and NaN, among"
              + " numbers alone)")
  private @Nullable Set<String> missing;

  /**
   * Returns how the files are written.
   *
   * @throws CommandFailure if the options exclude each other
   */
  public CsvFormat format() throws CommandFailure {
    try {
      return new CsvFormat(separator, decimal == ',', spellings());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage() + "; use another --separator", e);
    }
  }

  private MissingSpellings spellings() {
    if (missing == null) {
      return MissingSpellings.DEFAULT;
    }
    Set<String> all = new HashSet<>(missing);
    all.add("");
    return MissingSpellings.of(all);
  }

  /** Says what a person may not expect of how a file is read. */
  public void note(Path path, PrintWriter err) throws CommandFailure, CsvException {
    String found = foundSeparator(path);
    if (!found.isEmpty()) {
      err.println(found);
    }
    noteNameless(path, err);
  }

  /** Returns a sentence that names the separator that was found; empty if it is a comma. */
  public String foundSeparator(Path path) throws CommandFailure, CsvException {
    try (CsvFile file = CsvFile.open(path, format())) {
      return separator != null || file.separator() == ','
          ? ""
          : path + ": the fields are separated by " + name(file.separator()) + "s";
    }
  }

  /** Says which columns have no name. */
  public void noteNameless(Path path, PrintWriter err) throws CommandFailure, CsvException {
    try (CsvFile file = CsvFile.open(path, format())) {
      if (!file.nameless().isEmpty()) {
        err.println(
            path
                + ": left out, the header does not name column "
                + file.nameless().stream()
                    .limit(20)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ")));
      }
    }
  }

  private static String name(char separator) {
    return switch (separator) {
      case ';' -> "semicolon";
      case '\t' -> "tab";
      case '|' -> "'|'";
      default -> "comma";
    };
  }

  /** Reads a separator by its name or as it is. */
  static final class Separator implements ITypeConverter<Character> {
    @Override
    public Character convert(String said) {
      return switch (said) {
        case ",", "comma" -> ',';
        case ";", "semicolon" -> ';';
        case "\t", "\\t", "tab" -> '\t';
        case "|", "pipe" -> '|';
        default ->
            throw new TypeConversionException(
                "'" + said + "' is not one of comma, semicolon, tab, pipe");
      };
    }
  }

  /** Reads a point or a comma. */
  static final class DecimalMark implements ITypeConverter<Character> {
    @Override
    public Character convert(String said) {
      if (!said.equals(".") && !said.equals(",")) {
        throw new TypeConversionException("'" + said + "' is neither . nor ,");
      }
      return said.charAt(0);
    }
  }
}
