package com.nextgen.ml.service.registry;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where models, versions, aliases and baselines are kept.
 *
 * <p>Any method may be called from any thread but an event loop: all but {@link #snapshot} wait for
 * storage. An {@link IOException} means that the storage failed, and may pass; a {@link
 * RegistryException} that what is stored, or asked for, is wrong.
 */
public interface ModelRegistry {

  /** The outcome of {@link #putBaseline}. */
  enum Put {
    /** The version has it now. */
    CREATED,
    /** The version had the same. */
    IDENTICAL,
    /** The version has another one, which stays. */
    CONFLICT
  }

  /**
   * Looks for changes once. A change is taken when two polls in a row see the same.
   *
   * @return what has settled
   * @throws IOException if the storage cannot be read; the snapshot stays as it was
   */
  RegistrySnapshot poll() throws IOException;

  /**
   * Returns what had settled at the last poll, aliases and baselines set through this object
   * included.
   */
  RegistrySnapshot snapshot();

  /** Returns whether there is such a version now, settled or not. False for what is no name. */
  boolean has(String model, int version) throws IOException;

  /**
   * Reads the schema of a version.
   *
   * @throws RegistryException if there is no such version, or the schema is wrong
   */
  ModelSchema schema(String model, int version) throws IOException, RegistryException;

  /**
   * Reads the schema of a model's versions that have none of their own.
   *
   * @return null if there is no such model
   * @throws RegistryException if the name is none, or the schema is wrong
   */
  @Nullable ModelSchema schema(String model) throws IOException, RegistryException;

  /**
   * Reads all that is needed to serve a version.
   *
   * @throws RegistryException if there is no such version, or something in it is wrong
   */
  StoredVersion read(String model, int version) throws IOException, RegistryException;

  /**
   * Returns the baseline document of a version as it is stored; null if it has none.
   *
   * @throws RegistryException if there is no such version
   */
  byte @Nullable [] baseline(String model, int version) throws IOException, RegistryException;

  /**
   * Gives a version its baseline, if it has none.
   *
   * @throws RegistryException if there is no such version, or the document does not fit it
   */
  Put putBaseline(String model, int version, byte[] document) throws IOException, RegistryException;

  /**
   * Adds a version under the next number, and the model if it is new. It appears in the snapshot
   * after the next polls.
   *
   * @param onnx null for a model that is served elsewhere
   * @param baseline null if there is none yet
   * @return the version's number
   * @throws RegistryException if the baseline does not fit
   */
  int addVersion(ModelSchema schema, byte @Nullable [] onnx, byte @Nullable [] baseline)
      throws IOException, RegistryException;

  /**
   * Makes an alias name a version and records it.
   *
   * @return what changed
   * @throws RegistryException if there is no such version, or a text is not acceptable
   */
  AliasChange setAlias(
      String model, String alias, int version, String reason, String caller, Instant at)
      throws IOException, RegistryException;

  /**
   * Removes an alias and records it.
   *
   * @return what changed
   * @throws RegistryException if there is no such alias, or a text is not acceptable
   */
  AliasChange removeAlias(String model, String alias, String reason, String caller, Instant at)
      throws IOException, RegistryException;

  /**
   * Returns the latest changes of a model's aliases, oldest first; a bounded number of them.
   *
   * @throws RegistryException if there is no such model
   */
  List<AliasChange> aliasHistory(String model) throws IOException, RegistryException;
}
