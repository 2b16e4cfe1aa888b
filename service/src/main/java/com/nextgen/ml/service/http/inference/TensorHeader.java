package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.text.Messages;

/** A tensor's description, which is known before its data are read. */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside one request, never compared
record TensorHeader(String name, Datatype datatype, long[] shape) {

  /** Returns what an error calls one of its values. */
  String what(Feature feature, int row) {
    return this + ": feature '" + feature.name() + "' of row " + row;
  }

  @Override
  public String toString() {
    return "input '" + Messages.quoted(name) + "'";
  }
}
