package com.nextgen.ml.service.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which columns of files as they come are compared, and what is said of the others. */
class CompareColumnsTest extends CompareFixture {
  @Test
  void treatsFewWholeNumbersAsCategories() throws Exception {
    Path file = folder.resolve("few.csv");
    Files.write(file, List.of("code,share,empty", "1,0.25,", "2,0.5,NA", "2.0,1,"));
    CompareColumns columns =
        CompareColumns.of(
            file,
            Set.of(),
            Set.of(),
            Set.of(),
            CsvFormat.DEFAULT,
            Progress.of(new PrintWriter(err), "rows"));

    assertThat(columns.features())
        .containsExactly(
            Feature.categorical("code"), Feature.numeric("share"), Feature.categorical("empty"));
  }

  @Test
  void namesAbsentColumns() throws IOException {
    Path other = folder.resolve("other.csv");
    Files.write(other, List.of("rating", "3"));

    run("--reference", table("a.csv", 1, 0, "web"), "--current", other);
    assertThat(out.toString()).contains("other.csv, columns: channel, member, price");
    assertThat(err.toString()).doesNotContain("Exception");
  }

  @Test
  void aColumnThatIsGoneIsDriftUnlessItIsExcluded() throws IOException {
    Path before = table("a.csv", 1, 0, "web");
    Path less = folder.resolve("less.csv");
    Files.write(
        less,
        Files.readAllLines(table("b.csv", 2, 0, "web")).stream()
            .map(line -> line.substring(0, line.lastIndexOf(',')))
            .toList());

    assertThat(run("--reference", before, "--current", less, "--fail-on-drift"))
        .isEqualTo(ExitStatus.DRIFT_FOUND);
    assertThat(out.toString()).contains("less.csv, a column: member.");
    assertThat(
            run("--reference", before, "--current", less, "--fail-on-drift", "--exclude", "member"))
        .as(out.toString())
        .isEqualTo(ExitStatus.DONE);
  }

  @Test
  void aColumnThatWasEmptyAndIsFilledHasDrifted() throws IOException {
    Path empty = columns("empty.csv", "x,note", i -> i % 7 + ".5,");
    Path filled = columns("filled.csv", "x,note", i -> i % 7 + ".5,hello");
    assertThat(run("--reference", empty, "--current", filled, "--fail-on-drift"))
        .isEqualTo(ExitStatus.DRIFT_FOUND);
    assertThat(run("--reference", filled, "--current", empty, "--fail-on-drift"))
        .isEqualTo(ExitStatus.DRIFT_FOUND);
    assertThat(run("--reference", empty, "--current", empty, "--fail-on-drift"))
        .isEqualTo(ExitStatus.DONE);
  }

  @Test
  void datesAndColumnsThatNameRowsAreLeftOutWithAWord() throws IOException {
    String header = ",day,at,compact,rowNo,orderId,x";
    Path january = columns("january.csv", header, i -> rowOf(i, "01"));
    Path february = columns("february.csv", header, i -> rowOf(i, "02"));

    assertThat(run("--reference", january, "--current", february, "--fail-on-drift"))
        .as(out.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(err.toString())
        .contains("january.csv: left out, the header does not name column 1")
        .contains("left out, they are dates: day, at, compact")
        .contains("left out, they name or number rows: rowNo, orderId");
  }

  private static String rowOf(int i, String month) {
    int day = 1 + i % 28;
    int first = month.equals("01") ? 0 : 50_000;
    return "%d,2026-%s-%02d,%d.%s.2026 10:%02d:00,2026%s%02d,%d,%d,%s"
        .formatted(
            i, month, day, day, month, i % 60, month, day, first + i, first + 3 * i, i % 9 / 8.0);
  }

  @Test
  void everyCommonSeparatorIsFoundAndDecimalCommasAreRead() throws IOException {
    for (String separator : List.of(";", "\t", "|")) {
      String header = "price" + separator + "\"a, b\"";
      Path before = columns("before.csv", header, i -> i % 50 + ",25" + separator + "x");
      Path after = columns("after.csv", header, i -> i % 50 + ",25" + separator + "x");
      assertThat(
              run("--reference", before, "--current", after, "--decimal", ",", "--fail-on-drift"))
          .as(err.toString())
          .isEqualTo(ExitStatus.DONE);
      assertThat(out.toString()).contains("mean 24.75 -> 24.75").contains("a, b");
    }
    assertThat(out.toString()).contains("after.csv: the fields are separated by tabs");
    assertThat(run("--reference", "a.csv", "--current", "b.csv", "--separator", "x"))
        .isEqualTo(ExitStatus.WRONG_USE);
  }

  @Test
  void infinitiesAndNewCategoriesAreNamed() throws IOException {
    Path before = columns("before.csv", "x,c", i -> i % 50 + ".5," + (i % 2 == 0 ? "web" : "shop"));
    Path after = columns("after.csv", "x,c", i -> (i % 4 == 0 ? "inf" : i % 50 + ".5") + ",kiosk");
    run("--reference", before, "--current", after);
    assertThat(out.toString()).contains("infinite 25.0%").contains("(kiosk 100.0%)");
  }

  @Test
  void aFileIsComparedWithItselfWhateverSpellsItsCategories() throws IOException {
    Path regions = columns("regions.csv", "region", i -> i % 3 == 0 ? "NA" : "EU");
    assertThat(run("--reference", regions, "--current", regions)).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).doesNotContain("missing");
    run("--reference", regions, "--current", regions, "--missing", "NA");
    assertThat(out.toString()).contains("missing 33.4% -> 33.4%");
  }

  @Test
  void namesThatNoColumnCanHaveAreSaidWithTheirPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a,\"b\nc\"\n1,2\n");
    assertThat(run("--reference", file, "--current", file)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString())
        .contains("a.csv: column 2 of the header, 'b?c' must be 1 to 256 characters")
        .doesNotContain("java");
  }

  @Test
  void moreColumnsThanASchemaHoldsAreRefusedUnlessLeftOut() throws IOException {
    String header = String.join(",", IntStream.range(0, 10_001).mapToObj(i -> "c" + i).toList());
    String row = String.join(",", IntStream.range(0, 10_001).mapToObj(i -> "1").toList());
    Path file = Files.writeString(folder.resolve("a.csv"), header + "\n" + row + "\n");
    assertThat(run("--reference", file, "--current", file)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("a.csv: there are 10001 columns").contains("--exclude");
  }

  @Test
  void columnsOfDecimalCommasAreToldWithWhatToSay() throws IOException {
    Path german = columns("german.csv", "n;price;grade;plan", i -> i + ";" + i + ",5;1,5;a,b");

    run("--reference", german, "--current", german);
    assertThat(err.toString())
        .contains("taken for texts, numbers with --decimal ,: price, grade\n");
    err.getBuffer().setLength(0);
    run("--reference", german, "--current", german, "--decimal", ",");
    assertThat(err.toString()).doesNotContain("taken for texts");
  }

  @Test
  void aFileThatCannotBeWrittenSaysWhichFolderIsAbsent() throws IOException {
    Path before = table("a.csv", 1, 0, "web");
    Path page = folder.resolve("absent").resolve("page.html");

    assertThat(run("--reference", before, "--current", before, "--html", page))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString())
        .contains("cannot write " + page + ": there is no directory " + page.getParent());
  }
}
