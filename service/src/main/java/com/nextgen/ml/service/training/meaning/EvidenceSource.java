package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.registry.StoredVersion;
import java.nio.file.Path;

/** Finds what a model says of rows whose truth is known. */
interface EvidenceSource {

  /**
   * Finds it.
   *
   * @param stored its schema's features and classes are the model's; what it says of scores is not
   *     used
   * @param from what the rows are called
   * @throws CsvException if the file does not fit the schema; the message names it
   * @throws InferenceException if the model fails on the rows
   */
  Evidence of(StoredVersion stored, Path file, String from)
      throws ModelLoadException, CsvException, InferenceException;
}
