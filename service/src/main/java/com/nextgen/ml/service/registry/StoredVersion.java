package com.nextgen.ml.service.registry;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import org.jspecify.annotations.Nullable;

/**
 * Everything the registry has of a version, read and found to fit together.
 *
 * @param onnx the model file; null if the version is served elsewhere
 * @param sha256 of the model file in lower-case hexadecimal; empty if there is none
 * @param baseline null if the version has none
 * @param files as they were when all this was read
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from file to session, never compared
public record StoredVersion(
    ModelSchema schema,
    byte @Nullable [] onnx,
    String sha256,
    @Nullable Baseline baseline,
    Revision files) {
  /** The file of a version that records what the SHA-256 of its model file must be. */
  public static final String DIGEST_FILE = "model.sha256";

  /** Returns a version that is not in a registry yet: a file and its schema. */
  public static StoredVersion unregistered(ModelSchema schema, byte[] onnx) {
    return new StoredVersion(schema, onnx, Sha256.of(onnx), null, Revision.NONE);
  }

  /** Returns a version that is not in a registry yet, of a model that is served elsewhere. */
  public static StoredVersion unregistered(ModelSchema schema) {
    return new StoredVersion(schema, null, "", null, Revision.NONE);
  }

  /** Returns the same with another schema. */
  public StoredVersion with(ModelSchema other) {
    return new StoredVersion(other, onnx, sha256, baseline, files);
  }

  /** Returns whether the registry records what the file's SHA-256 must be, or there is no file. */
  public boolean isDigestRecorded() {
    return sha256.isEmpty()
        || baseline != null
        || files.files().stream().anyMatch(file -> file.name().endsWith("/" + DIGEST_FILE));
  }
}
