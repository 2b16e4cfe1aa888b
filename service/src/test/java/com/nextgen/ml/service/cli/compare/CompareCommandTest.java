package com.nextgen.ml.service.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.service.cli.Main;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final int ROWS = 1000;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @Test
  void listsDriftedColumnsFirstAndFailsIfAsked() throws IOException {
    Path before = table("a.csv", 1, 0, "web");
    Path after = table("b.csv", 2, 2, "app");

    assertThat(run("--reference", before, "--current", after, "--fail-on-drift"))
        .isEqualTo(ExitStatus.DRIFT_FOUND);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).contains("column", "verdict", "PSI", "p-value");
    assertThat(lines.get(1)).contains("drifted").contains("channel").contains("0.0% -> 50.");
    assertThat(lines.get(2)).contains("drifted").contains("price");
    assertThat(lines.get(3)).contains("stable");
    assertThat(out.toString()).contains("2 of 4 judged columns drifted; 1000 rows against 1000");
    assertThat(err.toString()).contains("left out, they name or number rows: order");
  }

  @Test
  void driftIsNoErrorUnlessAsked() throws IOException {
    assertThat(
            run(
                "--reference",
                table("a.csv", 1, 0, "web"),
                "--current",
                table("b.csv", 2, 2, "app")))
        .isEqualTo(ExitStatus.DONE);
  }

  @Test
  void rowsOfTheSameDistributionAreStable() throws IOException {
    Path before = table("a.csv", 1, 0, "web");

    assertThat(
            run("--reference", before, "--current", table("b.csv", 2, 0, "web"), "--fail-on-drift"))
        .isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("0 of 4 judged columns drifted");
  }

  @Test
  void writesTheReportAsJson() throws IOException {
    Path json = folder.resolve("report.json");
    run(
        "--reference",
        table("a.csv", 1, 0, "web"),
        "--current",
        table("b.csv", 2, 2, "app"),
        "--json",
        json);
    JsonNode report = new ObjectMapper().readTree(json.toFile());

    assertThat(report.at("/scope").asText()).isEqualTo("files");
    assertThat(report.at("/window/rows").asLong()).isEqualTo(ROWS);
    assertThat(report.at("/dataset/driftedRatio").asDouble()).isEqualTo(0.5);
    assertThat(report.get("features").findValuesAsText("name"))
        .containsExactly("price", "rating", "channel", "member");
    assertThat(report.at("/features/0/type").asText()).isEqualTo("numeric");
    assertThat(report.at("/features/1/type").asText()).isEqualTo("categorical");
  }

  @Test
  void writesASelfContainedPage() throws IOException {
    Path html = folder.resolve("report.html");
    run(
        "--reference",
        table("a.csv", 1, 0, "web"),
        "--current",
        table("b.csv", 2, 2, "app"),
        "--html",
        html);

    assertThat(Files.readString(html))
        .startsWith("<!DOCTYPE html>")
        .contains("2 of 4 judged columns drifted", "<svg", "channel", "prefers-color-scheme: dark")
        .doesNotContain("<script", "http://", "https://", "src=");
  }

  @Test
  void acceptsTypesAndColumns() throws IOException {
    Path json = folder.resolve("report.json");
    run(
        "--reference",
        table("a.csv", 1, 0, "web"),
        "--current",
        table("b.csv", 2, 0, "web"),
        "--numeric=rating",
        "--categorical=order",
        "--exclude=price,member",
        "--json",
        json);
    JsonNode features = new ObjectMapper().readTree(json.toFile()).get("features");

    assertThat(features.findValuesAsText("name")).containsExactly("order", "rating", "channel");
    assertThat(features.findValuesAsText("type"))
        .containsExactly("categorical", "numeric", "categorical");
  }

  @Test
  void aHigherThresholdNeedsALargerEffect() throws IOException {
    assertThat(
            run(
                "--reference",
                table("a.csv", 1, 0, "web"),
                "--current",
                table("b.csv", 2, 0.6, "web"),
                "--threshold-psi=2",
                "--fail-on-drift"))
        .isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("PSI >= 2 ");
  }

  @Test
  void acceptsABaselineDocumentAsReference() throws Exception {
    Path json = folder.resolve("report.json");
    Path document = folder.resolve("baseline.json");
    CompareFile rows = new CompareFile(table("a.csv", 1, 0, "web"), CsvFormat.DEFAULT);
    Baseline baseline =
        CompareReference.of(
            rows,
            List.of(
                Feature.numeric("price"), Feature.categorical("channel"), Feature.bool("member")),
            Progress.of(new PrintWriter(err), "rows"));
    Files.write(document, BaselineJson.toBytes(baseline));

    assertThat(
            run(
                "--reference",
                document,
                "--current",
                table("b.csv", 2, 2, "web"),
                "--json",
                json,
                "--fail-on-drift"))
        .isEqualTo(ExitStatus.DRIFT_FOUND);
    assertThat(out.toString()).contains("1 of 3 judged columns drifted");
    assertThat(new ObjectMapper().readTree(json.toFile()).at("/model").asText())
        .isEqualTo("compare");
  }

  @Test
  void refusesADocumentThatIsNotABaseline() throws IOException {
    Path document = folder.resolve("baseline.json");
    Files.writeString(document, "{}");

    assertThat(run("--reference", document, "--current", table("b.csv", 2, 2, "web")))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("baseline.json: ").doesNotContain("Exception");
    assertThat(run("--reference", folder.resolve("no.json"), "--current", document))
        .isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void tooFewRowsFailTheGate() throws IOException {
    Path before = table("a.csv", 1, 0, "web");
    Path few = folder.resolve("few.csv");
    Files.write(few, Files.readAllLines(before).subList(0, 50));

    assertThat(run("--reference", before, "--current", few)).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("not-enough-data (too-few-rows)");
    assertThat(run("--reference", before, "--current", few, "--fail-on-drift"))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("no column could be judged: too-few-rows");
  }

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

  private Path columns(String name, String header, IntFunction<String> row) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < ROWS; i++) {
      lines.add(row.apply(i));
    }
    return Files.write(folder.resolve(name), lines);
  }

  @Test
  void errorsNameLineAndColumn() throws IOException {
    Path before = table("a.csv", 1, 0, "web");
    Path wrong = folder.resolve("wrong.csv");
    Files.write(wrong, List.of("price,rating", "3,4", "dear,4"));

    assertThat(run("--reference", before, "--current", wrong)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString())
        .contains("wrong.csv: line 3, column 'price': 'dear' is not a number")
        .doesNotContain("Exception");
  }

  @Test
  void namesAMissingFileOnceAndSaysWhatToDo() throws IOException {
    Path before = table("a.csv", 1, 0, "web");
    for (String name : List.of("nope.csv", "nope.json")) {
      Path nope = folder.resolve(name);
      err.getBuffer().setLength(0);
      assertThat(run("--reference", nope, "--current", before)).isEqualTo(ExitStatus.FAILED);
      assertThat(err.toString().strip()).endsWith(nope + ": there is no such file; check the path");
      assertThat(err.toString()).containsOnlyOnce(name);
    }
    Path nope = folder.resolve("nope.csv");
    err.getBuffer().setLength(0);
    assertThat(run("--reference", before, "--current", nope)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString().strip()).endsWith(nope + ": there is no such file; check the path");
    assertThat(err.toString()).containsOnlyOnce("nope.csv");
  }

  @Test
  void refusesFilesWithoutACommonColumn() throws IOException {
    Path other = folder.resolve("other.csv");
    Files.write(other, List.of("something", "3"));

    assertThat(run("--reference", table("a.csv", 1, 0, "web"), "--current", other))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("no column in common");
  }

  @Test
  void wrongUsageExitsWithStatusTwo() throws IOException {
    Path before = table("a.csv", 1, 0, "web");

    assertThat(run("--reference", before)).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run("--reference", before, "--current", before, "--threshold-psi=0"))
        .isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run("--reference", before, "--current", before, "--minimum-rows=0"))
        .isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("threshold psi must be more than 0");
  }

  @Test
  void findsAReversedRelationThatNoColumnShows() throws IOException {
    assertThat(run("--reference", pair("a.csv", 1, 0.7), "--current", pair("b.csv", 2, 0.7)))
        .isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("Numeric columns together: stable");
    assertThat(
            run(
                "--reference",
                folder.resolve("a.csv"),
                "--current",
                pair("c.csv", 3, -0.7),
                "--html",
                folder.resolve("c.html"),
                "--fail-on-drift"))
        .isEqualTo(ExitStatus.DRIFT_FOUND);
    assertThat(out.toString())
        .contains("0 of 2 judged columns drifted")
        .contains(
            "Numeric columns together: drifted; the correlation of x and y"
                + " and the reconstruction error changed");
    assertThat(folder.resolve("c.html"))
        .content()
        .contains(
            "<section id=\"together\" class=\"drifted\">",
            "<td>largest change of a correlation: x and y</td><td class=\"verdict\">drifted</td>");
  }

  private Path pair(String name, long seed, double correlation) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      double other = random.nextGaussian() * Math.sqrt(1 - correlation * correlation);
      csv.append(x).append(',').append(correlation * x + other).append('\n');
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  private int run(Object... arguments) {
    List<String> texts = new ArrayList<>(List.of("compare"));
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    return Main.run(
        texts.toArray(new String[0]), new PrintWriter(out, true), new PrintWriter(err, true));
  }

  /** Orders; half of them come through {@code channel}, the others through the shop. */
  private Path table(String name, long seed, double shift, String channel) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("order,price,rating,channel,member"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(
          String.join(
              ",",
              "o-" + seed + "-" + i,
              Double.toString(random.nextGaussian() + shift),
              Integer.toString(random.nextInt(5)),
              random.nextBoolean() ? channel : "shop",
              random.nextBoolean() ? "TRUE" : ""));
    }
    return Files.write(folder.resolve(name), lines);
  }
}
