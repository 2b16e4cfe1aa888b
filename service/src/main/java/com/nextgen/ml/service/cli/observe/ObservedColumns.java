package com.nextgen.ml.service.cli.observe;

import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.training.PredictionColumns;
import com.nextgen.ml.service.training.PredictionFinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file of predictions beside the features.
 *
 * @param predicted holds what the model said
 * @param time null if rows count as of now
 * @param label null if the file tells no truth
 * @param subject null if rows are about nobody
 * @param groups attributes for groups that are no features
 */
record ObservedColumns(
    String id,
    PredictionColumns predicted,
    @Nullable String time,
    @Nullable String label,
    @Nullable String subject,
    List<String> groups) {
  private static final String ID = "id";
  private static final String TIME = "timestamp";

  ObservedColumns {
    groups = List.copyOf(groups);
  }

  /** What a person said of the columns; null, or nothing, for what was not said. */
  record Said(
      @Nullable String id,
      PredictionColumns predicted,
      @Nullable String time,
      @Nullable String label,
      @Nullable String subject) {}

  /** What the service's schema of a model says of the columns. */
  record Model(
      Task task,
      ScoreKind score,
      Set<String> features,
      @Nullable String target,
      List<String> groups) {
    boolean hasScores() {
      return task.isClassification() && score != ScoreKind.NONE;
    }
  }

  /**
   * Finds the columns: those that are said, else those of customary names.
   *
   * @param header the file's columns
   * @throws CsvException if one is absent, or the file does not tell; the message says what to do
   */
  static ObservedColumns of(List<String> header, Model model, Said said) throws CsvException {
    if (said.id() == null && !header.contains(ID)) {
      throw new CsvException(
          "there is no column 'id': name the column of the prediction ids with --id-column; each row needs one, by which labels find it and a file that is sent again is not counted twice");
    }
    String id = said.id() == null ? ID : said.id();
    String time = said.time() == null && header.contains(TIME) ? TIME : said.time();
    String target = model.target();
    String label =
        said.label() == null && target != null && header.contains(target) ? target : said.label();
    Set<String> taken = new HashSet<>(model.features());
    taken.addAll(model.groups());
    Stream.of(id, time, label, said.subject()).filter(name -> name != null).forEach(taken::add);
    PredictionColumns predicted =
        said.predicted().isNone()
            ? PredictionFinder.find(header, taken).fitting(model.task(), model.score())
            : said.predicted();
    if (!predicted.equals(predicted.fitting(model.task(), model.score()))) {
      throw new CsvException(
          "--score-column is for scores of classes, and by its schema the model has none");
    }
    List<String> wanted = new ArrayList<>(predicted.names());
    Stream.of(id, time, label, said.subject()).filter(name -> name != null).forEach(wanted::add);
    List<String> absent = wanted.stream().filter(name -> !header.contains(name)).toList();
    if (!absent.isEmpty()) {
      throw new CsvException(ColumnNames.absent(absent, header));
    }
    if (predicted.isNone()) {
      throw new CsvException("no column of predictions is found; name it with --prediction-column");
    }
    return new ObservedColumns(
        id,
        predicted,
        time,
        label,
        said.subject(),
        model.groups().stream()
            .filter(name -> header.contains(name) && !model.features().contains(name))
            .toList());
  }

  /** Returns a sentence that says what is read from where. */
  String inWords(Model model) {
    String prediction = predicted.prediction();
    List<String> parts = new ArrayList<>();
    parts.add("ids from " + quoted(id));
    parts.add(
        prediction == null
            ? "predictions follow from the scores"
            : "predictions from " + quoted(prediction));
    if (!predicted.scores().isEmpty()) {
      parts.add(
          "scores from "
              + predicted.scores().stream()
                  .map(ObservedColumns::quoted)
                  .collect(Collectors.joining(", ")));
    } else if (model.hasScores()) {
      parts.add("no scores, so that none is watched and there is no auc (--score-column)");
    }
    parts.add(
        time == null ? "no times, so that all rows count as of now" : "times from " + quoted(time));
    parts.add(label == null ? "no labels" : "labels from " + quoted(label));
    if (!groups.isEmpty()) {
      parts.add(
          "groups from "
              + groups.stream().map(ObservedColumns::quoted).collect(Collectors.joining(", ")));
    }
    return String.join("; ", parts);
  }

  private static String quoted(String name) {
    return "'" + Messages.quoted(name) + "'";
  }
}
