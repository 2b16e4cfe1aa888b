/** The ONNX Runtime adapter: a model file as inputs, outputs and a session. */
@NullMarked
package com.nextgen.ml.service.inference.onnx;

import org.jspecify.annotations.NullMarked;
