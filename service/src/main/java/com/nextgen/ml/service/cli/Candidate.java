package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.PredictionColumns;

/**
 * A version that is about to be registered.
 *
 * @param predicted the columns that hold what the model said, if it is served elsewhere
 */
record Candidate(StoredVersion version, PredictionColumns predicted) {}
