package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code model.yaml}. */
public final class SchemaYaml {
  private static final String SOURCE = "model.yaml";
  private static final String MONITORING = "monitoring";
  private static final String[] KEYS = {
    "name",
    "owner",
    "task",
    "score",
    "features",
    "target",
    "classes",
    "positive-class",
    "label-spellings",
    "threshold",
    "groups",
    "crossed",
    MONITORING
  };

  private SchemaYaml() {}

  /**
   * Reads a schema.
   *
   * @param bytes UTF-8
   * @throws RegistryException if it is not one; the message names the line and the key or feature,
   *     and for an unknown key the known ones
   */
  public static ModelSchema read(byte[] bytes) throws RegistryException {
    YamlMapping top = YamlDocument.read(bytes, SOURCE);
    try {
      return schema(top);
    } catch (RegistryException e) {
      throw YamlDocument.in(SOURCE, e);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(SOURCE + ": " + e.getMessage(), e);
    }
  }

  /**
   * A schema with another monitoring policy.
   *
   * @param bytes UTF-8: a mapping {@code monitoring}, or a whole {@code model.yaml} of which only
   *     that is read
   * @throws RegistryException if it is no policy, or not one for this schema; the message names the
   *     line and the key
   */
  public static ModelSchema withPolicy(ModelSchema schema, byte[] bytes) throws RegistryException {
    String source = "the policy";
    YamlMapping top = YamlDocument.read(bytes, source);
    try {
      top.allowOnly(KEYS);
      YamlMapping monitoring = top.mapping(MONITORING);
      if (monitoring == null) {
        throw top.error(MONITORING + " is missing");
      }
      return new ModelSchema(
          schema.name(),
          schema.owner(),
          schema.task(),
          schema.features(),
          schema.target(),
          schema.classes(),
          schema.positiveClass(),
          schema.labelSpellings(),
          schema.scoring(),
          schema.groups(),
          schema.crossed(),
          PolicyYaml.read(monitoring));
    } catch (RegistryException e) {
      throw YamlDocument.in(source, e);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(source + ": " + e.getMessage(), e);
    }
  }

  /** Writes a schema so that {@link #read} gives an equal one. */
  public static String write(ModelSchema schema) {
    return new SchemaWriter().write(schema);
  }

  private static ModelSchema schema(YamlMapping top) throws RegistryException {
    top.allowOnly(KEYS);
    String name = top.requiredText("name");
    top.requiredText("task");
    Task task = top.parsed("task", Task.REGRESSION, Task::parse);
    YamlMapping spellings = top.mapping("label-spellings");
    return new ModelSchema(
        name,
        top.text("owner", ""),
        task,
        features(top),
        top.text("target"),
        top.texts("classes"),
        top.text("positive-class"),
        spellings == null ? Map.of() : spellings.allTexts(),
        new ScoreMeaning(top.parsed("score", ScoreKind::parse), top.number("threshold")),
        groups(top),
        top.lists("crossed"),
        PolicyYaml.read(top.mapping(MONITORING)));
  }

  private static List<Feature> features(YamlMapping top) throws RegistryException {
    List<Feature> features = new ArrayList<>();
    for (YamlMapping feature : top.mappings("features")) {
      feature.allowOnly("name", "type", "codes", "missing");
      String name = feature.requiredText("name");
      feature.requiredText("type");
      try {
        features.add(
            new Feature(
                name,
                feature.parsed("type", FeatureType.NUMERIC, FeatureType::parse),
                feature.texts("codes"),
                feature.text("missing")));
      } catch (IllegalArgumentException e) {
        throw feature.error(String.valueOf(e.getMessage()));
      }
    }
    return features;
  }

  private static List<GroupAttribute> groups(YamlMapping top) throws RegistryException {
    List<GroupAttribute> groups = new ArrayList<>();
    for (YamlMapping group : top.mappings("groups")) {
      group.allowOnly("attribute", "reference", "favourable", "bands");
      String attribute = group.requiredText("attribute");
      try {
        groups.add(
            new GroupAttribute(
                attribute,
                group.text("reference"),
                group.text("favourable"),
                group.numbers("bands")));
      } catch (IllegalArgumentException e) {
        throw group.error(String.valueOf(e.getMessage()));
      }
    }
    return groups;
  }
}
