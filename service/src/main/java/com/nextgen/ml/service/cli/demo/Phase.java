package com.nextgen.ml.service.cli.demo;

/** What goes on in the marketplace for a while. */
enum Phase {
  NORMAL("normal trade", "traffic as in the training data"),
  SEASONAL_SHIFT("seasonal shift", "toy season: other categories, fuller baskets, discounts"),
  BROKEN_FIELD("broken field", "an upstream change loses a field and sends another in other units"),
  NEW_CATEGORY("new category", "the marketplace opens in Sweden; the models never saw SE"),
  RECOVERY("recovery", "traffic as in the training data again"),
  OTHER_CONCEPT(
      "other concept", "a rival closes and electronics sell at any price; sessions look as before");

  private final String title;
  private final String story;

  Phase(String title, String story) {
    this.title = title;
    this.story = story;
  }

  /** Whether the truth of its predictions becomes known, some time later. */
  boolean isLabelled() {
    return this == NORMAL || this == RECOVERY || this == OTHER_CONCEPT;
  }

  /** Returns its place, from 1. */
  @SuppressWarnings("EnumOrdinal") // phases follow each other as they are written here
  int number() {
    return ordinal() + 1;
  }

  /** A few words for a heading. */
  String title() {
    return title;
  }

  /** What happens, in a sentence. */
  String story() {
    return story;
  }
}
