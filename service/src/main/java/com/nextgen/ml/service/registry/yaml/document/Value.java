package com.nextgen.ml.service.registry.yaml.document;

import java.util.List;

/** What a document says, before it is spelled as YAML or JSON. */
public sealed interface Value {
  /** Free text. */
  record Text(String text) implements Value {}

  /** A spelling with a meaning, as {@code 5m} or {@code numeric}. */
  record Word(String spelling) implements Value {}

  /** A whole number. */
  record Whole(long number) implements Value {}

  /** A finite number. */
  record Decimal(double number) implements Value {}

  /** True or false. */
  record Flag(boolean set) implements Value {}

  /** A list. */
  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping in the order in which it is written; no key stands twice. */
  record Fields(List<Field> fields) implements Value {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /** An entry of a mapping. */
  record Field(String key, Value value) {}
}
