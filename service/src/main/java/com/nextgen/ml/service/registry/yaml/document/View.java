package com.nextgen.ml.service.registry.yaml.document;

/** What of a value is written. */
public enum View {
  /** What differs from the default, under the keys of a file. */
  DECLARED,
  /** All that holds, declared or by default, under camelCase keys. */
  EFFECTIVE
}
