/** Loaded model versions, the ONNX Runtime adapter, and leases on versions. */
@NullMarked
package com.nextgen.ml.service.inference;

import org.jspecify.annotations.NullMarked;
