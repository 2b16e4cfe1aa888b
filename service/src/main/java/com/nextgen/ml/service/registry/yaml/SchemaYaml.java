package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.document.View;
import com.nextgen.ml.service.registry.yaml.document.YamlDocument;
import com.nextgen.ml.service.registry.yaml.document.YamlMapping;
import com.nextgen.ml.service.registry.yaml.document.YamlNode;
import com.nextgen.ml.service.registry.yaml.document.YamlWriter;

/** Reads and writes {@code model.yaml}. */
public final class SchemaYaml {
  private SchemaYaml() {}

  /**
   * Reads a schema.
   *
   * @param bytes UTF-8
   * @throws RegistryException if it is not one; the message names the line and the key or feature,
   *     and for an unknown key the known ones
   */
  public static ModelSchema read(byte[] bytes) throws RegistryException {
    return YamlDocument.read(bytes, "model.yaml", SchemaForm.FORM::read);
  }

  /**
   * Returns a schema with another monitoring policy.
   *
   * @param bytes UTF-8: a mapping {@code monitoring}, or a whole {@code model.yaml} of which only
   *     that is read
   * @throws RegistryException if it is no policy, or not one for this schema; the message names the
   *     line and the key
   */
  public static ModelSchema withPolicy(ModelSchema schema, byte[] bytes) throws RegistryException {
    return YamlDocument.read(bytes, "the policy", top -> schema.withMonitoring(policy(top)));
  }

  /** Writes what a schema declares so that {@link #read} gives an equal one. */
  public static String write(ModelSchema schema) {
    return YamlWriter.write(SchemaForm.FORM.write(schema, View.DECLARED));
  }

  private static MonitoringPolicy policy(YamlNode top) throws RegistryException {
    YamlMapping document = top.mapping();
    SchemaForm.FORM.allowOnlyKnown(document);
    return SchemaForm.MONITORING.required(document);
  }
}
