package com.nextgen.ml.service.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareCommandTest extends CompareFixture {
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
    assertThat(out.toString()).contains("PSI >= 2, or ");
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
    assertThat(err.toString()).contains("no column in common", "other.csv has something");
  }

  @Test
  void saysWhatToDoWhereCommasWereTakenForDecimalMarks() throws IOException {
    Path before = folder.resolve("before.csv");
    Path after = folder.resolve("after.csv");
    Files.write(before, List.of("price,grade", "1.5,2", "2.5,3"));
    Files.write(after, List.of("price,grade,more", "1.5,2,1", "2.5,3,1"));

    assertThat(run("--reference", before, "--current", after, "--decimal", ","))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("'price,grade' is one column; leave --decimal out");
    err.getBuffer().setLength(0);
    assertThat(run("--reference", before, "--current", after, "--separator", ";"))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("'price,grade' was read as one column", "--separator");
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
}
