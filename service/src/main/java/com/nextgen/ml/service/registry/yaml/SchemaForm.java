package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.document.Form;
import com.nextgen.ml.service.registry.yaml.document.Key;
import com.nextgen.ml.service.registry.yaml.document.ListForm;
import com.nextgen.ml.service.registry.yaml.document.MapForm;
import com.nextgen.ml.service.registry.yaml.document.Mapping;
import com.nextgen.ml.service.registry.yaml.document.Scalar;
import com.nextgen.ml.service.registry.yaml.document.YamlMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole {@code model.yaml}. */
final class SchemaForm {
  private static final Form<List<String>> TEXTS = new ListForm<>(Scalar.TEXT);

  private static final Key<ModelSchema, String> NAME =
      Key.required("name", Scalar.TEXT, ModelSchema::name);
  private static final Key<ModelSchema, String> OWNER =
      Key.usual("owner", Scalar.TEXT, ModelSchema::owner, "");
  private static final Key<ModelSchema, Task> TASK =
      Key.required("task", Scalar.spelled(Task::parse, Task::code), ModelSchema::task);
  private static final Key<ModelSchema, ScoreKind> SCORE =
      Key.<ModelSchema, ScoreKind>optional(
              "score",
              Scalar.spelled(ScoreKind::parse, ScoreKind::code),
              schema -> Optional.ofNullable(schema.scoring().kind()))
          .holding(schema -> Optional.of(schema.scoreKind()));

  private static final Key<Feature, String> FEATURE_NAME =
      Key.required("name", Scalar.TEXT, Feature::name);
  private static final Key<Feature, FeatureType> TYPE =
      Key.required("type", Scalar.spelled(FeatureType::parse, FeatureType::code), Feature::type);
  private static final Key<Feature, List<String>> CODES =
      Key.optional("codes", TEXTS, feature -> filled(feature.codes()));
  private static final Key<Feature, String> MISSING =
      Key.optional("missing", Scalar.TEXT, feature -> Optional.ofNullable(feature.missingText()));
  private static final Key<Feature, String> INPUT =
      Key.optional("input", Scalar.TEXT, feature -> Optional.ofNullable(feature.input()));
  private static final Mapping<Feature> FEATURE =
      new Mapping<>(
          List.of(FEATURE_NAME, TYPE, CODES, MISSING, INPUT),
          in ->
              new Feature(
                  FEATURE_NAME.of(in),
                  TYPE.of(in),
                  CODES.find(in).orElse(List.of()),
                  MISSING.find(in).orElse(null),
                  INPUT.find(in).orElse(null)));
  private static final Key<ModelSchema, List<Feature>> FEATURES =
      Key.written("features", new ListForm<>(FEATURE), ModelSchema::features, List.of());

  private static final Key<ModelSchema, String> TARGET =
      Key.optional("target", Scalar.TEXT, schema -> Optional.ofNullable(schema.target()));
  private static final Key<ModelSchema, List<String>> CLASSES =
      Key.optional("classes", TEXTS, schema -> filled(schema.classes()));
  private static final Key<ModelSchema, String> POSITIVE_CLASS =
      Key.optional(
          "positive-class", Scalar.TEXT, schema -> Optional.ofNullable(schema.positiveClass()));
  private static final Key<ModelSchema, Map<String, String>> LABEL_SPELLINGS =
      Key.optional(
          "label-spellings",
          new MapForm<>(Scalar.TEXT, false),
          schema -> Optional.of(schema.labelSpellings()).filter(map -> !map.isEmpty()));
  private static final Key<ModelSchema, List<String>> MISSING_SPELLINGS =
      Key.optional(
          "missing-spellings",
          TEXTS,
          schema ->
              Optional.of(schema.missing())
                  .filter(MissingSpellings::isDeclared)
                  .map(MissingSpellings::texts));
  private static final Key<ModelSchema, Double> THRESHOLD =
      Key.<ModelSchema, Double>optional(
              "threshold",
              Scalar.DECIMAL,
              schema -> Optional.ofNullable(schema.scoring().threshold()))
          .holding(
              schema -> Optional.ofNullable(schema.positiveClass()).map(c -> schema.threshold()));

  private static final Key<GroupAttribute, String> ATTRIBUTE =
      Key.required("attribute", Scalar.TEXT, GroupAttribute::attribute);
  private static final Key<GroupAttribute, String> REFERENCE =
      Key.optional("reference", Scalar.TEXT, group -> Optional.ofNullable(group.reference()));
  private static final Key<GroupAttribute, String> FAVOURABLE =
      Key.optional("favourable", Scalar.TEXT, group -> Optional.ofNullable(group.favourable()));
  private static final Key<GroupAttribute, List<Double>> BANDS =
      Key.optional("bands", new ListForm<>(Scalar.DECIMAL), group -> filled(group.bands()));
  private static final Mapping<GroupAttribute> GROUP =
      new Mapping<>(
          List.of(ATTRIBUTE, REFERENCE, FAVOURABLE, BANDS),
          in ->
              new GroupAttribute(
                  ATTRIBUTE.of(in),
                  REFERENCE.find(in).orElse(null),
                  FAVOURABLE.find(in).orElse(null),
                  BANDS.find(in).orElse(List.of())));
  private static final Key<ModelSchema, List<GroupAttribute>> GROUPS =
      Key.usual("groups", new ListForm<>(GROUP), ModelSchema::groups, List.of());
  private static final Key<ModelSchema, List<List<String>>> CROSSED =
      Key.usual("crossed", new ListForm<>(TEXTS), ModelSchema::crossed, List.of());

  static final Key<ModelSchema, MonitoringPolicy> MONITORING =
      Key.usual("monitoring", PolicyForm.FORM, ModelSchema::monitoring, MonitoringPolicy.DEFAULT);

  static final Mapping<ModelSchema> FORM =
      new Mapping<>(
          List.of(
              NAME,
              OWNER,
              TASK,
              SCORE,
              FEATURES,
              TARGET,
              CLASSES,
              POSITIVE_CLASS,
              LABEL_SPELLINGS,
              MISSING_SPELLINGS,
              THRESHOLD,
              GROUPS,
              CROSSED,
              MONITORING),
          SchemaForm::schema);

  private SchemaForm() {}

  private static ModelSchema schema(YamlMapping in) throws RegistryException {
    return new ModelSchema(
        NAME.of(in),
        OWNER.of(in),
        TASK.of(in),
        FEATURES.of(in),
        TARGET.find(in).orElse(null),
        CLASSES.find(in).orElse(List.of()),
        POSITIVE_CLASS.find(in).orElse(null),
        LABEL_SPELLINGS.find(in).orElse(Map.of()),
        new ScoreMeaning(SCORE.find(in).orElse(null), THRESHOLD.find(in).orElse(null)),
        GROUPS.of(in),
        CROSSED.of(in),
        MONITORING.of(in),
        MISSING_SPELLINGS.find(in).map(MissingSpellings::of).orElse(MissingSpellings.DEFAULT));
  }

  private static <T> Optional<List<T>> filled(List<T> list) {
    return Optional.of(list).filter(items -> !items.isEmpty());
  }
}
