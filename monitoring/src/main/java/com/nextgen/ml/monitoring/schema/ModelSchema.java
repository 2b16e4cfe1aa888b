package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes and gives, and how it is watched; the content of {@code model.yaml}.
 *
 * @param features in the order of the model's tensor
 * @param target the column that holds the truth in training data; null if none is named
 * @param classes in the model's probability order; empty for regression
 * @param positiveClass one of {@code classes}; null unless the task is binary
 * @param labelSpellings other spellings of classes
 * @param scoring what is said of scores, and of the threshold
 * @param missing which texts stand for no value
 */
public record ModelSchema(
    String name,
    String owner,
    Task task,
    List<Feature> features,
    @Nullable String target,
    List<String> classes,
    @Nullable String positiveClass,
    Map<String, String> labelSpellings,
    ScoreMeaning scoring,
    List<GroupAttribute> groups,
    List<List<String>> crossed,
    MonitoringPolicy monitoring,
    MissingSpellings missing) {

  /** A model with more features than this is refused. */
  public static final int MAX_FEATURES = 10_000;

  /** A model with more classes than this is refused. */
  public static final int MAX_CLASSES = 10_000;

  public ModelSchema {
    Names.check("model", name);
    features = List.copyOf(features);
    classes = List.copyOf(classes);
    labelSpellings = Map.copyOf(labelSpellings);
    groups = List.copyOf(groups);
    crossed = crossed.stream().map(List::copyOf).toList();
    if (features.isEmpty() || features.size() > MAX_FEATURES) {
      throw new IllegalArgumentException("features: 1 to " + MAX_FEATURES + " are needed");
    }
    Set<String> names = new HashSet<>();
    Set<String> inputs = new HashSet<>();
    for (Feature feature : features) {
      if (!names.add(feature.name())) {
        throw new IllegalArgumentException("features: '" + feature.name() + "' stands twice");
      }
      if (!inputs.add(feature.inputName())) {
        throw new IllegalArgumentException(
            "features: the input '" + feature.inputName() + "' stands twice");
      }
    }
    checkClasses(task, classes, positiveClass);
    for (Map.Entry<String, String> spelling : labelSpellings.entrySet()) {
      if (!classes.contains(spelling.getValue())) {
        throw new IllegalArgumentException(
            "label-spellings: '" + Messages.quoted(spelling.getValue()) + "' is not a class");
      }
    }
    scoring.check(task);
    checkMonitoring(monitoring, features, groups);
  }

  /** Without a word on missing values. */
  public ModelSchema(
      String name,
      String owner,
      Task task,
      List<Feature> features,
      @Nullable String target,
      List<String> classes,
      @Nullable String positiveClass,
      Map<String, String> labelSpellings,
      ScoreMeaning scoring,
      List<GroupAttribute> groups,
      List<List<String>> crossed,
      MonitoringPolicy monitoring) {
    this(
        name,
        owner,
        task,
        features,
        target,
        classes,
        positiveClass,
        labelSpellings,
        scoring,
        groups,
        crossed,
        monitoring,
        MissingSpellings.DEFAULT);
  }

  /** Returns the same with other spellings of no value. */
  public ModelSchema withMissing(MissingSpellings other) {
    return new ModelSchema(
        name,
        owner,
        task,
        features,
        target,
        classes,
        positiveClass,
        labelSpellings,
        scoring,
        groups,
        crossed,
        monitoring,
        other);
  }

  /** Returns the same, watched otherwise. */
  public ModelSchema withMonitoring(MonitoringPolicy other) {
    return new ModelSchema(
        name,
        owner,
        task,
        features,
        target,
        classes,
        positiveClass,
        labelSpellings,
        scoring,
        groups,
        crossed,
        other,
        missing);
  }

  /** With a threshold and without a word on what scores are. */
  public ModelSchema(
      String name,
      String owner,
      Task task,
      List<Feature> features,
      @Nullable String target,
      List<String> classes,
      @Nullable String positiveClass,
      Map<String, String> labelSpellings,
      double threshold,
      List<GroupAttribute> groups,
      List<List<String>> crossed,
      MonitoringPolicy monitoring) {
    this(
        name,
        owner,
        task,
        features,
        target,
        classes,
        positiveClass,
        labelSpellings,
        new ScoreMeaning(null, threshold),
        groups,
        crossed,
        monitoring);
  }

  /** Returns the same with other scores. */
  public ModelSchema withScoring(ScoreMeaning other) {
    return new ModelSchema(
        name,
        owner,
        task,
        features,
        target,
        classes,
        positiveClass,
        labelSpellings,
        other,
        groups,
        crossed,
        monitoring,
        missing);
  }

  /** Returns the same with other classes, or the same ones in another order. */
  public ModelSchema withClasses(List<String> others) {
    return withClasses(others, labelSpellings);
  }

  /** Returns the same with other classes and other spellings of them. */
  public ModelSchema withClasses(List<String> others, Map<String, String> spellings) {
    return new ModelSchema(
        name,
        owner,
        task,
        features,
        target,
        others,
        positiveClass,
        spellings,
        scoring,
        groups,
        crossed,
        monitoring,
        missing);
  }

  /**
   * Columns alone, where all that is wanted is to count them: of a regression without a target.
   *
   * @param name for the documents that name a model
   */
  public static ModelSchema ofColumns(
      String name, List<Feature> columns, MonitoringPolicy monitoring) {
    return new ModelSchema(
        name,
        "",
        Task.REGRESSION,
        columns,
        null,
        List.of(),
        null,
        Map.of(),
        ScoreMeaning.UNSAID,
        List.of(),
        List.of(),
        monitoring);
  }

  private static void checkMonitoring(
      MonitoringPolicy monitoring, List<Feature> features, List<GroupAttribute> groups) {
    for (String name : monitoring.drift().features().keySet()) {
      if (features.stream().noneMatch(feature -> feature.name().equals(name))) {
        throw new IllegalArgumentException(
            "monitoring.features: '" + Messages.quoted(name) + "' is not a feature");
      }
    }
    for (String name : monitoring.segments()) {
      checkSegment(name, features, groups);
    }
  }

  private static void checkSegment(
      String name, List<Feature> features, List<GroupAttribute> groups) {
    Optional<Feature> feature = features.stream().filter(f -> f.name().equals(name)).findFirst();
    Optional<GroupAttribute> group =
        groups.stream().filter(g -> g.attribute().equals(name)).findFirst();
    boolean number = feature.isPresent() && feature.get().isNumeric();
    boolean known =
        number
            ? group.isPresent() && !group.get().bands().isEmpty()
            : feature.isPresent() || group.isPresent();
    if (!known) {
      throw new IllegalArgumentException(
          "monitoring.segments: '%s' is %s; segments are categorical or boolean features and attributes of groups"
              .formatted(
                  Messages.quoted(name),
                  number ? "numeric and has no bands in groups" : "neither feature nor attribute"));
    }
  }

  private static void checkClasses(
      Task task, List<String> classes, @Nullable String positiveClass) {
    if (new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException("classes repeats a name");
    }
    if (classes.size() > MAX_CLASSES) {
      throw new IllegalArgumentException("classes: at most " + MAX_CLASSES);
    }
    switch (task) {
      case REGRESSION, RANKING -> {
        if (!classes.isEmpty() || positiveClass != null) {
          throw new IllegalArgumentException("classes are not for " + task.code());
        }
      }
      case BINARY_CLASSIFICATION -> {
        if (classes.size() != 2) {
          throw new IllegalArgumentException("classes must name the two classes");
        }
        if (positiveClass == null || !classes.contains(positiveClass)) {
          throw new IllegalArgumentException(
              "positive-class must be one of " + String.join(", ", classes));
        }
      }
      case MULTICLASS_CLASSIFICATION -> {
        if (classes.size() < 2) {
          throw new IllegalArgumentException("classes must name at least two classes");
        }
      }
      case ANOMALY_DETECTION, CLUSTERING -> {
        if (classes.isEmpty() || positiveClass != null) {
          throw new IllegalArgumentException(
              positiveClass == null
                  ? "classes must name the labels that the model gives"
                  : "positive-class is not for " + task.code());
        }
      }
    }
  }

  /**
   * Returns the segment columns of the policy: categorical or boolean features, and group
   * attributes, whose values are sent beside the features or are the bands of a numeric one.
   */
  public List<String> segmentColumns() {
    return monitoring.segments();
  }

  /** Returns how many features are numeric: the width of {@link RowBlock#numeric}. */
  public int numericWidth() {
    return (int) features.stream().filter(Feature::isNumeric).count();
  }

  /**
   * Returns how many features are categorical or boolean: the width of {@link
   * RowBlock#categorical}.
   */
  public int categoricalWidth() {
    return features.size() - numericWidth();
  }

  /**
   * Returns the index of a class by its name or by one of its other spellings; empty if unknown.
   */
  public OptionalInt classIndex(String spelling) {
    int index = classes.indexOf(spelling);
    if (index < 0) {
      String name = labelSpellings.get(spelling);
      index = name == null ? -1 : classes.indexOf(name);
    }
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** Returns what scores are: as declared, or what they are taken for where nothing is said. */
  public ScoreKind scoreKind() {
    return scoring.kindFor(task);
  }

  /** Returns whether scores are probabilities of classes. */
  public boolean hasProbabilities() {
    return scoreKind() == ScoreKind.PROBABILITY;
  }

  /**
   * From which score on a binary prediction is positive, where {@link #scoreDecides}: on the
   * score's own scale, .5 of a probability and 0 of a margin or logit unless told.
   */
  public double threshold() {
    return scoring.thresholdFor(task);
  }

  /**
   * Returns whether predictions follow from the score wherever there is one: a probability, or a
   * binary task's score with a declared threshold. Else the label that the model's file gives is
   * the prediction, where it gives one.
   */
  public boolean scoreDecides() {
    return hasProbabilities()
        || (scoring.threshold() != null
            && task == Task.BINARY_CLASSIFICATION
            && scoreKind() != ScoreKind.NONE);
  }

  /** Returns the index of the positive class of a binary task; -1 for other tasks. */
  public int positiveIndex() {
    return positiveClass == null ? -1 : classes.indexOf(positiveClass);
  }
}
